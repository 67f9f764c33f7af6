// The moderator's board with and without a network: what one does goes out at once, or waits in
// board-queue.js; then the board shows here where the room is by that.

const words = document.getElementById("board-words").dataset;
const banner = document.getElementById("board-banner");
const RUNS_ON = ["resume", "open", "second", "next", "closing"]; // with them a pause ends
const PAGES = "clusterix-boards"; // room-worker.js answers with it when there is no server
let queue = { acts: [], isStored: true, isThere: true, isOut: false, isBusy: false };
let refused = [];
let since = []; // acts that the server has, but this page does not show yet
let time = "";
let shown = "";

const board = () => document.getElementById("board");
const lines = () => [...document.querySelectorAll("#board .agenda [data-item]")];

function tell(act) {
  document.dispatchEvent(new CustomEvent("board:act", { detail: act }));
}

// A copy of a template with its slots filled: words, or lines.
function make(name, slots = {}) {
  const made = document.getElementById(`board-${name}`).content.cloneNode(true);
  for (const each of made.querySelectorAll("[data-slot]")) {
    const value = slots[each.dataset.slot] ?? "";
    if (value instanceof Node) each.replaceChildren(value);
    else each.textContent = value;
  }
  return made;
}

// --- above the board -----------------------------------------------------------------------

function wordsOf(act) {
  const line = lines().find((each) => Number(each.dataset.item) === act.item);
  return line ? `${words[act.act]}: ${line.dataset.title}` : words[act.act];
}

function list(entries) {
  const made = document.createDocumentFragment();
  made.append(...entries.map(([text, at]) => make("line", { words: text, time: at })));
  return made;
}

function clock(moment) {
  const shape = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  return new Date(moment).toLocaleTimeString(document.documentElement.lang, shape);
}

function message() {
  const n = String(queue.acts.length);
  if (refused.length) return make("refused", { lines: list(refused.map((each) => [each, ""])) });
  if (queue.isOut) return make("out", { n });
  if (!queue.isStored && queue.acts.length) return make("full");
  if (!queue.isThere && queue.acts.length) {
    const entries = queue.acts.map((each) => [wordsOf(each), clock(each.made_at)]);
    return make("kept", { n, time, lines: list(entries) });
  }
  return queue.isThere ? null : make("apart", { time });
}

function drawBanner() {
  const made = message();
  const text = made?.textContent ?? "";
  if (text === shown) return;
  shown = text;
  banner.hidden = !made;
  banner.replaceChildren(...(made ? [made] : []));
}

function toast(sentence) {
  document.querySelector("#main .toasts")?.remove();
  document.querySelector("#main .wrap").prepend(make("toast", { sentence }));
}

// --- where the room is by what waits here --------------------------------------------------

function whereabouts() {
  const here = lines().find((each) => "here" in each.dataset);
  let place = { item: here && Number(here.dataset.item), state: board().dataset.state };
  for (const each of [...since, ...queue.acts]) {
    if (["open", "second", "reopen"].includes(each.act)) place = { item: each.item, state: "open" };
    else if (each.act === "close") place = { item: each.item, state: "closed" };
    else if (each.act === "next") {
      const line = lines().find((one) => Number(one.dataset.item) === each.item);
      place = { item: each.item, state: line?.dataset.state ?? "none" };
    }
  }
  const at = lines().findIndex((each) => Number(each.dataset.item) === place.item);
  return { ...place, line: lines()[at], next: lines()[at + 1] };
}

// How what waits here moves the minutes that the server drew; board-clock.js counts by it.
function drawPause() {
  const timer = board().querySelector(".timer[data-ends]");
  if (!timer) return null;
  let began = Number(timer.dataset.paused) || null;
  let longer = 0;
  for (const each of [...since, ...queue.acts]) {
    const at = Date.parse(each.made_at);
    if (each.act === "pause") began ??= at;
    else if (began && RUNS_ON.includes(each.act)) {
      longer += Math.max(0, at - began);
      began = null;
    }
  }
  timer.dataset.here = JSON.stringify({ since: began, longer });
  return began ? "resume" : "pause";
}

// With a network the server draws the next step; without one it is drawn here.
function drawActs(ofTime) {
  const row = document.getElementById("acts");
  const isAhead = [...since, ...queue.acts].some((each) => each.act !== "notes");
  if (!row || !isAhead || queue.isThere) return;
  const { state, line, next } = whereabouts();
  const on = next ? "next" : "closing";
  const offered = { none: ["open", on], open: ["close"], closed: ["reopen", "reveal", "next"] };
  const wanted = (offered[state] ?? ["second", on]).filter((each) => each !== "next" || next);
  if (ofTime) wanted.push(ofTime);
  const key = `${line?.dataset.item} ${state} ${ofTime}`;
  if (row.dataset.local === key) return;
  row.dataset.local = key;
  for (const each of row.querySelectorAll("[data-local]")) each.remove();
  for (const each of row.children) each.hidden = true;
  row.append(make("acts"));
  for (const each of row.querySelectorAll("[data-local]")) {
    if (!wanted.includes(each.dataset.local)) each.remove();
    else pauseFor(each);
  }
  for (const each of lines()) {
    each.removeAttribute("aria-current");
    for (const form of each.querySelectorAll("form")) form.hidden = true;
  }
  line?.setAttribute("aria-current", "step");
  const heading = board().querySelector(".b-grid h2");
  const said = { open: words.isOpen, closed: words.isClosed, none: words.isNone }[state];
  if (heading && said) heading.textContent = said;
  const title = board().querySelector("h1");
  if (line && !title.textContent.startsWith(line.dataset.title)) title.textContent = line.dataset.title;
}

