// Draws the participant's page from what is on the device, in the words of the page's templates.
//
// Others hear where one is, "room:view", and of each drawing: what the person does is in room-acts.js,
// and what is being typed in room-drafts.js.

const root = document.getElementById("room");
const main = document.getElementById("main");
const PAGE = location.pathname;
const ALONE_AFTER = 10000; // milliseconds without the room until one goes on alone
const FEW = 3; // people of a region, as in assessments/rules.py
const END = "end";

let state = null;
let isThere = true; // whether the server answered the last time
let heardAt = Date.now();
let drawn = "";
let leave = root.dataset.shows === "wait" ? "first" : ""; // what the server drew stays
let question = new URLSearchParams(location.search).get("q") ?? "";
let saved = "";
let shownFor = "";

// --- templates -----------------------------------------------------------------------------

function part(name) {
  return document.getElementById(`room-${name}`);
}

// A copy of a template: slots get their words, parts named in `data-if` stay only if so.
function make(name, slots = {}, ifs = {}) {
  const made = part(name).content.cloneNode(true);
  for (const each of made.querySelectorAll("[data-if]")) {
    const [, not, key] = each.dataset.if.match(/^(!?)(.*)$/);
    if (Boolean(ifs[key]) === Boolean(not)) each.remove();
    else each.removeAttribute("data-if");
  }
  for (const each of made.querySelectorAll("[data-slot]")) {
    if (each.dataset.slot in slots) put(each, slots[each.dataset.slot]);
    each.removeAttribute("data-slot");
  }
  return made;
}

function put(target, value) {
  if (value instanceof Node) target.replaceChildren(value);
  else target.textContent = String(value);
}

