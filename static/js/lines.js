// Repeated lines of a form: adds and removes one on the page. Without a script the server does it.

document.addEventListener("click", (event) => {
  const button = event.target.closest?.('button[name="act"]');
  const list = button?.closest("[data-lines]");
  if (!list) return;
  const name = list.dataset.lines;
  const isDone = button.value === `add-${name}` ? add(list, name) : remove(list, button);
  if (isDone) event.preventDefault();
});

function linesOf(list) {
  return [...list.querySelectorAll(":scope > fieldset.rep")];
}

// One empty line more, as a copy of the last one; false when there are as many as there may be.
function add(list, name) {
  const total = list.querySelector(`[name="${name}-TOTAL_FORMS"]`);
  const number = Number(total.value);
  const last = linesOf(list).at(-1);
  if (number >= Number(list.dataset.most) || !last) return false;
  const made = document.importNode(last, true);
  renumber(made, name, number);
  empty(made);
  last.after(made);
  total.value = String(number + 1);
  recount(list);
  made.querySelector("input, select, textarea").focus();
  return true;
}

function renumber(line, name, number) {
  const before = new RegExp(`${name}-\\d+-`, "g");
  for (const each of line.querySelectorAll("*")) {
    for (const attribute of ["id", "name", "for", "aria-describedby"]) {
      const value = each.getAttribute(attribute);
      if (value) each.setAttribute(attribute, value.replace(before, `${name}-${number}-`));
    }
    if (each.name === "act") each.value = `remove-${name}-${number}`;
  }
}

// As the server would send it: no words, no errors, the first choice of each list.
function empty(line) {
  for (const each of line.querySelectorAll(".error, .error-line")) each.remove();
  for (const each of line.querySelectorAll("input, select, textarea")) {
    each.removeAttribute("aria-invalid");
    if (each instanceof HTMLSelectElement) {
      const fresh = [...each.options].findIndex((option) => option.dataset.fresh !== undefined);
      each.selectedIndex = Math.max(0, fresh);
    } else if (each.type === "checkbox") {
      each.checked = true;
    } else {
      each.value = "";
      each.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
}

// The only line stays, emptied.
function remove(list, button) {
  const line = button.closest("fieldset.rep");
  if (!line) return false;
  const next = line.nextElementSibling;
  if (linesOf(list).length === 1) empty(line);
  else line.remove();
  recount(list);
  const target = line.isConnected ? line.querySelector("input, select, textarea") : next?.querySelector("input, select, textarea, button") ?? next;
  target?.focus();
  list.dispatchEvent(new Event("input", { bubbles: true }));
  return true;
}

// "Statement 2" is the second on the page, whatever its fields are called.
function recount(list) {
  linesOf(list).forEach((line, index) => {
    for (const words of [line.querySelector("legend"), line.querySelector('button[name="act"] .vh')]) {
      if (words) words.textContent = words.textContent.replace(/\d+/, index + 1);
    }
  });
}
