// Practices ticked for the comparison: they stay ticked on the next page of the list and with other
// filters. Without this script the ticks of one page go to the comparison as a plain form.

const KEY = "practices-to-compare";
const MOST = 4;

let picked = new Map(); // slug -> title; of this page alone where the browser keeps nothing

function read() {
  try {
    const kept = sessionStorage.getItem(KEY);
    if (kept) picked = new Map(JSON.parse(kept));
  } catch {
    // what was ticked on this page still counts
  }
  return picked;
}

function keep(picks) {
  picked = picks;
  try {
    sessionStorage.setItem(KEY, JSON.stringify([...picks]));
  } catch {
    // the same
  }
}

const table = document.querySelector("[data-compared]");
if (table) keepCompared();
else if (document.getElementById("results")) followTheList();

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// Whoever goes back to the list from here finds these ticked, to add one or take one away.
function keepCompared() {
  const slugs = new URLSearchParams(table.dataset.compared).getAll("p");
  const titles = [...table.querySelectorAll("thead .cmp-h > a:not(.small)")];
  keep(new Map(slugs.map((slug, index) => [slug, titles[index]?.textContent ?? ""])));
}

function followTheList() {
  // An address that names practices says which are ticked, whatever was ticked before.
  if (new URLSearchParams(location.search).has("p")) keep(new Map(named()));
  for (const input of document.querySelectorAll("#filters [name=p]")) input.remove();
  show();
  document.addEventListener("change", (event) => {
    if (!event.target.matches(".pick input")) return;
    const picks = read();
    if (event.target.checked) picks.set(event.target.value, title(event.target));
    else picks.delete(event.target.value);
    keep(picks);
    show();
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-clear]")) return;
    event.preventDefault();
    keep(new Map());
    show();
    document.querySelector(".pick input")?.focus();
  });
  document.addEventListener("htmx:afterSwap", show);
  addEventListener("pageshow", show); // the browser's "back" brings an older page
}

function* named() {
  for (const input of document.querySelectorAll(".pick :checked")) yield [input.value, title(input)];
  for (const input of document.querySelectorAll(".tray [type=hidden]")) {
    yield [input.value, input.dataset.title];
  }
}

function title(input) {
  return input.parentElement.querySelector(".vh")?.textContent.trim() ?? "";
}

function show() {
  const picks = read();
  const tray = document.querySelector(".tray");
  if (!tray) return;
  const boxes = [...document.querySelectorAll(".pick input")];
  for (const box of boxes) {
    box.checked = picks.has(box.value);
    box.disabled = picks.size >= MOST && !box.checked;
  }
  for (const input of tray.querySelectorAll("[type=hidden]")) input.remove();
  const here = new Set(boxes.map((box) => box.value));
  for (const [slug, words] of picks) {
    if (here.has(slug)) continue;
    const input = Object.assign(document.createElement("input"), { type: "hidden", name: "p", value: slug });
    input.dataset.title = words;
    tray.prepend(input);
  }
  const words = picks.size === 1 ? tray.dataset.one : tray.dataset.words;
  tray.querySelector("[role=status]").textContent = picks.size ? words.replace("{n}", picks.size) : "";
  tray.querySelector("button").disabled = picks.size < 2;
}