function word(value) {
  const found = part("words").content.querySelector(`[data-value="${value ?? "unknown"}"]`);
  return found.textContent;
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

// --- where one is --------------------------------------------------------------------------

function isAlone() {
  return !isThere && Date.now() - heardAt >= ALONE_AFTER;
}

function itemNow(room, at) {
  return room.items.find((each) => each.pk === (at ?? room.current)) ?? room.items[0];
}

function neighbour(room, item, step) {
  return room.items[room.items.indexOf(item) + step];
}

// Which page the person needs now, and for which practice and round.
function viewOf({ record, answers }) {
  if (record.closed) return { kind: "closed", record };
  const { room } = record;
  if (!room) return { kind: "none" };
  const item = itemNow(room, record.at);
  if (!item) return { kind: "wait", why: "none", room, record };
  const round = item.rounds.at(-1);
  const view = { room, record, item, round, answers: answers[item.pk] ?? {} };
  const why = whyNot(view);
  if (why) return { ...view, kind: "wait", why };
  if (asksPrivacy(view)) return { ...view, kind: "privacy" };
  const asked = asking(view);
  return asked ? { ...view, kind: "question", asked } : { ...view, kind: "done" };
}

function whyNot({ room, record, item, round }) {
  if (!room.is_live) return "over";
  if (item.is_own && (!round || round.state === "open")) return round || record.at ? "own" : "none";
  if (!round) return record.at === item.pk ? "" : "none";
  if (round.state === "revealed") return "shown";
  if (round.state === "closed") return "closed";
  return round.has_seat || takesSeat(record, round) ? "" : "late";
}

// Whether the device keeps that somebody takes a seat; then they may answer.
function takesSeat(record, round) {
  return record.acts.some((each) => each.act === "seat" && each.round === round.pk);
}

function asksPrivacy({ room, record, round }) {
  if (record.choice !== null) return false;
  if (!round?.people) return room.people < FEW; // no round yet, or no seat in it
  return round.may_show === null && round.people < FEW;
}

// The question that was chosen, else the next one without an answer.
function asking({ room, item, round, answers }) {
  const place = `${item.pk}:${round?.pk}`;
  if (shownFor !== place) {
    if (shownFor) question = saved = "";
    shownFor = place;
  }
  if (question === END) return null;
  const chosen = room.questions.find((each) => each.code === question);
  if (chosen) return chosen;
  const start = room.questions.findIndex((each) => each.code === saved) + 1;
  const ordered = [...room.questions.slice(start), ...room.questions.slice(0, start)];
  return ordered.find((each) => !answers[each.code]);
}

// --- drawing -------------------------------------------------------------------------------

function draw(byHand = false) {
  if (!state) return;
  const view = viewOf(state);
  const key = keyOf(view);
  if (view.kind === "none") return;
  const detail = { ...view, isAlone: isAlone(), byHand };
  document.dispatchEvent(new CustomEvent("room:view", { detail }));
  if (key === drawn) return;
  if (staysAsServed(view, key)) return;
  const before = new CustomEvent("room:drawing", { detail, cancelable: true });
  if (!document.dispatchEvent(before)) return; // drawn when they look up again
  drawn = key;
  main.replaceChildren(...PAGES[view.kind](view));
  document.dispatchEvent(new CustomEvent("room:drawn"));
  document.title = `${main.querySelector("h1")?.textContent.trim() ?? ""} – Clusterix`;
  if (byHand) main.querySelector("h1")?.focus();
}

function keyOf({ kind, why, item, round, asked, answers, record, room }) {
  const queued = record?.queue.filter((each) => each.item === item?.pk).length;
  const parts = [kind, why, item?.pk, round, asked?.code, answers, saved, room?.people, item?.step];
  return JSON.stringify([...parts, kind === "done" && queued, isAlone(), record?.closed, record?.acts]);
}

// The server's page of waiting stays as long as it is the page that one needs.
function staysAsServed(view, key) {
  if (view.kind !== "wait" || !isThere || view.record.acts.length) {
    leave = "";
    return false;
  }
  const place = `${view.why}:${view.round?.pk}:${view.item?.pk}:${JSON.stringify(view.item?.step)}`;
  if (leave !== "first" && leave !== place) return false;
  leave = place;
  drawn = key;
  return true;
}

function head(view, asked) {
  const { room, item, answers } = view;
  const slots = { region: room.region, level: room.level, title: item?.title ?? room.title };
  const made = make("head", slots, { origin: item?.origin, pips: asked !== undefined });
  const origin = made.querySelector(".origin");
  if (origin) origin.textContent = item.origin;
  made.querySelector(".pips")?.replaceChildren(
    ...room.questions.map((each, number) => pip(each, number + 1, answers[each.code], asked)),
  );
  return made;
}

function pip(criterion, number, answer, asked) {
  if (answer && criterion !== asked) {
    return part(`pip-${answer.value ?? "unknown"}`).content.cloneNode(true);
  }
  const made = document.createElement("li");
  made.textContent = number;
  if (criterion === asked) made.setAttribute("aria-current", "step");
  return made;
}

const PAGES = {
  question(view) {
    const { room, item, asked, answers, round } = view;
    const answer = answers[asked.code];
    const number = room.questions.indexOf(asked) + 1;
    const slots = {
      dimension: asked.dimension,
      number,
      all: room.questions.length,
      question: asked.question,
      needs: item.needs[asked.code],
      low: capital(asked.low),
      high: capital(asked.high),
      guidance: asked.guidance,
      region: room.region,
    };
    const isCarried = Boolean(answer && round && answer.round === 0);
    const made = make("question", slots, {
      needs: item.needs[asked.code],
      guidance: asked.guidance,
      carried: isCarried,
      answered: answer,
    });
    made.querySelector("#tap").dataset.place = `${item.pk}:${asked.code}`;
    fillWords(made, answer);
    for (const each of made.querySelectorAll("[name=answer]")) {
      if (!answer) continue;
      if (each.classList.contains("btn")) each.value = answer.value ?? "unknown";
      else if (each.value === String(answer.value ?? "unknown")) each.setAttribute("aria-pressed", "true");
    }
    return [head(view, asked), made, foot(view, number > 1)];
  },
  done(view) {
    const isSent = view.record.queue.every((each) => each.item !== view.item.pk);
    const isDone = isFinished(view);
    const kind = isDone ? (isSent ? "sent" : "kept") : "stand";
    const made = make("done", { answers: ownAnswers(view, true) }, { [kind]: true });
    const button = !isDone && view.round;
    return [head(view, null), made, endFoot(view, { done: button })];
  },
  wait(view) {
    const slots = { region: view.room.region };
    const list = view.answers && Object.keys(view.answers).length > 0;
    if (list) slots.answers = ownAnswers(view, false);
    const step = view.why === "shown" && !view.item.is_own;
    if (step) slots.step = stepForm(view);
    const made = make("wait", slots, { [view.why]: true, answers: list, step });
    const url = view.round?.answers_url;
    return [head(view), made, endFoot(view, { shown: isThere && url })];
  },
  privacy(view) {
    const people = view.round?.people || view.room.people || 1;
    const slots = { region: view.room.region, n: people };
    const ifs = { one: people === 1, more: people > 1 };
    return [head(view), make("privacy", slots, ifs), make("privacy-foot")];
  },
  closed({ record: on }) {
    return [make("closed", { sentence: on.sentence }, { [on.closed]: true })];
  },
};

// What the region does next: as it was chosen here last, else as the server has it.
function stepForm({ item, room, record: on }) {
  const kept = on.acts.findLast((each) => each.act === "step" && each.item === item.pk);
  const chosen = kept ?? item.step;
  const made = make("step", { region: room.region }, { kept, sent: chosen && !kept });
  made.querySelector("form").dataset.place = `${item.pk}:step`;
  made.querySelector("[name=line]").defaultValue = chosen?.line ?? "";
  for (const each of made.querySelectorAll("[name=kind]")) {
    each.setAttribute("aria-pressed", String(each.value === chosen?.kind));
  }
  return made;
}

function isFinished({ room, round, record: on, answers }) {
  if (round && (round.is_finished || on.done.includes(round.pk))) return true;
  return room.questions.every((each) => answers[each.code] && answers[each.code].round !== 0);
}

// The words that went with the answer; what is typed since then comes from room-drafts.js.
function fillWords(made, answer) {
  for (const name of ["obstacle", "comment"]) {
    const field = made.querySelector(`[name=${name}]`);
    field.defaultValue = answer?.[name] ?? "";
    field.closest("details").open = Boolean(field.value);
  }
}

function ownAnswers({ room, answers, round, record: on }, canChange) {
  const list = document.createDocumentFragment();
  for (const each of room.questions) {
    const answer = answers[each.code];
    const slots = { question: each.question, obstacle: answer?.obstacle, reason: answer?.entered };
    slots.answer = answer ? capital(word(answer.value)) : "";
    const here = on.acts.some((act) => act.act === "contest" && act.rating === answer?.rating);
    const isContested = answer?.is_contested || (answer && here);
    const ifs = {
      answered: answer,
      carried: answer && round && answer.round === 0,
      obstacle: answer?.obstacle,
      change: canChange,
      entered: answer?.entered,
      contested: isContested,
      contest: answer?.entered && !isContested,
    };
    const made = make("own", slots, ifs);
    const link = made.querySelector("a.change");
    if (link) link.href = `${PAGE}?q=${each.code}`;
    const there = made.querySelector(".contest");
    if (there) there.replaceWith(contest(answer));
    list.append(made);
  }
  return list;
}

function contest(answer) {
  const made = part("contest").content.cloneNode(true);
  made.querySelector("[name=rating]").value = answer.rating;
  return made;
}

function foot(view, hasBefore) {
  const { room, answers } = view;
  const before = neighbour(room, view.item, -1);
  const last = room.questions.find((each) => each.code === saved);
  const answer = last && answers[last.code];
  const isComplete = room.questions.every((each) => answers[each.code]);
  const slots = { question: last?.question };
  if (answer) slots.answer = capital(word(answer.value));
  const made = make("foot", slots, {
    back: hasBefore || (isAlone() && before),
    agenda: !hasBefore && !(isAlone() && before),
    saved: answer,
    unknown: answer && answer.value === null,
    change: answer && answer.value !== null,
    all: !answer && isComplete,
  });
  for (const each of made.querySelectorAll("a.change")) each.href = `${PAGE}?q=${last.code}`;
  return made;
}

function endFoot(view, ifs) {
  const next = isAlone() && view.item && neighbour(view.room, view.item, 1);
  const made = make("end-foot", {}, { ...ifs, next, seat: view.why === "late", look: !ifs.shown && !ifs.done && !next && view.kind === "wait" && view.why !== "late" });
  const link = made.querySelector("a.shown");
  if (link) link.href = view.round.answers_url;
  return made;
}

// --- what others say -----------------------------------------------------------------------

// After the store has it, as what somebody did themselves: they are led to it.
function drawNext() {
  document.addEventListener("room:changed", () => draw(true), { once: true });
}

document.addEventListener("room:tap", ({ detail }) => {
  saved = detail.criterion;
  question = "";
  drawNext();
});
document.addEventListener("room:act", drawNext);
document.addEventListener("room:go", ({ detail }) => {
  if (detail === null) return;
  question = saved = "";
  drawNext();
});
document.addEventListener("room:choose", drawNext);
document.addEventListener("room:look", ({ detail }) => {
  question = detail === null ? END : detail;
  saved = "";
  draw(true);
});
document.addEventListener("room:changed", (event) => {
  state = event.detail;
  for (const each of main.querySelectorAll("[hx-get]")) each.remove(); // this page looks by itself
  draw();
});
document.addEventListener("room:contact", (event) => {
  isThere = event.detail;
  if (isThere) heardAt = Date.now();
  if (isThere && state?.record.at) document.dispatchEvent(new CustomEvent("room:go", { detail: null }));
  draw();
});
document.addEventListener("room:unknown", () => {
  main.replaceChildren(make("closed", { sentence: "" }, { unknown: true }));
});
setInterval(() => draw(), 2000); // some seconds without the room change the page, too
// Where the device's own store never answers, the server's page still looks again by itself.
setTimeout(() => {
  const isBusy = document.getElementById("tap") || document.getElementById("g");
  if (!state && !isBusy) location.replace(PAGE);
}, 8000);
