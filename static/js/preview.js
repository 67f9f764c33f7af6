// "Write | Preview": the long texts of a form as they will be read, rendered by the server, stored
// nowhere. The form may be on the page from the start, or come into it later.

const views = new WeakMap(); // what stands in the place of each field

function showChoices() {
  for (const each of document.querySelectorAll("[data-previews]")) each.hidden = false;
}
showChoices();
document.addEventListener("htmx:afterSwap", showChoices);

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-previews] button");
  if (!button) return;
  const choice = button.closest("[data-previews]");
  for (const each of choice.querySelectorAll("button")) {
    each.setAttribute("aria-pressed", String(each === button));
  }
  if (button.dataset.view === "preview") preview(choice);
  else write(choice);
});

function fieldsOf(choice) {
  return [...choice.closest("form").querySelectorAll("textarea[data-preview]")];
}

async function preview(choice) {
  const made = await rendered(choice);
  if (choice.querySelector('[aria-pressed="true"]').dataset.view !== "preview") return; // changed one's mind
  for (const field of fieldsOf(choice)) {
    const view = viewOf(field);
    const html = made?.[field.dataset.preview];
    if (html === undefined) view.textContent = choice.dataset.trouble;
    else if (html) view.innerHTML = html; // made safe by the server, as on the page itself
    else view.textContent = choice.dataset.empty;
    view.classList.toggle("muted", !html);
    view.hidden = false;
    field.hidden = true;
  }
}

function write(choice) {
  for (const field of fieldsOf(choice)) {
    viewOf(field).hidden = true;
    field.hidden = false;
  }
}

function viewOf(field) {
  if (!views.has(field)) {
    const view = document.createElement("div");
    view.className = "previewed prose";
    const language = field.form.elements.language?.value;
    if (language) view.lang = language;
    field.after(view);
    views.set(field, view);
  }
  return views.get(field);
}

// HTML by the name of the field; null when nothing came.
async function rendered(choice) {
  const body = new URLSearchParams(fieldsOf(choice).map((each) => [each.dataset.preview, each.value]));
  const { csrfmiddlewaretoken } = choice.closest("form").elements;
  body.set("csrfmiddlewaretoken", csrfmiddlewaretoken.value);
  const options = { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual" };
  const response = await fetch(choice.dataset.previews, options).catch(() => null);
  return response?.ok ? response.json() : null;
}
