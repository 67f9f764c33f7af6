// Suggestions while tags are typed: the last word before the cursor is looked up. Without a
// script they are typed in full.

const PAUSE = 150; // milliseconds without a key before it asks
let open = null; // {field, list}
let timer = 0;
let asking = null;

for (const field of document.querySelectorAll("input[data-suggest]")) prepare(field);

function prepare(field) {
  const list = document.createElement("ul");
  list.id = `${field.id}_suggestions`;
  list.className = "mentions";
  list.role = "listbox";
  list.hidden = true;
  list.setAttribute("aria-label", field.dataset.suggestions);
  field.after(list);
  field.autocomplete = "off";
  field.role = "combobox";
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("aria-controls", list.id);
  field.addEventListener("input", () => later(field, list));
  field.addEventListener("keydown", move);
  field.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const item = event.target.closest("[role=option]");
    if (item) choose(item);
  });
}

// The word at the cursor: from the comma before it to the comma after it.
function word(field) {
  const at = field.selectionStart;
  const from = field.value.slice(0, at).search(/[^,;]*$/);
  const rest = field.value.slice(at).search(/[,;]|$/);
  return { from, to: at + rest, text: field.value.slice(from, at).trim() };
}

function later(field, list) {
  clearTimeout(timer);
  asking?.abort();
  if (!word(field).text) return close();
  timer = setTimeout(() => ask(field, list), PAUSE);
}

async function ask(field, list) {
  asking = new AbortController();
  const address = `${field.dataset.suggest}?q=${encodeURIComponent(word(field).text)}`;
  try {
    const headers = { Accept: "application/json" };
    const answer = await fetch(address, { headers, signal: asking.signal });
    if (answer.ok && document.activeElement === field) show(field, list, (await answer.json()).tags);
  } catch {
    close(); // no connection, or asked anew: typing goes on without suggestions
  }
}

function show(field, list, tags) {
  const others = field.value.split(/[,;]/).map((each) => each.trim());
  const here = word(field).text;
  const fresh = tags.filter((tag) => tag.name === here || !others.includes(tag.name));
  if (!fresh.length || (fresh.length === 1 && fresh[0].name === here)) return close();
  list.replaceChildren(
    ...fresh.map((tag, index) => {
      const item = document.createElement("li");
      item.id = `${list.id}_${index}`;
      item.role = "option";
      item.ariaSelected = "false";
      item.dataset.name = tag.name;
      const number = document.createElement("span");
      number.className = "meta";
      number.textContent = tag.words;
      item.append(tag.name, " ", number);
      return item;
    }),
  );
  list.hidden = false;
  field.setAttribute("aria-expanded", "true");
  open = { field, list };
}

function close() {
  if (!open) return;
  open.list.hidden = true;
  open.field.setAttribute("aria-expanded", "false");
  open.field.removeAttribute("aria-activedescendant");
  open = null;
}

// Nothing is chosen until an arrow key says so: a new word must not become a known one by itself.
function move(event) {
  if (!open) return;
  const now = open.list.querySelector('[aria-selected="true"]');
  const { firstElementChild: first, lastElementChild: last } = open.list;
  if (event.key === "ArrowDown") point(now?.nextElementSibling ?? first);
  else if (event.key === "ArrowUp") point(now?.previousElementSibling ?? last);
  else if (event.key === "Enter" && now) choose(now);
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
}

function point(item) {
  for (const each of open.list.children) each.ariaSelected = String(each === item);
  open.field.setAttribute("aria-activedescendant", item.id);
  item.scrollIntoView({ block: "nearest" });
}

function choose(item) {
  const { field } = open;
  const { from, to } = word(field);
  const before = from ? " " : "";
  const isLast = to >= field.value.length;
  field.setRangeText(`${before}${item.dataset.name}${isLast ? ", " : ""}`, from, to, "end");
  close();
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}