// The second click of a double click must not meet the next step in the same place.
function pauseFor(button) {
  button.disabled = true;
  setTimeout(() => {
    button.disabled = false;
  }, 700);
}

function draw() {
  drawBanner();
  drawActs(drawPause());
}

// --- what one does -------------------------------------------------------------------------

function number(text) {
  return text ? Number(text) : null;
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("#board form[data-act]");
  if (!form) return;
  const { act, item, round } = form.dataset;
  if (act === "reveal") {
    if (queue.isThere && !queue.acts.length) return; // the usual way of a form
    event.preventDefault();
    toast(words.reveal);
    return;
  }
  event.preventDefault();
  form.closest("[popover]")?.hidePopover();
  for (const each of form.querySelectorAll("button")) each.disabled = true;
  tell({ act, item: number(item), round: number(round) });
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-board=read]")) {
    refused = [];
    draw();
  }
  const act = event.target.closest("button[data-local]")?.dataset.local;
  if (!act) return;
  const { item, next } = whereabouts();
  const isOfTime = ["pause", "resume", "closing"].includes(act);
  const chosen = act === "next" ? Number(next.dataset.item) : item;
  tell({ act, item: isOfTime ? null : chosen, round: null });
});

document.addEventListener("board:queue", (event) => {
  queue = event.detail;
  draw();
});
document.addEventListener("board:outcome", (event) => {
  const { acts, outcomes } = event.detail;
  for (const each of outcomes.filter((one) => one.state === "refused")) {
    const act = acts.find((one) => one.uuid === each.uuid);
    refused.push(`${wordsOf(act)}. ${each.sentence}`);
  }
  for (const each of document.querySelectorAll("#board form[data-act] button")) each.disabled = false;
  const done = outcomes.filter((one) => one.state !== "refused").map((one) => one.uuid);
  since.push(...acts.filter((each) => done.includes(each.uuid)));
  const last = outcomes.filter((each) => each.state !== "refused").at(-1);
  const isNotes = acts.find((each) => each.uuid === last?.uuid)?.act === "notes";
  if (last && !isNotes) toast(last.sentence);
  draw();
});
document.addEventListener("board:contact", (event) => {
  time = event.detail.time;
  draw();
});

// --- looking again, and keeping the page ---------------------------------------------------

// Whoever was signed out gets the page of the login: it does not belong into the board.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, pathInfo, target } = event.detail;
  if (target.id !== "board" || !xhr.responseURL) return;
  const asked = new URL(pathInfo.requestPath, location.href).pathname;
  if (new URL(xhr.responseURL).pathname === asked) return;
  event.detail.shouldSwap = false;
});
document.addEventListener("htmx:afterSwap", () => {
  since = [];
  keepPage().catch(() => {}); // no room: then the page opens with a network alone
  draw();
});

// The page as the server drew it last, with the headers under which it came.
async function keepPage(isNew = false) {
  if (!globalThis.caches || !navigator.serviceWorker) return;
  const page = asServed();
  const pages = await caches.open(PAGES);
  const known = await pages.match(location.pathname, { ignoreVary: true });
  if (known && isNew) return; // the worker has kept it
  const sent = known ?? (await fetch(location.pathname, { cache: "no-store" }).catch(() => null));
  if (!sent?.ok || sent.redirected) return;
  await pages.put(location.pathname, new Response(page, { headers: headersOf(sent) }));
}

// Without what this script has put into it.
function asServed() {
  const copy = document.documentElement.cloneNode(true);
  copy.querySelector("#board-banner").replaceChildren();
  copy.querySelector("#board-banner").hidden = true;
  copy.querySelector("#main .toasts")?.remove();
  copy.querySelector(".timer[data-here]")?.removeAttribute("data-here");
  const row = copy.querySelector("#acts");
  row?.removeAttribute("data-local");
  for (const each of row?.querySelectorAll("[data-local]") ?? []) each.remove();
  for (const each of row?.children ?? []) each.hidden = false;
  for (const each of copy.querySelectorAll(".agenda form")) each.hidden = false;
  return `<!doctype html>${copy.outerHTML}`;
}

function headersOf(response) {
  const headers = new Headers(response.headers);
  for (const each of ["content-encoding", "content-length", "set-cookie"]) headers.delete(each);
  return headers;
}

if (navigator.serviceWorker) {
  navigator.serviceWorker.register(words.worker).catch(() => {}); // then only with a network
  keepPage(true).catch(() => {});
}
