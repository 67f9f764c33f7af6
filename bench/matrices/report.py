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
        _reading(result),
    ]
    return "\n".join(lines)


def _line(row: dict[str, Any]) -> str:
    cells = [row["case"], row["who"]]
    cells += [f"{number:.1f}" for name in ("statement", "page") for number in row[name]]
    cells += [str(row["queries"]), f"{row['bytes'] / 1000:.0f}", f"{row['packed'] / 1000:.0f}"]
    return f"| {' | '.join(cells)} |"


def _reading(result: dict[str, Any]) -> str:
    """How the slowest page fares; a file may take longer."""
    pages = [row for row in result["rows"] if " as " not in row["case"]]
    slowest = max(pages, key=lambda row: row["page"][1])
    passed, worked = slowest["page"]
    word = "within" if worked <= MOST else "beyond"
    busy = f", while the load of the machine was {result['load']:.1f}" if result["load"] > 1 else ""
    return (
        f"The page that costs most is “{slowest['case']}” for a {slowest['who']}: {worked:.0f} ms"
        f" of the processors' time, {word} the {MOST} ms that the server may take; {passed:.0f} ms"
        f" by the clock on the wall{busy}."
    )


def write_into(path: Path, result: dict[str, Any]) -> None:
    """Replace what stands between the marks."""
    text = path.read_text(encoding="utf-8")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    path.write_text(f"{before}{BEGIN}\n{as_markdown(result)}\n{END}{after}", encoding="utf-8")
