// Suggestions below a search field while somebody types, as an ARIA combobox with a listbox of
// links. Without this script the field is a plain search.

const WAIT = 150; // milliseconds without a key
const FEWEST = 2; // letters

for (const box of document.querySelectorAll(".search[data-suggest]")) {
  const input = box.querySelector("input[type=search]");
  if (input) enhance(box, input);
}

function enhance(box, input) {
  const known = new Map(); // what was typed -> its answer
  const list = make("div", { className: "suggest", id: `${input.id}-suggestions`, hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.dataset.suggestLabel);
  const said = make("p", { className: "vh" });
  said.setAttribute("role", "status");
  box.append(list, said);
  input.autocomplete = "off";
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  let options = [];
  let active = -1;
  let timer = 0;
  let asking = null;

  function close() {
    clearTimeout(timer);
    asking?.abort();
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  }

  function choose(index) {
    options[active]?.setAttribute("aria-selected", "false");
    active = index;
    const option = options[active];
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  }

  function show(answer) {
    list.replaceChildren(...answer.groups.map((group, index) => drawn(group, `${list.id}-${index}`)));
    options = [...list.querySelectorAll("[role=option]")];
    options.forEach((option, index) => (option.id = `${list.id}-option-${index}`));
    active = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = options.length === 0;
    input.setAttribute("aria-expanded", String(options.length > 0));
    said.textContent = answer.said;
  }

  async function ask() {
    const typed = input.value.trim();
    if (typed.length < FEWEST) return close();
    asking?.abort();
    asking = new AbortController();
    try {
      if (!known.has(typed)) {
        const address = `${box.dataset.suggest}?${new URLSearchParams({ q: typed })}`;
        const headers = { Accept: "application/json" };
        const response = await fetch(address, { headers, signal: asking.signal });
        if (!response.ok) return close();
        known.set(typed, await response.json());
      }
      if (document.activeElement === input && input.value.trim() === typed) show(known.get(typed));
    } catch {
      list.hidden = true; // another key came first, or the connection is gone: searching still works
    }
  }

  input.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const isOpen = !list.hidden;
    if (event.key === "Escape" && isOpen) {
      event.preventDefault(); // the first one closes, the next one empties the field
      close();
    } else if (event.key === "Enter" && isOpen && options[active]) {
      event.preventDefault();
      options[active].click();
    } else if (event.key === "Tab") {
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen) return ask();
      // One place more than options: the field itself, where nothing is chosen.
      const places = options.length + 1;
      const step = event.key === "ArrowDown" ? 1 : -1;
      choose(((active + 1 + step + places) % places) - 1);
    }
  });
  input.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
}

function drawn(group, id) {
  const part = make("div", {});
  part.setAttribute("role", "group");
  part.setAttribute("aria-labelledby", id);
  part.append(make("div", { id, className: "suggest-head", textContent: group.heading }));
  for (const each of group.items) {
    const option = make("a", { href: each.url, tabIndex: -1 });
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    const text = make("span", { textContent: each.text });
    if (each.lang) text.lang = each.lang;
    option.append(text);
    if (each.aside) option.append(make("span", { className: "meta", textContent: each.aside }));
    part.append(option);
  }
  return part;
}

function make(name, properties) {
  return Object.assign(document.createElement(name), properties);
}
