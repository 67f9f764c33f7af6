// The moderators' notes save themselves. When another one wrote meanwhile both texts are shown, and
// without a network the text waits on the device with the other acts.

const words = document.getElementById("board-words").dataset;
const PAUSE = 1200; // milliseconds after the last key
let isDirty = false;
let isBusy = false;
let isThere = true;
let isQueued = false;
let theirs = null; // what another moderator wrote meanwhile
let timer = 0;

const form = () => document.getElementById("notes-form");
const field = () => document.getElementById("notes");
const base = () => form().elements.base;

function say(text) {
  const place = document.getElementById("notes-said");
  if (place.textContent !== text) place.textContent = text;
}

function keep(text, from) {
  document.dispatchEvent(new CustomEvent("board:act", { detail: { act: "notes", text, base: from } }));
  isDirty = false;
  isQueued = true;
  say(words.here);
}

async function save() {
  clearTimeout(timer);
  if (!isDirty || isBusy || theirs || !form()) return;
  const text = field().value;
  if (!isThere || isQueued) {
    keep(text, base().value);
    return;
  }
  isBusy = true;
  isDirty = false;
  say(words.saving);
  const answer = await post(text);
  isBusy = false;
  if (!answer) keep(field().value, base().value);
  else if (answer.status === 412) changed(answer.data);
  else if (answer.status === 200) {
    base().value = answer.data.base;
    say(words.saved);
  } else say(answer.data?.detail ?? "");
  if (isDirty) timer = setTimeout(save, PAUSE);
}

// Status and content; nothing without a network or a login, for then the text waits here.
async function post(text) {
  const content = new FormData(form());
  content.set("text", text);
  content.delete("idempotency_key");
  const response = await fetch(form().action, {
    method: "POST",
    headers: { Accept: "application/json" },
    body: new URLSearchParams(content),
    redirect: "manual",
    signal: AbortSignal.timeout?.(8000),
  }).catch(() => null);
  if (!response || response.type === "opaqueredirect" || [401, 403].includes(response.status)) return null;
  if (response.status >= 500) return null;
  const data = await response.json().catch(() => null); // nothing when it was cut off on its way
  return data || !response.ok ? { status: response.status, data } : null;
}

function changed(now) {
  const mine = field().value;
  if (mine.includes(now.text) || now.text.includes(mine)) {
    settle(mine.includes(now.text) ? mine : now.text, now.base);
    return;
  }
  theirs = now;
  const box = document.getElementById("notes-theirs");
  box.querySelector(".pre").textContent = now.text;
  box.hidden = false;
  say("");
}

function settle(text, from) {
  theirs = null;
  document.getElementById("notes-theirs").hidden = true;
  field().value = text;
  base().value = from;
  isDirty = true;
  save();
}

// What the others wrote comes in, unless something is being written here.
function sync() {
  const now = document.getElementById("notes-now");
  if (!now || !form() || isDirty || isBusy || isQueued || theirs) return;
  if (now.dataset.base === base().value) return;
  const { selectionStart, selectionEnd } = field();
  field().value = now.textContent;
  base().value = now.dataset.base;
  if (document.activeElement === field()) field().setSelectionRange(selectionStart, selectionEnd);
}

document.addEventListener("input", (event) => {
  if (event.target.id !== "notes") return;
  isDirty = true;
  say("");
  clearTimeout(timer);
  timer = setTimeout(save, PAUSE);
});
document.addEventListener("focusout", (event) => {
  if (event.target.id !== "notes") return;
  clearTimeout(timer);
  timer = setTimeout(save, 400); // not before the click that ended the writing: words above may move it
});
document.addEventListener("submit", (event) => {
  if (event.target.id !== "notes-form") return;
  event.preventDefault();
  save();
});
document.addEventListener("click", (event) => {
  const choice = event.target.closest("[data-notes]")?.dataset.notes;
  if (!choice || !theirs) return;
  const mine = field().value;
  const both = `${theirs.text}\n\n${mine}`;
  settle({ both, mine, theirs: theirs.text }[choice], theirs.base);
});
document.addEventListener("htmx:afterSwap", sync);
document.addEventListener("board:queue", (event) => {
  const waiting = event.detail.acts.find((each) => each.act === "notes");
  if (waiting && !isQueued && !isDirty && field()) field().value = waiting.text; // of before a reload
  isQueued = Boolean(waiting);
  if (isQueued) say(words.here);
});
document.addEventListener("board:outcome", (event) => {
  const sent = event.detail.acts.some((each) => each.act === "notes");
  if (sent) say(words.saved);
});
document.addEventListener("board:contact", (event) => {
  isThere = event.detail.isThere;
});
// Words of the last second are not lost with the page.
addEventListener("pagehide", () => {
  if (isDirty && form()) keep(field().value, base().value);
});
