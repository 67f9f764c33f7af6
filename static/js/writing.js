// A text that saves itself, and loses no word to a dropped connection or an ended session.
//
// One request is under way at a time, with a key of its own: what was sent and not answered is sent
// again unchanged until the server answers, and the server carries it out once. Until everything
// typed was answered, a copy is kept on this device, under the person and the text it is for.

const form = document.querySelector("form[data-words]");
const PREFIX = "clusterix-words:"; // look.js removes these when somebody signs out, and old ones
const SENT = "clusterix-sent"; // what this tab sent as a whole page
const PUT_BACK = "clusterix-put-back"; // what this tab puts back on the next page
const NOT_WORDS = new Set(["csrfmiddlewaretoken", "idempotency_key", "seen", "base"]);
const QUIET = 2500; // milliseconds without a key before it saves
const LONGEST = 15000; // and at the latest after this
const PATIENCE = 30000; // for an answer
const LAST_WORDS = 60000; // characters
const AGAIN = [4000, 8000, 15000, 30000]; // between attempts
const TROUBLE = new Set(["partly", "offline", "fault", "nobody", "another", "stale", "refused"]);

const page = newKey();
let answered = form ? words(fieldsOf(true)) : ""; // what the server has, as far as we know
let pending = null; // sent and not answered yet
let underWay = null; // the promise of the running attempt
let leftOver = false; // saved, but for what could not be used
let stopped = ""; // why it does not save any more
let leaving = false;
let mayKeep = true;
let failures = 0;
let state = "";
let typedSince = 0;
let timer = 0;
let keepTimer = 0;
let retryTimer = 0;

// --- the words of the form -----------------------------------------------------------------

// Names and values as they would be sent; `first`: as the page came from the server.
function fieldsOf(first = false) {
  const found = [];
  for (const each of form.elements) {
    if (!each.name || each.disabled || NOT_WORDS.has(each.name)) continue;
    if (each instanceof HTMLButtonElement || each.type === "file") continue;
    if (each.type === "checkbox" || each.type === "radio") {
      if (first ? each.defaultChecked : each.checked) found.push([each.name, each.value]);
    } else if (each instanceof HTMLSelectElement) {
      for (const option of each.options) {
        if (first && hasDefault(each) ? option.defaultSelected : option.selected) {
          found.push([each.name, option.value]);
        }
      }
    } else {
      found.push([each.name, first ? each.defaultValue : each.value]);
    }
  }
  return found;
}

function hasDefault(select) {
  return [...select.options].some((option) => option.defaultSelected);
}

// Lines are added and removed on the page: an empty one, and their number, are no words.
function words(fields) {
  const counts = ([name]) => name.endsWith("_FORMS");
  return JSON.stringify(fields.filter((each) => !counts(each) && !isEmptyLine(each, fields)));
}

function isEmptyLine([name], fields) {
  const line = name.match(/^[a-z]+-\d+-/)?.[0];
  if (!line) return false;
  const typed = /-(dated_on|source|figure|text|kind|label|url)$/;
  return !fields.some(([each, value]) => each.startsWith(line) && typed.test(each) && value.trim());
}

function isDirty() {
  return words(fieldsOf()) !== answered;
}

function isUnsaved() {
  return pending !== null || leftOver || isDirty();
}

function valueOf(name) {
  return form.elements[name]?.value ?? "";
}

function newKey() {
  const numbers = crypto.getRandomValues(new Uint32Array(4));
  return [...numbers].map((each) => each.toString(16).padStart(8, "0")).join("-");
}

// --- the copy on this device -------------------------------------------------------------

function placeOf(place = form.dataset.words) {
  return `${PREFIX}${form.dataset.person}:${place}:`;
}

function entryKey() {
  return placeOf() + page;
}

