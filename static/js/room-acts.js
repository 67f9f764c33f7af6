// What somebody does on the participant's page: taps, goes on or back, and what else they say.
//
// room-page.js says with "room:view" what is shown; room-store.js keeps what is said here.

const main = document.getElementById("main");
const PATIENCE = 4000; // milliseconds until a tap goes the way of a page without script
let view = null;
let early = null;

function tell(name, detail = null) {
  document.dispatchEvent(new CustomEvent(`room:${name}`, { detail }));
}

// --- answers -------------------------------------------------------------------------------

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
  if (view.kind !== "question") return;
  const form = document.getElementById("tap");
  tellTap(view.item.pk, view.round?.pk ?? null, view.asked.code, value, form);
  for (const name of ["obstacle", "comment"]) form.elements[name].defaultValue = form.elements[name].value;
}

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
  const item = view.room.items.find((each) => each.rounds.some((one) => one.pk === round));
  if (item) tellTap(item.pk, round, form.elements.criterion.value, value, form);
}

// --- what is no answer ---------------------------------------------------------------------

// Which act a form of the page is, drawn by the server or here; nothing for other forms.
function actOf(form, submitter) {
  const address = form.getAttribute("action") ?? "";
  const { elements } = form;
  if (form.dataset.room === "step" || address.endsWith("/step/")) {
    const line = elements.line.value.trim();
    elements.line.defaultValue = elements.line.value; // said, so no draft any more
    return { act: "step", item: view.item.pk, kind: submitter.value, line };
  }
  if (form.dataset.room === "contest" || address.endsWith("/contest/")) {
    return { act: "contest", rating: Number(elements.rating.value) };
  }
  if (form.dataset.room === "seat" || address.endsWith("/join/")) {
    return { act: "seat", item: view.item.pk, round: view.round.pk };
  }
  return null;
}

main.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.id === "tap") {
    if (!view?.room) return tappedEarly(event);
    event.preventDefault();
    return tapped(event.submitter.value);
  }
  if (!view?.item) return undefined;
  if (form.id === "g") {
    event.preventDefault();
    return tell("choose", form.elements.wall.value === "show");
  }
  const act = actOf(form, event.submitter);
  if (!act) return undefined;
  event.preventDefault();
  return tell("act", act);
});

// --- on and back ---------------------------------------------------------------------------

function neighbour(step) {
  const { room, item } = view;
  return room?.items[room.items.indexOf(item) + step];
}

function back() {
  if (view.kind === "question") {
    const number = view.room.questions.indexOf(view.asked);
    if (number > 0) return tell("look", view.room.questions[number - 1].code);
  }
  const before = view.item && neighbour(-1);
  return view.isAlone && before ? tell("go", before.pk) : undefined;
}

const ACTS = {
  back,
  all: () => tell("look"), // at all of them
  next: () => {
    const item = neighbour(1);
    if (item) tell("go", item.pk);
  },
  done: () => tell("done", view.round.pk),
};

document.addEventListener("click", (event) => {
  const act = event.target.closest("[data-act]")?.dataset.act;
  if (view && act in ACTS) ACTS[act]();
  const link = event.target.closest("a.change");
  if (!link || !view) return;
  event.preventDefault();
  tell("look", new URL(link.href).searchParams.get("q"));
});
document.addEventListener("room:view", (event) => {
  view = event.detail;
  if (early && view.room) catchUp();
});
