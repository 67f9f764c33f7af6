// What was typed into a form stays in this browser until it counts: an ended session or a closed
// tab costs no word. The form's name in `data-keep` ends with what it is for (the decision that it
// would replace, say), so words that were recorded never come back. look.js removes them when
// somebody signs out, and after their time.
//
// A text that grows has one name all its time (`data-keep-as`: its hidden fields that say which text
// the words stand upon). Its words are forgotten once the page shows them.

const PREFIX = "clusterix-words:";
const KEPT_FOR = 7 * 24 * 60 * 60 * 1000; // milliseconds
const NOT_WORDS = new Set(["hidden", "submit", "button", "file", "password"]);

function controls(form) {
  const hidden = (form.dataset.keepAs ?? "").split(" ");
  return [...form.elements].filter(
    (each) => each.name && (hidden.includes(each.name) || !NOT_WORDS.has(each.type)),
  );
}

function isSwitch(control) {
  return control.type === "radio" || control.type === "checkbox";
}

function wordsOf(form) {
  return controls(form)
    .filter((each) => !isSwitch(each) || each.checked)
    .map((each) => [each.name, each.value]);
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key))?.words ?? [];
  } catch {
    return [];
  }
}

function write(key, words, sent = false) {
  try {
    localStorage.setItem(key, JSON.stringify({ until: Date.now() + KEPT_FOR, words, sent }));
  } catch {
    // A browser that keeps nothing: the form works as before.
  }
}

// Lines that the fresh page does not have yet; lines.js adds one without asking the server.
function addLines(form, names) {
  for (const list of form.querySelectorAll("[data-lines]")) {
    const places = names.map((name) => name.match(`^${list.dataset.lines}-(\\d+)-`)?.[1]);
    const wanted = Math.max(-1, ...places.filter(Boolean).map(Number)) + 1;
    const button = list.querySelector(`button[value="add-${list.dataset.lines}"]`);
    for (let have = list.querySelectorAll(":scope > .rep").length; have < wanted; have += 1) {
      button?.click();
    }
  }
}

function putBack(form, words) {
  addLines(form, words.map(([name]) => name));
  let isChanged = false;
  for (const [name, value] of words) {
    const found = controls(form).filter((each) => each.name === name);
    const control = found.find((each) => !isSwitch(each) || each.value === value);
    if (!control) continue;
    const differs = isSwitch(control) ? !control.checked : control.value !== value;
    if (!differs) continue;
    if (isSwitch(control)) control.checked = true;
    else control.value = value;
    control.dispatchEvent(new Event("input", { bubbles: true }));
    for (let at = control.closest("details"); at; at = at.parentElement.closest("details")) {
      at.open = true;
    }
    isChanged = true;
  }
  return isChanged;
}

// Whether the form says all of it already; the server may have tidied spaces at the ends.
function isShown(form, words) {
  const trimmed = (list) => JSON.stringify(list.map(([name, value]) => [name, value.trim()]));
  const typed = (list) =>
    list.filter(([name]) => form.elements[name] && form.elements[name].type !== "hidden");
  return trimmed(typed(words)) === trimmed(typed(wordsOf(form)));
}

function forget(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing can be kept here, so nothing is there.
  }
}

function begin(form, key) {
  const words = read(key);
  if ("answer" in form.dataset) write(key, wordsOf(form)); // the page holds what was sent
  else if ("keepAs" in form.dataset && isShown(form, words)) forget(key);
  else if (putBack(form, words)) {
    const note = form.parentElement.querySelector("[data-kept]");
    if (note) note.hidden = false;
  }
}

const begun = new WeakSet();

function start(root) {
  for (const form of root.querySelectorAll("form[data-keep]")) {
    if (begun.has(form)) continue;
    begun.add(form);
    const key = PREFIX + form.dataset.keep;
    begin(form, key);
    for (const event of ["input", "change", "submit"]) {
      form.addEventListener(event, ({ type, submitter }) => {
        if (submitter?.value === "remove") forget(key);
        else write(key, wordsOf(form), type === "submit");
      });
    }
  }
}

// A comment that was taken leads to its place on the page, and needs no copy any more.
function forgetSent() {
  if (!location.hash.startsWith("#comment-")) return;
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(`${PREFIX}comment-`));
    for (const key of keys) if (JSON.parse(localStorage.getItem(key)).sent) forget(key);
  } catch {
    // Nothing can be kept here, so nothing is there.
  }
}

forgetSent();
start(document);
document.addEventListener("htmx:load", () => start(document));