// True when the words are on this device, or there are none to keep.
function keep() {
  clearTimeout(keepTimer);
  try {
    if (!isUnsaved()) {
      localStorage.removeItem(entryKey());
      return true;
    }
    if (!mayKeep) return false;
    const at = Date.now();
    const entry = {
      at,
      until: at + Number(form.dataset.days) * 86400000,
      title: valueOf("title"),
      fields: fieldsOf(),
      seen: valueOf("seen"),
      base: valueOf("base"),
      pending,
    };
    localStorage.setItem(entryKey(), JSON.stringify(entry));
    return true;
  } catch {
    return false; // full, or switched off
  }
}

function read(key) {
  try {
    const entry = JSON.parse(localStorage.getItem(key));
    return entry && Array.isArray(entry.fields) ? entry : null;
  } catch {
    return null;
  }
}

function forget(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing can be kept here, so nothing is there.
  }
}

// What this tab hands to the next page; without storage nothing is handed on.
function handOn(key, value) {
  try {
    sessionStorage.setItem(key, value);
  } catch {
    // The next page then offers the words.
  }
}

function handedOn(key) {
  try {
    const value = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    return value;
  } catch {
    return null;
  }
}

// --- saying how it stands ------------------------------------------------------------------

function show(next, slots = {}) {
  const isKept = keep();
  const spoken = TROUBLE.has(next) || TROUBLE.has(state);
  const isNews = next !== state;
  state = next;
  for (const target of document.querySelectorAll("[data-saving]")) {
    const place = target.dataset.saving;
    if (place === "aloud" && !(isNews && spoken && next !== "saving")) continue;
    const made = template(next, place).content.cloneNode(true);
    fill(made, slots, isKept);
    if (place === "aloud") {
      target.textContent = made.textContent.trim();
    } else {
      target.replaceChildren(made);
      target.classList.toggle("wait", next !== "saved");
    }
  }
  document.querySelector(".formbar")?.classList.toggle("is-needed", TROUBLE.has(next));
}

function template(next, place) {
  const found = [...document.querySelectorAll(`template[data-state="${next}"]`)];
  return found.find((each) => "short" in each.dataset === (place === "bar")) ?? found[0];
}

function fill(made, slots, isKept) {
  for (const slot of made.querySelectorAll("[data-slot]")) {
    const name = slot.dataset.slot;
    if (name === "where") {
      const where = document.querySelector(`template[data-where="${isKept ? "kept" : "page"}"]`);
      slot.replaceChildren(where.content.cloneNode(true));
    } else if (name === "problem") {
      slot.textContent = slots.problem?.sentence ?? "";
      if (slots.problem?.anchor) slot.href = `#${slots.problem.anchor}`;
    } else if (name in slots) {
      slot.textContent = slots[name];
    }
  }
}

// --- saving --------------------------------------------------------------------------------

function changed() {
  clearTimeout(keepTimer);
  keepTimer = setTimeout(keep, 250);
  if (stopped || "chooses" in form.dataset || !isUnsaved()) return;
  if (!canBegin()) {
    if (state !== "untitled") show("untitled");
    return;
  }
  if (state !== "typed" && !TROUBLE.has(state)) show("typed");
  typedSince ||= Date.now();
  clearTimeout(timer);
  timer = setTimeout(save, Math.max(0, Math.min(QUIET, typedSince + LONGEST - Date.now())));
}

// A new practice begins with its title, for a partner that was chosen.
function canBegin() {
  if (form.dataset.words !== "new") return true;
  return ["title", "partner"].every((name) => !form.elements[name] || valueOf(name).trim());
}

// One attempt at a time; true when everything is saved.
function save() {
  clearTimeout(timer);
  clearTimeout(retryTimer);
  underWay ??= attempt().finally(() => {
    underWay = null;
    if (!failures && isDirty()) changed();
  });
  return underWay;
}

// What was sent and not answered comes first, as it was.
async function attempt() {
  typedSince = 0;
  if (pending && !(await send(pending))) return false;
  if (!stopped && isDirty() && canBegin()) {
    if (!TROUBLE.has(state)) show("saving");
    pending = packed();
    if (!(await send(pending))) return false;
  }
  return !isUnsaved();
}

