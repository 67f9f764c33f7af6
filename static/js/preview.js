// "Write | Preview": the long texts as they will be read, rendered by the server, stored nowhere.

const choice = document.querySelector("[data-previews]");
if (choice) {
  choice.hidden = false;
  choice.addEventListener("click", async (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    for (const each of choice.querySelectorAll("button")) {
      each.setAttribute("aria-pressed", String(each === button));
    }
    if (button.dataset.view === "preview") await preview();
    else write();
  });
}

function fields() {
  return [...document.querySelectorAll("textarea[data-preview]")];
}

async function preview() {
  const made = await rendered();
  if (choice.querySelector('[aria-pressed="true"]').dataset.view !== "preview") return; // changed one's mind
  for (const field of fields()) {
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

function write() {
  for (const field of fields()) {
    viewOf(field).hidden = true;
    field.hidden = false;
  }
}

// What stands in the place of the field.
function viewOf(field) {
  if (field.nextElementSibling?.classList.contains("previewed")) return field.nextElementSibling;
  const view = document.createElement("div");
  view.className = "previewed prose";
  view.lang = document.querySelector('[name="language"]')?.value ?? "";
  field.after(view);
  return view;
}

// HTML by the name of the field; null when nothing came.
async function rendered() {
  const body = new URLSearchParams(fields().map((each) => [each.dataset.preview, each.value]));
  body.set("csrfmiddlewaretoken", document.querySelector("#pf [name=csrfmiddlewaretoken]").value);
  const options = { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual" };
  const response = await fetch(choice.dataset.previews, options).catch(() => null);
  return response?.ok ? response.json() : null;
}
