// Sheets typed in one after the other: a code, a key for each question, Enter. Each row is saved by
// itself while the next one is typed; what was refused stays as it was typed, with the reason.

const form = document.getElementById("sheets");
const body = form.querySelector("tbody");
const count = document.getElementById("sheets-count");
const LENGTH = 6;
let made = 0; // rows added by script
let saved = 0;

form.addEventListener("submit", (event) => {
  event.preventDefault();
  for (const row of body.rows) if (isTyped(row) && !row.dataset.state) save(row);
});

form.addEventListener("keydown", (event) => {
  const field = event.target;
  const row = field.closest("tbody tr");
  if (!row) return;
  if (event.key === "Enter") {
    event.preventDefault();
    if (isTyped(row)) save(row);
    nextRow(row).querySelector(".k-code").focus();
  } else if (field.matches(".k-one")) {
    typeKey(event, field, row);
  }
});

form.addEventListener("input", (event) => {
  const field = event.target;
  const row = field.closest("tbody tr");
  if (!row) return;
  if (row.dataset.state === "refused") delete row.dataset.state;
  const isFull = field.value.replace(/[^0-9a-z]/gi, "").length >= LENGTH;
  if (field.matches(".k-code") && isFull) row.querySelector(".k-one").focus();
});

window.addEventListener("beforeunload", (event) => {
  if ([...body.rows].some((row) => isTyped(row) && row.dataset.state !== "saved")) event.preventDefault();
});

// --- keys -----------------------------------------------------------------------------------

// A digit is an answer and goes on, a space leaves the question out, a step back takes one away.
function typeKey(event, field, row) {
  const fields = [...row.querySelectorAll(".k-one")];
  const place = fields.indexOf(field);
  const go = (to) => (fields[to] ?? row.querySelector(".k-words")).focus();
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (/^[0-9]$/.test(event.key) || event.key === " ") {
    event.preventDefault();
    if (field.readOnly) return;
    field.value = event.key.trim();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    go(place + 1);
  } else if (event.key === "Backspace" && !field.value && place > 0) {
    event.preventDefault();
    go(place - 1);
    fields[place - 1].value = "";
  } else if (event.key === "ArrowLeft" && place > 0) {
    event.preventDefault();
    go(place - 1);
  } else if (event.key === "ArrowRight") {
    event.preventDefault();
    go(place + 1);
  }
}

// --- saving ---------------------------------------------------------------------------------

async function save(row) {
  if (row.dataset.state === "saving" || row.dataset.state === "saved") return;
  mark(row, "saving", form.dataset.saving);
  const data = new FormData();
  data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  for (const input of row.querySelectorAll("input")) data.set(input.name, input.value);
  let told = null;
  try {
    const answer = await fetch(location.href, {
      method: "POST",
      body: data,
      headers: { Accept: "application/json" },
    });
    if (answer.ok) told = (await answer.json()).rows[0];
  } catch {
    told = null;
  }
  if (told?.saved) saved += 1;
  mark(row, told?.saved ? "saved" : "refused", told ? told.sentence : form.dataset.lost);
}

function mark(row, state, words) {
  row.dataset.state = state;
  row.className = { saved: "row-ok", refused: "row-err" }[state] ?? "";
  for (const input of row.querySelectorAll("input")) input.readOnly = state === "saving" || state === "saved";
  const code = row.querySelector(".k-code");
  code.toggleAttribute("aria-invalid", state === "refused");
  if (state === "refused") code.setAttribute("aria-invalid", "true");
  const said = row.querySelector(".said");
  if (state === "refused") said.setAttribute("role", "alert");
  said.textContent = words;
  const wrong = body.querySelectorAll(".row-err").length;
  count.textContent = form.dataset.count.replace("{n}", saved).replace("{m}", wrong);
}

// --- rows -----------------------------------------------------------------------------------

function isTyped(row) {
  return [...row.querySelectorAll("input:not([type=hidden])")].some((input) => input.value.trim());
}

// The next row in which nothing is typed; behind the last one a new one.
function nextRow(row) {
  let next = row.nextElementSibling;
  while (next && isTyped(next)) next = next.nextElementSibling;
  return next ?? newRow();
}

function newRow() {
  const old = body.rows[body.rows.length - 1];
  const row = old.cloneNode(true);
  const name = `x${(made += 1)}`;
  const number = body.rows.length + 1;
  delete row.dataset.state;
  row.className = "";
  row.id = name;
  for (const input of row.querySelectorAll("input")) {
    const part = input.name.includes("-") ? input.name.slice(input.name.indexOf("-")) : "";
    input.name = part ? name + part : "row";
    input.readOnly = false;
    input.value = { row: name, [`${name}-key`]: newKey() }[input.name] ?? "";
    input.removeAttribute("aria-invalid");
    input.removeAttribute("aria-describedby");
    if (input.id) input.id = name + part;
    const label = input.getAttribute("aria-label");
    if (label) input.setAttribute("aria-label", label.replace(/\d+/, number));
  }
  const said = row.querySelector(".said");
  said.id = `${name}-said`;
  said.removeAttribute("role");
  said.textContent = "";
  body.append(row);
  return row;
}

function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((each) => each.toString(16).padStart(2, "0")).join("");
}

body.querySelector(".k-code:not([readonly])")?.focus();
