// The transfer matrix by keyboard and pointer; each cell stays an ordinary link.
// Arrow keys go from mark to mark, Home and End to the ends of a row, with Ctrl to the first and
// last row; where nothing lies in that direction, the box scrolls as any other does.

const table = document.querySelector("table.matrix");

function linkIn(cell) {
  return cell?.querySelector(":scope > a");
}

// Along the row: what is empty is stepped over.
function beside(cell, step) {
  const side = step > 0 ? "nextElementSibling" : "previousElementSibling";
  for (let next = cell[side]; next; next = next[side]) if (linkIn(next)) return linkIn(next);
}

// Along the column: headings of groups have one cell only, so it is none of theirs.
function above(cell, step) {
  const side = step > 0 ? "nextElementSibling" : "previousElementSibling";
  const place = cell.cellIndex;
  for (let row = cell.parentElement[side]; row; row = row[side]) {
    if (!row.classList.contains("grp") && linkIn(row.cells[place])) return linkIn(row.cells[place]);
  }
}

function atTheEnd(cells, last) {
  const links = [...cells].map(linkIn).filter(Boolean);
  return last ? links.at(-1) : links[0];
}

function wanted(cell, event) {
  const column = () =>
    [...cell.closest("tbody").rows].map((row) => row.cells[cell.cellIndex]).filter(Boolean);
  switch (event.key) {
    case "ArrowRight": return beside(cell, 1);
    case "ArrowLeft": return beside(cell, -1);
    case "ArrowDown": return above(cell, 1);
    case "ArrowUp": return above(cell, -1);
    case "Home": return atTheEnd(event.ctrlKey ? column() : cell.parentElement.cells, false);
    case "End": return atTheEnd(event.ctrlKey ? column() : cell.parentElement.cells, true);
  }
}

table?.addEventListener("keydown", (event) => {
  if (event.altKey || event.metaKey || event.shiftKey) return;
  const cell = event.target.closest("tbody td, tbody th");
  const link = cell && wanted(cell, event);
  if (!link) return;
  event.preventDefault();
  link.focus();
});

// What a mark means, for people who point at it: the same words that a screen reader says.
table?.addEventListener("pointerover", (event) => {
  const link = event.target.closest("a[aria-label]");
  if (link && !link.title) link.title = link.getAttribute("aria-label");
});
