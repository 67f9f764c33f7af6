// Behind an "@" a list of partners opens; the list is the one that a page without scripts shows.

const MOST = 8;
let open = null; // {area, list, from, names}

function areaOf(event) {
  return event.target.closest?.("textarea[data-mention]");
}

function prepare(area) {
  const select = document.getElementById(area.dataset.mention);
  if (!select || area.dataset.ready) return select;
  area.dataset.ready = "1";
  select.closest(".field").hidden = true;
  const list = document.createElement("ul");
  list.id = `${area.id}_names`;
  list.className = "mentions";
  list.role = "listbox";
  list.hidden = true;
  list.setAttribute("aria-label", document.querySelector(`label[for="${select.id}"]`).textContent);
  area.after(list);
  area.setAttribute("aria-autocomplete", "list");
  area.setAttribute("aria-controls", list.id);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the text keeps the focus
  list.addEventListener("click", (event) => {
    const item = event.target.closest("[role=option]");
    if (item) choose(item);
  });
  return select;
}

// What stands between the last "@" and the cursor, if a name could begin there.
function begun(area) {
  const before = area.value.slice(0, area.selectionStart);
  const at = before.lastIndexOf("@");
  if (at < 0 || /\w/.test(before[at - 1] ?? "") || before.length - at > 41) return null;
  const word = before.slice(at + 1);
  return /[\n@]/.test(word) ? null : { at, word: word.toLocaleLowerCase() };
}

function close() {
  if (!open) return;
  open.list.hidden = true;
  open.area.removeAttribute("aria-activedescendant");
  open = null;
}

function show(area) {
  const select = prepare(area);
  const start = select && begun(area);
  const options = start ? [...select.options].filter((each) => each.value) : [];
  const fitting = options.filter((each) => each.text.toLocaleLowerCase().includes(start.word));
  const short = (each) => each.text.split(", ")[0];
  const isComplete = fitting.some((each) => short(each).toLocaleLowerCase() === start.word.trim());
  if (!fitting.length || isComplete) return close();
  const list = document.getElementById(`${area.id}_names`);
  list.replaceChildren(
    ...fitting.slice(0, MOST).map((each, index) => {
      const item = document.createElement("li");
      item.id = `${list.id}_${index}`;
      item.role = "option";
      item.dataset.name = short(each);
      item.textContent = each.text;
      return item;
    }),
  );
  list.hidden = false;
  open = { area, list, at: start.at };
  point(list.firstElementChild);
}

function point(item) {
  for (const each of open.list.children) each.ariaSelected = String(each === item);
  open.area.setAttribute("aria-activedescendant", item.id);
  item.scrollIntoView({ block: "nearest" });
}

function choose(item) {
  const { area, at } = open;
  area.setRangeText(`@${item.dataset.name} `, at, area.selectionStart, "end");
  close();
  area.dispatchEvent(new Event("input", { bubbles: true }));
  area.focus();
}

document.addEventListener("input", (event) => {
  const area = areaOf(event);
  if (area) show(area);
});

document.addEventListener("keydown", (event) => {
  if (!open || event.target !== open.area) return;
  const now = open.list.querySelector('[aria-selected="true"]');
  const { firstElementChild: first, lastElementChild: last } = open.list;
  if (event.key === "ArrowDown") point(now.nextElementSibling ?? first);
  else if (event.key === "ArrowUp") point(now.previousElementSibling ?? last);
  else if (event.key === "Enter" || event.key === "Tab") choose(now);
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
});

document.addEventListener("focusout", (event) => {
  if (open && event.target === open.area) close();
});

// The form may be on the page from the start, or come into it later.
function prepareAll(root) {
  for (const area of root.querySelectorAll("textarea[data-mention]")) prepare(area);
}
prepareAll(document);
document.addEventListener("htmx:afterSwap", () => {
  prepareAll(document);
  document.querySelector("#write textarea")?.focus();
});
