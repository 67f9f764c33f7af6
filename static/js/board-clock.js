// Counts the minutes of a practice between two looks at the server, and says whether it is heard of.
// The wall and the board show the same time: that of the server.

const KEPT = "clusterix-clock"; // how far this device's clock is from the server's
const CLOSE = 1500; // milliseconds; the server tells whole seconds
const LONG = 60; // minutes; beyond, the number says nothing more
const stale = document.getElementById("board-stale");
let offset = null;
let heardAt = null;

try {
  offset = JSON.parse(localStorage.getItem(KEPT));
} catch {
  // Then the first answer says it.
}

function learn(date) {
  if (!date) return;
  const found = Date.parse(date) + 500 - Date.now();
  if (offset !== null && Math.abs(found - offset) < CLOSE) return;
  offset = found;
  try {
    localStorage.setItem(KEPT, JSON.stringify(offset));
  } catch {
    // It is learnt again.
  }
}

// Written only when it is another word: nothing flickers, and a screen reader is left in peace.
function write(place, words) {
  if (place && place.textContent !== words) place.textContent = words;
}

function minutes(milliseconds) {
  return Math.max(0, Math.ceil(milliseconds / 60000));
}

function tick() {
  const timer = document.querySelector(".timer[data-ends]");
  if (!timer || offset === null) return;
  const { since, longer } = JSON.parse(timer.dataset.here ?? '{"longer":0}'); // board.js
  const pausedAt = timer.dataset.here ? since : Number(timer.dataset.paused) || null;
  const now = pausedAt ?? Date.now() + offset;
  const ends = Number(timer.dataset.ends) + longer;
  const whole = timer.dataset.minutes * 60000;
  const left = Math.min(whole, Math.max(0, ends - now));
  const seconds = Math.floor(left / 1000);
  const rest = String(seconds % 60).padStart(2, "0");
  write(timer.querySelector("output"), `${Math.floor(seconds / 60)}:${rest}`);
  timer.querySelector("rect + rect").setAttribute("width", `${((100 * left) / whole).toFixed(1)}%`);
  const { slotLeft, slotOver } = timer.dataset;
  const over = minutes(now - ends);
  const overWords = (n) => (n > LONG ? timer.dataset.long : timer.dataset.over.replace("{n}", n));
  write(timer.querySelector(".slot-words"), over ? slotOver.replace("{over}", overWords(over)) : slotLeft);
  const phases = JSON.parse(timer.dataset.phases);
  for (const each of phases) each.ends += longer;
  const phase = phases.find((each) => each.ends > now) ?? phases.at(-1);
  const isOver = phase.ends <= now;
  const words = isOver
    ? `${phase.name}: ${overWords(minutes(now - phase.ends))}`
    : phase.left.replace("{n}", minutes(phase.ends - now));
  write(timer.querySelector(".phase-words"), pausedAt ? `${timer.dataset.stands} ${words}` : words);
  timer.classList.toggle("over", isOver || over > 0);
}

// The device's own time of when the server was heard of last.
function said(isThere, isIn = true) {
  if (isThere) heardAt = new Date();
  const time = (heardAt ?? new Date()).toLocaleTimeString(document.documentElement.lang, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  document.dispatchEvent(new CustomEvent("board:contact", { detail: { isThere, isIn, time } }));
  if (!stale) return;
  stale.hidden = isThere;
  if (!isThere) write(stale, stale.dataset.words.replace("{time}", time));
}

document.addEventListener("htmx:afterRequest", (event) => {
  const { xhr } = event.detail;
  if (event.target.id !== "board" || !xhr) return;
  const isThere = xhr.status > 0 && xhr.status < 500;
  if (isThere) learn(xhr.getResponseHeader("Date"));
  const isElsewhere = xhr.responseURL && new URL(xhr.responseURL).pathname !== location.pathname;
  said(isThere, !isElsewhere); // elsewhere: at the login
});
for (const name of ["htmx:sendError", "htmx:timeout"]) document.addEventListener(name, () => said(false));
document.addEventListener("htmx:afterSwap", tick);
setInterval(tick, 1000);
tick();
