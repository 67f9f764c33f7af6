// Draws the participant's page from what is on the device, in the words of the page's templates.

const root = document.getElementById("room");
const main = document.getElementById("main");
const PAGE = location.pathname;
const ALONE_AFTER = 10000; // milliseconds without the room until one goes on alone
const FEW = 3; // people of a region, as in assessments/rules.py
const PATIENCE = 4000; // milliseconds until a tap goes the way of a page without script
const END = "end";

let state = null;
let isThere = true; // whether the server answered the last time
let heardAt = Date.now();
let drawn = "";
let leave = root.dataset.shows === "wait" ? "first" : ""; // what the server drew stays
let question = new URLSearchParams(location.search).get("q") ?? "";
let saved = "";
let shownFor = "";
let early = null;
const drafts = {}; // words that are not sent yet, by practice and question

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
  return round.has_seat ? "" : "late";
}

function asksPrivacy({ room, record, round }) {
  if (record.choice !== null) return false;
  return round ? round.may_show === null && round.people < FEW : room.people < FEW;
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
  if (key === drawn || view.kind === "none") return;
  if (staysAsServed(view, key)) return;
  if (!byHand && isWriting(view)) return; // drawn when they look up again
  keepDraft();
  drawn = key;
  main.replaceChildren(...PAGES[view.kind](view));
  document.title = `${main.querySelector("h1")?.textContent.trim() ?? ""} – Clusterix`;
  if (byHand) main.querySelector("h1")?.focus();
}

function keyOf({ kind, why, item, round, asked, answers, record, room }) {
  const queued = record?.queue.filter((each) => each.item === item?.pk).length;
  const parts = [kind, why, item?.pk, round, asked?.code, answers, saved, room?.people];
  return JSON.stringify([...parts, kind === "done" && queued, isAlone(), record?.closed]);
}

// The server's page of waiting holds more than is kept here, so it is fetched when that is possible.
function staysAsServed(view, key) {
  if (view.kind !== "wait" || !isThere) return false;
  const place = `${view.why}:${view.round?.pk}:${view.item?.pk}`;
  if (leave === "first" || leave === place) {
    leave = place;
    drawn = key;
    return true;
  }
  if (!["shown", "late"].includes(view.why) || remembered("reloaded") === place) return false;
  remembered("reloaded", place);
  setTimeout(() => location.replace(PAGE), Math.random() * 1000); // not three hundred at once
  return false;
}

