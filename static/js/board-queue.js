// What the moderator did on this device until the server has it: in order, each with its own key.
//
// The queue belongs to the person and the session. It lies with the words that wait in this browser
// (look.js), so signing out asks before it is forgotten. The others hear "board:queue" and
// "board:outcome" and say "board:act".

const { acts: ADDRESS, key } = document.getElementById("board-words").dataset;
const KEY = `clusterix-words:board-${key}`;
const KEPT_FOR = 7 * 24 * 3600 * 1000; // milliseconds
const PATIENCE = 8000;
const AT_ONCE = 50;
let memory = []; // where the browser keeps nothing
let isStored = true;
let isThere = true;
let isOut = false; // signed out
let isBusy = false;
let renewed = "";

function read() {
  if (!isStored) return memory;
  try {
    return JSON.parse(localStorage.getItem(KEY))?.acts ?? [];
  } catch {
    return memory;
  }
}

function write(acts) {
  memory = acts;
  try {
    if (acts.length) localStorage.setItem(KEY, JSON.stringify({ until: Date.now() + KEPT_FOR, acts }));
    else localStorage.removeItem(KEY);
    isStored = true;
  } catch {
    isStored = false;
  }
}

function tell() {
  const detail = { acts: read(), isStored, isThere, isOut, isBusy };
  document.dispatchEvent(new CustomEvent("board:queue", { detail }));
}

function newUuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((each) => each.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

// The server's time, as far as this device has learnt it (board-clock.js).
function serverTime() {
  let offset = 0;
  try {
    offset = JSON.parse(localStorage.getItem("clusterix-clock")) ?? 0;
  } catch {
    // Its own time, then; the server corrects what cannot be.
  }
  return new Date(Date.now() + offset).toISOString();
}

document.addEventListener("board:act", (event) => {
  const act = { uuid: newUuid(), made_at: serverTime(), ...event.detail };
  let acts = read();
  if (act.act === "notes") {
    const before = acts.find((each) => each.act === "notes"); // later words hold the earlier ones
    if (before) act.base = before.base;
    acts = acts.filter((each) => each.act !== "notes");
  }
  write([...acts, act]);
  tell();
  send();
});

// --- to the server -------------------------------------------------------------------------

function token() {
  return renewed || document.querySelector("#board [name=csrfmiddlewaretoken]")?.value || "";
}

// After another login the page's own token is not good any more: the page that comes now has one.
async function renew() {
  const page = await fetch(location.pathname, { cache: "no-store" }).catch(() => null);
  if (!page?.ok || page.redirected) return false;
  renewed = (await page.text()).match(/name="csrfmiddlewaretoken" value="([^"]+)"/)?.[1] ?? "";
  return Boolean(renewed);
}

function post(acts) {
  const sent = acts.map(({ uuid, act, item, round, made_at, text, base }) => ({
    uuid, act, item, round, made_at, text, base,
  }));
  return fetch(ADDRESS, {
    method: "POST",
    headers: { Accept: "application/json", "Content-Type": "application/json", "X-CSRFToken": token() },
    body: JSON.stringify({ acts: sent }),
    cache: "no-store",
    redirect: "manual",
    signal: AbortSignal.timeout?.(PATIENCE),
  }).catch(() => null);
}

async function send() {
  const acts = read().slice(0, AT_ONCE);
  if (isBusy || !acts.length) return;
  isBusy = true;
  tell();
  let response = await post(acts);
  if (response?.status === 403 && (await renew())) response = await post(acts);
  isBusy = false;
  await heard(acts, response);
  tell();
  if (isThere && !isOut && read().length) send();
}

async function heard(acts, response) {
  isThere = Boolean(response) && response.status < 500 && response.status !== 429;
  if (!isThere) return;
  isOut = response.type === "opaqueredirect" || response.status === 401;
  if (isOut) return;
  const data = await response.json().catch(() => null);
  if (response.ok && !data) {
    isThere = false;
    return;
  }
  const outcomes = response.ok ? data.acts : refusedAll(acts, data);
  const done = new Set(outcomes.map((each) => each.uuid));
  write(read().filter((each) => !done.has(each.uuid)));
  document.dispatchEvent(new CustomEvent("board:outcome", { detail: { acts, outcomes } }));
  document.body.dispatchEvent(new CustomEvent("board:look"));
}

function refusedAll(acts, data) {
  const sentence = data?.detail ?? "";
  return acts.map(({ uuid }) => ({ uuid, state: "refused", sentence }));
}

document.addEventListener("board:contact", (event) => {
  const wasThere = isThere;
  const wasOut = isOut;
  isThere = event.detail.isThere;
  if (isThere) isOut = !event.detail.isIn;
  if (isThere && read().length && !isOut) send();
  else if (wasThere !== isThere || wasOut !== isOut) tell();
});
addEventListener("online", send);
addEventListener("storage", (event) => {
  if (event.key === KEY) tell();
});
addEventListener("pageshow", tell);
tell();
send();
