// Says above the page what of one's answers is where, and which did not count.

const banner = document.getElementById("room-banner");
const STAYS = 6000; // milliseconds of "All answers sent."
let state = null;
let isThere = true;
let wasApart = false;
let shown = "";

// A copy of a template with its slots filled: words, a number, or lines.
function make(name, slots = {}) {
  const made = document.getElementById(`room-${name}`).content.cloneNode(true);
  for (const each of made.querySelectorAll("[data-slot]")) {
    const value = slots[each.dataset.slot];
    if (value instanceof Node) each.replaceChildren(value);
    else each.textContent = String(value ?? "");
  }
  return made;
}

function counted(name, n, slots = {}) {
  return make(n === 1 ? `${name}-one` : name, { n, ...slots });
}

function draw() {
  if (!state) return;
  const made = content();
  const text = made?.textContent ?? "";
  if (shown === text) return;
  shown = text;
  banner.hidden = !made;
  banner.replaceChildren(...(made ? [made] : []));
}

function content() {
  const { record: on, others, isStored } = state;
  const kept = [on, ...others].reduce((sum, each) => sum + each.queue.length + each.acts.length, 0);
  const waiting = on.queue.filter((each) => each.waits).length;
  if (on.refused.length) return refusals(on);
  if (!isStored && kept) return make("full");
  if (on.closed === "out" && kept) return counted("stuck", kept);
  if (!isThere) {
    wasApart = true;
    return kept ? counted("kept", kept) : make("apart");
  }
  if (waiting && waiting === kept) return counted("waiting", waiting);
  if (!wasApart) return null;
  if (kept) return counted("sending", kept);
  setTimeout(() => {
    wasApart = false;
    draw();
  }, STAYS);
  return make("sent");
}

function wordsOf({ act }) {
  return document.getElementById("room-words").content.querySelector(`[data-act="${act}"]`).textContent;
}

function refusals(on) {
  wasApart = false; // "All answers sent." would not be the whole truth
  const lines = document.createDocumentFragment();
  for (const each of on.refused) {
    const known = on.room?.questions.find((one) => one.code === each.criterion)?.question;
    const title = on.room?.items.find((one) => one.pk === each.item)?.title ?? "";
    const question = each.act ? wordsOf(each) : (known ?? on.titles?.[each.criterion] ?? "");
    lines.append(make("refused-line", { title, question, sentence: each.sentence }));
  }
  return counted("refused", on.refused.length, { lines });
}

banner.addEventListener("click", (event) => {
  if (!event.target.closest("[data-act=dismiss]")) return;
  document.dispatchEvent(new CustomEvent("room:dismiss"));
});
document.addEventListener("room:changed", (event) => {
  state = event.detail;
  draw();
});
document.addEventListener("room:contact", (event) => {
  isThere = event.detail;
  draw();
});