// What this tab remembers over a reload.
function remembered(name, value) {
  try {
    if (value !== undefined) sessionStorage.setItem(`clusterix-room-${name}`, value);
    return sessionStorage.getItem(`clusterix-room-${name}`);
  } catch {
    return value ?? null;
  }
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
    const place = `${item.pk}:${asked.code}`;
    made.querySelector("#tap").dataset.place = place;
    fillWords(made, place, answer);
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
    const made = make("wait", slots, { [view.why]: true, answers: list });
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

function isFinished({ room, round, record: on, answers }) {
  if (round && (round.is_finished || on.done.includes(round.pk))) return true;
  return room.questions.every((each) => answers[each.code] && answers[each.code].round !== 0);
}

function fillWords(made, place, answer) {
  for (const name of ["obstacle", "comment"]) {
    const field = made.querySelector(`[name=${name}]`);
    const typed = drafts[place]?.[name];
    field.value = typed ?? answer?.[name] ?? "";
    field.closest("details").open = Boolean(field.value);
  }
}

// The practice and the question of the form on the page; the server's form names its round.
function placeOf(form) {
  if (form.dataset.place) return form.dataset.place;
  const round = Number(form.elements.round?.value);
  const item = state.record.room?.items.find((each) => each.rounds.some((one) => one.pk === round));
  return item && `${item.pk}:${form.elements.criterion.value}`;
}

function isWriting({ kind, item, asked }) {
  const form = document.getElementById("tap");
  const field = document.activeElement;
  if (!form || kind !== "question" || field?.form !== form || field.tagName !== "TEXTAREA") return false;
  return placeOf(form) === `${item.pk}:${asked.code}`;
}

// Words that somebody is typing while the page is drawn anew.
function keepDraft() {
  const form = document.getElementById("tap");
  const place = form && placeOf(form);
  if (!place) return;
  for (const name of ["obstacle", "comment"]) {
    const field = form.elements[name];
    if (field && field.value !== field.defaultValue) {
      drafts[place] = { ...drafts[place], [name]: field.value };
    }
  }
}

function ownAnswers({ room, answers, round }, canChange) {
  const list = document.createDocumentFragment();
  for (const each of room.questions) {
    const answer = answers[each.code];
    const slots = { question: each.question, obstacle: answer?.obstacle, reason: answer?.entered };
    slots.answer = answer ? capital(word(answer.value)) : "";
    const ifs = {
      answered: answer,
      carried: answer && round && answer.round === 0,
      obstacle: answer?.obstacle,
      change: canChange,
      entered: answer?.entered,
      contested: answer?.is_contested,
      contest: answer?.entered && !answer.is_contested && part("contest"),
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
  made.querySelector("[name=idempotency_key]").value = crypto.randomUUID?.() ?? answer.uuid;
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
  const made = make("end-foot", {}, { ...ifs, next, look: !ifs.shown && !ifs.done && !next && view.kind === "wait" });
  const link = made.querySelector("a.shown");
  if (link) link.href = view.round.answers_url;
  return made;
}

// --- what the person does ------------------------------------------------------------------

function tell(name, detail) {
  document.dispatchEvent(new CustomEvent(`room:${name}`, { detail }));
}

function tellTap(item, round, criterion, value, form) {
  tell("tap", {
    item,
    round,
    criterion,
    value: value === "unknown" ? null : Number(value),
    obstacle: form.elements.obstacle.value.trim(),
    comment: form.elements.comment.value.trim(),
  });
}

function tapped(value) {
  const view = viewOf(state);
  if (view.kind !== "question") return;
  const form = document.getElementById("tap");
  tellTap(view.item.pk, view.round?.pk ?? null, view.asked.code, value, form);
  delete drafts[`${view.item.pk}:${view.asked.code}`];
  for (const name of ["obstacle", "comment"]) form.elements[name].defaultValue = form.elements[name].value;
  saved = view.asked.code;
  question = "";
  document.addEventListener("room:changed", () => draw(true), { once: true });
}

function open(code) {
  question = code;
  saved = "";
  draw(true);
}

function back() {
  const view = viewOf(state);
  const before = view.room && view.item && neighbour(view.room, view.item, -1);
  if (view.kind === "question") {
    const number = view.room.questions.indexOf(view.asked);
    if (number > 0) return open(view.room.questions[number - 1].code);
  }
  if (!isAlone() || !before) return undefined;
  return go(before);
}

function go(item) {
  question = saved = "";
  tell("go", item.pk);
  document.addEventListener("room:changed", () => draw(true), { once: true });
  return undefined;
}

const ACTS = {
  back,
  all: () => open(END),
  next: () => {
    const view = viewOf(state);
    const item = neighbour(view.room, view.item, 1);
    if (item) go(item);
  },
  done: () => tell("done", viewOf(state).round.pk),
};

// A tap on the server's page, before the device knows the room: it waits for that, not for long.
function tappedEarly(event) {
  const form = event.target;
  const { submitter } = event;
  if (form.dataset.goes) return;
  event.preventDefault();
  const goes = () => {
    form.dataset.goes = "yes";
    form.requestSubmit(submitter);
  };
  early = { form, value: submitter.value, timer: setTimeout(goes, PATIENCE) };
}

function catchUp() {
  const { form, value, timer } = early;
  early = null;
  clearTimeout(timer);
  const round = Number(form.elements.round.value);
  const item = state.record.room.items.find((each) => each.rounds.some((one) => one.pk === round));
  if (!item) return;
  tellTap(item.pk, round, form.elements.criterion.value, value, form);
}

main.addEventListener("submit", (event) => {
  if (event.target.id === "tap") {
    if (!state?.record.room || !drawn) return tappedEarly(event);
    event.preventDefault();
    tapped(event.submitter.value);
  } else if (event.target.id === "g" && state?.record.room) {
    event.preventDefault();
    tell("choose", event.target.elements.wall.value === "show");
    document.addEventListener("room:changed", () => draw(true), { once: true });
  }
  return undefined;
});
document.addEventListener("click", (event) => {
  const act = event.target.closest("[data-act]")?.dataset.act;
  if (act in ACTS) ACTS[act]();
  const link = event.target.closest("a.change");
  if (!link || !state) return;
  event.preventDefault();
  open(new URL(link.href).searchParams.get("q"));
});

document.addEventListener("room:changed", (event) => {
  state = event.detail;
  if (early && state.record.room) catchUp();
  for (const each of main.querySelectorAll("[hx-get]")) each.remove(); // this page looks by itself
  draw();
});
document.addEventListener("room:contact", (event) => {
  isThere = event.detail;
  if (isThere) heardAt = Date.now();
  if (isThere && state?.record.at) tell("go", null);
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
