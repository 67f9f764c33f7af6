// Words that somebody types on the participant's page: they stay, whatever is drawn meanwhile.

const drafts = {}; // by practice and question, and by field
let room = null;

// The practice and the question of a form; the server's form of a question names its round.
function placeOf(form) {
  if (form.dataset.place || form.id !== "tap") return form.dataset.place;
  const round = Number(form.elements.round?.value);
  const item = room?.items.find((each) => each.rounds.some((one) => one.pk === round));
  return item && `${item.pk}:${form.elements.criterion.value}`;
}

function fieldsOf(form) {
  return ["obstacle", "comment", "line"].map((name) => form.elements[name]).filter(Boolean);
}

function forms() {
  return [...document.querySelectorAll("#tap, form[data-room=step]")].filter(placeOf);
}

// Whether they type into what the page would draw again.
function isWriting({ kind, why, item, asked }) {
  const field = document.activeElement;
  const { form } = field ?? {};
  if (!form || !fieldsOf(form).includes(field)) return false;
  if (kind === "question") return placeOf(form) === `${item.pk}:${asked.code}`;
  return why === "shown" && placeOf(form) === `${item.pk}:step`;
}

function keep() {
  for (const form of forms()) {
    for (const field of fieldsOf(form)) {
      if (field.value === field.defaultValue) continue;
      drafts[placeOf(form)] = { ...drafts[placeOf(form)], [field.name]: field.value };
    }
  }
}

function fill() {
  for (const form of forms()) {
    const typed = drafts[placeOf(form)] ?? {};
    for (const field of fieldsOf(form)) {
      if (field.name in typed) field.value = typed[field.name];
      const words = field.closest("details");
      if (words) words.open = Boolean(field.value);
    }
  }
}

document.addEventListener("room:view", (event) => {
  room = event.detail.room;
});
document.addEventListener("room:drawing", (event) => {
  if (!event.detail.byHand && isWriting(event.detail)) event.preventDefault();
  else keep();
});
document.addEventListener("room:drawn", fill);
document.addEventListener("room:tap", ({ detail }) => {
  delete drafts[`${detail.item}:${detail.criterion}`];
});
document.addEventListener("room:act", ({ detail }) => {
  delete drafts[`${detail.item}:step`];
});