// The request as it will be repeated if its answer is lost.
function packed() {
  const fields = fieldsOf();
  return {
    key: form.dataset.words === "new" ? valueOf("idempotency_key") : newKey(),
    address: location.pathname + location.search,
    words: words(fields),
    fields: [...fields, ["seen", valueOf("seen")], ["base", valueOf("base")], ["act", "autosave"]],
  };
}

// The answer of the server, or null without a connection.
function post(request) {
  const tokens = [
    ["csrfmiddlewaretoken", valueOf("csrfmiddlewaretoken")],
    ["idempotency_key", request.key],
  ];
  const body = new URLSearchParams([...request.fields, ...tokens]).toString();
  return fetch(request.address, {
    method: "POST",
    headers: { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" },
    redirect: "manual",
    signal: AbortSignal.timeout?.(PATIENCE),
    body,
    // A page that is being closed may still send this much.
    keepalive: document.visibilityState === "hidden" && body.length < LAST_WORDS,
  }).catch(() => null);
}

// True when it is saved; else it has been said why not.
async function send(request, isSecond = false) {
  keep();
  const response = await post(request);
  if (!response) return later("offline");
  if (response.ok && isJson(response)) {
    accept(await response.json(), request);
    return true;
  }
  if (response.status === 412) return stop("stale");
  if (response.status >= 500 || response.status === 429) return later("fault");
  if (mayBeAnother(response)) {
    const who = await person();
    if (who !== "same") return later(who);
    if (!isSecond) return send(request, true);
  }
  return refused(response, request);
}

function isJson(response) {
  return (response.headers.get("Content-Type") ?? "").includes("json");
}

// The login page, an old token, or a page that does not exist for whoever asks.
function mayBeAnother(response) {
  return response.type === "opaqueredirect" || response.status === 403 || response.status === 404;
}

function accept(answer, request) {
  failures = 0;
  pending = null;
  mayKeep = true;
  answered = request.words;
  leftOver = answer.problems.length > 0;
  forget(entryKey());
  form.dataset.words = answer.place;
  form.elements.seen.value = answer.seen;
  form.elements.base.value = answer.base;
  form.elements.idempotency_key.value = newKey();
  form.elements.partner?.closest(".field").remove();
  if (location.pathname !== answer.address) history.replaceState(null, "", answer.address);
  for (const [id, html] of Object.entries(answer.parts)) redraw(document.getElementById(id), html);
  show(leftOver ? "partly" : "saved", { at: answer.at, problem: answer.problems[0] });
}

// The server made and escaped it. A part in which somebody is waits for the next time.
function redraw(part, html) {
  if (!part || part.contains(document.activeElement)) return;
  const made = document.createElement("template");
  made.innerHTML = html;
  part.replaceChildren(made.content);
}

// Nothing came of it yet: the same request goes out again by itself.
function later(why) {
  failures += 1;
  show(why);
  retryTimer = setTimeout(save, AGAIN[Math.min(failures, AGAIN.length) - 1]);
  return false;
}

// It was not carried out, and would not be the next time either.
function stop(why, slots = {}) {
  failures = 0;
  pending = null;
  stopped = why;
  show(why, slots);
  return false;
}

async function refused(response, request) {
  const answer = isJson(response) ? await response.json().catch(() => ({})) : {};
  const slots = answer.detail ? { reason: answer.detail } : {};
  if (response.status !== 400) return stop("refused", slots);
  failures = 0;
  pending = null;
  answered = request.words; // not these words, but perhaps the next
  leftOver = true;
  show("refused", slots);
  return false;
}

// Who is signed in in this browser: "same" as who opened the page, "another", "nobody", "offline".
// Signing in makes the tokens of earlier pages worthless: this page gets a new one.
async function person() {
  const options = { redirect: "manual", signal: AbortSignal.timeout?.(PATIENCE) };
  const response = await fetch(form.dataset.check, options).catch(() => null);
  if (!response) return "offline";
  if (response.status === 403) return "same"; // signed in, and not a writer any more
  if (!response.ok) return "nobody";
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const there = page.querySelector("form[data-person]");
  if (there?.dataset.person !== form.dataset.person) return "another";
  const token = there.elements.csrfmiddlewaretoken.value;
  for (const each of document.getElementsByName("csrfmiddlewaretoken")) each.value = token;
  mayKeep = true;
  return "same";
}

// --- sending the whole page ----------------------------------------------------------------

async function submitted(event) {
  const act = event.submitter?.value ?? "save";
  if (leaving) return;
  if (act.startsWith("add-") || act.startsWith("remove-")) {
    beginToLeave();
    return;
  }
  event.preventDefault();
  if (stopped === "stale") {
    leave(act);
    return;
  }
  stopped = ""; // somebody asks for it: it may go now
  const isSaved = await ("chooses" in form.dataset ? saveChoice() : saveAll());
  if (failures) return; // said already, and it goes on by itself
  if (act !== "save" || !isSaved) leave(act); // the page that comes back says why
  else if ("chooses" in form.dataset) {
    leaving = true;
    location.assign(location.pathname);
  }
}

async function saveAll() {
  if (underWay) await underWay;
  for (let round = 0; round < 3; round += 1) if ((await save()) || failures || stopped) break;
  return !isUnsaved();
}

// What was chosen of two versions, as it stands.
async function saveChoice() {
  pending ??= packed();
  return (await send(pending)) && !leftOver;
}

// The browser sends the form; the page that comes back holds it. A form that is just being sent
// cannot be sent: hence after everything that listens to that.
function leave(act) {
  beginToLeave();
  const isThat = (each) => each.name === "act" && each.value === act;
  setTimeout(() => form.requestSubmit([...form.elements].find(isThat)));
}

function beginToLeave() {
  leaving = true;
  keep();
  handOn(SENT, entryKey());
}

// --- words of before -----------------------------------------------------------------------

function offer() {
  let keys = [];
  try {
    keys = Object.keys(localStorage).filter((key) => key.startsWith(placeOf()) && key !== entryKey());
  } catch {
    return;
  }
  const wanted = handedOn(PUT_BACK);
  const entries = keys.map((key) => [key, read(key)]).filter(([, entry]) => entry);
  for (const [key, entry] of entries.sort(([, one], [, other]) => other.at - one.at)) {
    if (words(entry.fields) === words(fieldsOf())) forget(key);
    else if (key === wanted) putBack(key, entry, null);
    else draw(key, entry);
  }
}

function draw(key, entry) {
  const made = document.querySelector("template[data-kept]").content.cloneNode(true);
  const note = made.firstElementChild;
  const untitled = document.querySelector("template[data-untitled]").content.textContent;
  const language = document.documentElement.lang.replace(/^en$/, "en-GB");
  const at = new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short" });
  note.querySelector('[data-slot="at"]').textContent = at.format(entry.at);
  note.querySelector('[data-slot="title"]').textContent = entry.title.trim() || untitled;
  note.querySelector('[data-slot="older"]').hidden = entry.pending !== null || entry.seen === valueOf("seen");
  note.querySelector('[data-act="put-back"]').addEventListener("click", () => putBack(key, entry, note));
  note.querySelector('[data-act="throw-away"]').addEventListener("click", () => {
    forget(key);
    note.remove();
    form.elements.title.focus();
  });
  document.getElementById("kept").append(note);
}

// What was typed here meanwhile is saved first. Words that were sent and not answered are sent once
// more as they were: then it is known which text they stand upon.
async function putBack(key, entry, note) {
  if (isDirty()) await save();
  if (entry.pending && !(await settle(key, entry, note))) return;
  note?.remove();
  for (const list of document.querySelectorAll("[data-lines]")) makeRoom(list, entry.fields);
  setFields(entry.fields);
  form.elements.seen.value = entry.seen;
  form.elements.base.value = entry.base;
  if (keep()) forget(key);
  form.elements.title.focus();
  changed();
}

// True when the words can be put back on this page.
async function settle(key, entry, note) {
  const response = await post(entry.pending);
  const isUnknown = !response || response.status >= 500;
  if (isUnknown || (mayBeAnother(response) && (await person()) !== "same")) {
    if (note) note.querySelector('[data-slot="trouble"]').hidden = false;
    return false;
  }
  if (!response.ok || !isJson(response)) {
    entry.pending = null; // it was not carried out, and is not any more
    return true;
  }
  const answer = await response.json();
  const isAll = words(entry.fields) === entry.pending.words && answer.problems.length === 0;
  Object.assign(entry, { pending: null, seen: answer.seen, base: answer.base });
  if (isAll) forget(key);
  else if (form.dataset.words === answer.place) return true;
  else moved(key, entry, answer.place);
  leaving = true;
  location.assign(answer.address);
  return false;
}

// The words belong to a draft that exists by now.
function moved(key, entry, place) {
  const there = placeOf(place) + newKey();
  try {
    localStorage.setItem(there, JSON.stringify(entry));
    forget(key);
    handOn(PUT_BACK, there);
  } catch {
    // It stays where it is.
  }
}

function makeRoom(list, fields) {
  const name = list.dataset.lines;
  const lines = fields.map(([each]) => each.match(new RegExp(`^${name}-(\\d+)-`))?.[1]).filter(Boolean);
  const wanted = Math.max(0, ...lines.map(Number)) + 1;
  const total = form.elements[`${name}-TOTAL_FORMS`];
  while (Number(total.value) < wanted) {
    const before = total.value;
    list.querySelector(`[value="add-${name}"]`).click();
    if (total.value === before) break; // no more lines than that
  }
}

function setFields(fields) {
  const known = new Map();
  for (const [name, value] of fields) known.set(name, [...(known.get(name) ?? []), value]);
  for (const each of form.elements) {
    if (!each.name || NOT_WORDS.has(each.name) || each.name.endsWith("_FORMS")) continue;
    if (each instanceof HTMLButtonElement || each.type === "file") continue;
    const values = known.get(each.name) ?? [];
    if (each.type === "checkbox" || each.type === "radio") each.checked = values.includes(each.value);
    else each.value = values[0] ?? "";
    each.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

// --- when what happens ---------------------------------------------------------------------

function begin() {
  const sent = handedOn(SENT);
  if ("answer" in form.dataset) {
    answered = null; // the page holds what was sent, and the server does not have it
    if (sent) forget(sent);
    keep();
  }
  for (const each of document.querySelectorAll("[data-scripted]")) each.hidden = false;
  document.querySelector(".formbar")?.classList.add("is-scripted");
  offer();
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", submitted);
  document.addEventListener("click", pressed);
  document.addEventListener("submit", signsOut);
  window.addEventListener("online", save);
  window.addEventListener("pagehide", keep);
  window.addEventListener("pageshow", () => {
    leaving = false;
    changed(); // typed before this script was there, or put back by the browser
  });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && isUnsaved()) event.preventDefault();
  });
  window.addEventListener("focus", signedInAgain);
  window.addEventListener("storage", (event) => {
    // Another tab signed out: until somebody signs in, the words are in this page alone.
    if (event.key === entryKey() && event.newValue === null) mayKeep = false;
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") signedInAgain();
    else {
      keep();
      if (!stopped && isDirty()) save();
    }
  });
}

function signedInAgain() {
  if (state === "nobody" || state === "another") save();
}

// look.js has asked, and forgot the words: here they must not come back.
function signsOut(event) {
  if (event.defaultPrevented || event.target.dataset.forgetsWords === undefined) return;
  leaving = true;
  mayKeep = false;
}

function pressed(event) {
  const act = event.target.closest?.("[data-act]")?.dataset.act;
  if (act === "again") save();
  if (act === "compare") leave("save");
}

if (form) begin();
