// Between this device and the server: answers go out at once, and again until they are answered;
// every two seconds it asks where the room is. Of several tabs the one in view does so.
//
// Nothing here depends on a login: the token of the place comes with each request.

const root = document.getElementById("room");
const SESSION = root.dataset.session || location.pathname.match(/\/sessions\/(\d+)\//)?.[1];
const ROOM = location.pathname.replace(/rate\/.*$/, "room/");
const IN_VIEW = 2000; // milliseconds between two questions
const OUT_OF_VIEW = 5000; // and when nobody looks, or nobody answers
const LONGEST = 10000;
const PATIENCE = 8000; // until answers that were sent are confirmed
const GLANCE = 4000; // until it is known where the room is; on bad Wi-Fi a new try is quicker
const QUICK = 2; // tries soon after one another, before the server is spared
const AT_ONCE = 100; // answers in one request
const CLOSED_AGAIN = 30000; // when the place is somebody else's
const SESSION_CLOSED = 15000; // when there is nothing more to come but the end

const channel = new BroadcastChannel("clusterix-contact");
let state = null;
let isMine = !navigator.locks; // whether this tab is the one that asks and sends
let holder = null; // by which of its claims
let timer = 0;
let underWay = null;
let failures = 0;
let tag = "";
let half = AT_ONCE;
let choiceSent = null; // where the room was when the choice was taken

function say(kind, more) {
  document.dispatchEvent(new CustomEvent("room:heard", { detail: { kind, ...more } }));
}

// Said, and written down: else the same answers would go out once more.
function sayAndWait(kind, more) {
  const written = new Promise((resolve) => {
    document.addEventListener("room:changed", resolve, { once: true });
    setTimeout(resolve, 1000);
  });
  say(kind, more);
  return written;
}

function contact(isThere) {
  document.dispatchEvent(new CustomEvent("room:contact", { detail: isThere }));
  channel.postMessage({ session: SESSION, isThere });
}

// --- one request ---------------------------------------------------------------------------

class Trouble extends Error {}

// The answer with what it says; whoever has no place any more is told so.
async function ask(path, { place, device, id }, options = {}) {
  const begun = Date.now();
  const own = { "X-Place": place, "X-Device": device };
  const headers = { Accept: "application/json", ...own, ...options.headers };
  const response = await fetch(ROOM + path, {
    ...options,
    headers,
    credentials: "omit",
    cache: "no-store",
    redirect: "error",
    signal: AbortSignal.timeout?.(options.method ? PATIENCE : GLANCE),
  }).catch(() => null);
  if (!response || response.status >= 500 || response.status === 429) throw new Trouble();
  contact(true); // whatever it says
  const isJson = (response.headers.get("Content-Type") ?? "").includes("json");
  const data = isJson ? await response.json().catch(() => null) : null;
  if (response.status === 200 && !data) throw new Trouble(); // cut off, or somebody else's page
  const found = { status: response.status, tag: response.headers.get("ETag") ?? "", data };
  if (found.status === 404 || found.status === 410) {
    const why = found.status === 410 ? "over" : "out";
    say("closed", { id, why, sentence: data?.detail ?? "" });
  }
  return { ...found, begun, ended: Date.now() };
}

// --- answers -------------------------------------------------------------------------------

// What is to be sent now: not what waits for a round as long as nothing is new in the room.
function ready(record) {
  return record.queue.filter((each) => !each.waits || each.waits !== record.room?.seen);
}

function hasNews(record) {
  const { acts, done, closed } = record;
  return !closed && (ready(record).length || acts.length || done.length || choiceOf(record) !== null);
}

// A choice goes out until every seat has one.
function choiceOf(record) {
  if (record.choice === null || choiceSent === record.room?.seen) return null;
  const rounds = (record.room?.items ?? []).flatMap((item) => item.rounds);
  return rounds.some((each) => each.has_seat && each.may_show === null) ? record.choice : null;
}

async function deliver(record) {
  const taps = ready(record).slice(0, half);
  const sent = { taps, acts: record.acts, done: record.done, may_show: choiceOf(record) };
  const body = JSON.stringify({
    device: record.device,
    kept: record.queue.length - taps.length,
    taps: taps.map(({ waits, ...tap }) => tap),
    acts: sent.acts,
    done: sent.done,
    may_show: sent.may_show,
  });
  const options = { method: "POST", headers: { "Content-Type": "application/json" }, body };
  options.keepalive = document.visibilityState === "hidden" && body.length < 60000;
  const answer = await ask("taps/", record, options);
  const told = { id: record.id, sent, begun: answer.begun, ended: answer.ended };
  if (answer.status === 200) {
    half = AT_ONCE;
    if (sent.may_show !== null) {
      choiceSent = record.room?.seen;
      tag = "";
    }
    await sayAndWait("taps", { ...told, data: answer.data });
  } else if (answer.status === 400 || answer.status === 413) {
    await unreadable(taps, told, answer.data);
  } else if (answer.status !== 404 && answer.status !== 410) throw new Trouble();
}

// One of them cannot be read: the others must not wait for it.
function unreadable(taps, told, data) {
  if (taps.length > 1) {
    half = Math.ceil(taps.length / 2);
    return null;
  }
  half = AT_ONCE;
  const refused = [...taps, ...told.sent.acts].map((each) => ({ uuid: each.uuid, sentence: data?.detail ?? "" }));
  return sayAndWait("taps", { ...told, data: { kept: [], waiting: [], refused } });
}

// --- the room ------------------------------------------------------------------------------

async function look(record) {
  const headers = { "X-Kept": String(count(record)) };
  if (tag && record.room) headers["If-None-Match"] = tag;
  const now = await ask("now/", record, { headers });
  if (now.status !== 200) return;
  say("now", now);
  if (record.room && record.room.seen === now.data.seen && tag) {
    tag = now.tag;
    return;
  }
  if (record.room) await pause(Math.random() * 400); // three hundred would ask at once
  const room = await ask("", record);
  if (room.status !== 200) return;
  tag = now.tag;
  say("room", room);
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function count(record) {
  return record.queue.length + record.acts.length;
}

// --- the turns -----------------------------------------------------------------------------

function turn() {
  clearTimeout(timer);
  if (!isMine || !state) return;
  underWay ??= work().finally(() => {
    underWay = null;
    timer = setTimeout(turn, wait());
  });
}

async function work() {
  try {
    for (const each of [state.record, ...state.others]) {
      if (hasNews(each)) await deliver(each);
    }
    if (state.record.closed !== "over") await look(state.record);
    failures = 0;
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    failures += 1;
    contact(false);
  }
}

function wait() {
  if (!failures && !state.record.closed && hasNews(state.record)) return 50; // more came meanwhile
  if (state.record.closed) return CLOSED_AGAIN;
  if (state.record.room?.is_live === false && !failures) return SESSION_CLOSED;
  const isCalm = document.visibilityState === "visible" && failures <= QUICK;
  const usual = isCalm ? IN_VIEW : OUT_OF_VIEW;
  const longer = failures > 3 ? Math.min(LONGEST, usual * 1.4 ** (failures - 3)) : usual;
  return longer * (0.85 + Math.random() * 0.3);
}

// --- which tab -----------------------------------------------------------------------------

// The tab in view takes over; the one that had it waits for its turn. Shown and back in the network
// at the same moment, a tab takes over from itself: the claim that is lost then is not the tab's.
async function claim(steal) {
  if (!navigator.locks) return;
  const own = {};
  const hold = () => {
    holder = own;
    isMine = true;
    turn();
    return new Promise(() => {});
  };
  try {
    await navigator.locks.request(`clusterix-room-${SESSION}`, { steal }, hold);
  } catch {
    if (isMine && holder !== own) return;
    isMine = false;
    clearTimeout(timer);
    claim(false);
  }
}

function wake() {
  if (document.visibilityState === "visible") {
    if (!isMine) claim(true);
    failures = Math.min(failures, 1);
  }
  turn();
}

document.addEventListener("room:changed", (event) => {
  const isFirst = state === null;
  const before = state ? count(state.record) : 0;
  state = event.detail;
  if (isFirst) claim(document.visibilityState === "visible");
  if (isFirst || count(state.record) > before) turn();
  else if (hasNews(state.record) && !failures && !underWay) turn();
});
document.addEventListener("visibilitychange", wake);
addEventListener("online", wake);
addEventListener("pageshow", wake);
channel.addEventListener("message", (event) => {
  if (isMine || event.data.session !== SESSION) return;
  document.dispatchEvent(new CustomEvent("room:contact", { detail: event.data.isThere }));
});

if (root.dataset.worker && navigator.serviceWorker) {
  navigator.serviceWorker.register(root.dataset.worker).catch(() => {}); // then only with a network
}
