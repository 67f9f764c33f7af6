"""What was measured, as a table: for the terminal, and between two marks in docs/performance.md."""

from pathlib import Path
from typing import Any, Final

BEGIN, END = "<!-- matrix: begin -->", "<!-- matrix: end -->"
MOST: Final = 300  # ms that the server may take
HEADS: Final = (
    *("case", "who", "statements", "of processors", "page", "of processors"),
    *("queries", "kB", "packed"),
)


def as_markdown(result: dict[str, Any]) -> str:
    sizes = ", ".join(f"{number:,} {name}" for name, number in result["sizes"].items())
    lines = [
        f"{result['day']}: {result['python']}; {result['postgres']}; {result['machine']}; {sizes}."
        " Medians in ms.",
        "",
        f"| {' | '.join(HEADS)} |",
        f"|---|---{'|---:' * (len(HEADS) - 2)}|",
        *(_line(row) for row in result["rows"]),
        "",
        _reading(result["rows"]),
    ]
    return "\n".join(lines)


def _line(row: dict[str, Any]) -> str:
    cells = [row["case"], row["who"]]
    cells += [f"{number:.1f}" for name in ("statement", "page") for number in row[name]]
    cells += [str(row["queries"]), f"{row['bytes'] / 1000:.0f}", f"{row['packed'] / 1000:.0f}"]
    return f"| {' | '.join(cells)} |"


def _reading(rows: list[dict[str, Any]]) -> str:
    slowest = max(rows, key=lambda row: row["page"][0])
    passed = slowest["page"][0]
    word = "within" if passed <= MOST else "beyond"
    return (
        f"The slowest is “{slowest['case']}” for a {slowest['who']}: {passed:.0f} ms, {word} the"
        f" {MOST} ms that a page of this size may take."
    )


def write_into(path: Path, result: dict[str, Any]) -> None:
    """Replace what stands between the marks."""
    text = path.read_text(encoding="utf-8")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    path.write_text(f"{before}{BEGIN}\n{as_markdown(result)}\n{END}{after}", encoding="utf-8")
