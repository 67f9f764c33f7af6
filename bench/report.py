"""The measurements as a table: for the terminal, and between two marks in docs/performance.md."""

from pathlib import Path
from typing import Any

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
FACTOR, ON_TOP = 1.5, 6.0  # a page may take so many times the bare statement, and so many ms more
PASSED, WORKED = 0, 1  # as in `bench.clock.Taken`
CLOCKS = ("by the clock on the wall", "of the processors' time, web and database together")
HEADS = (
    *("case", "floor", "statement", "page", "rows drawn anew", "allowed"),
    *("statement for a member", "their page", "allowed", "queries", "Datasette", "times faster"),
)


def allowed(statement: float) -> float:
    return FACTOR * statement + ON_TOP


def lines_of(result: dict[str, Any], column: int) -> list[list[str]]:
    return [_line(row, column) for row in result["rows"]]


def _line(row: dict[str, Any], column: int) -> list[str]:
    times = {name: each[column] for name, each in row.items() if isinstance(each, list)}
    other = times.get("datasette")
    return [
        row["case"],
        *(_ms(times[name]) for name in ("floor", "statement", "page", "page_anew")),
        _ms(allowed(times["statement"])),
        *(_ms(times[name]) for name in ("member_statement", "member_page")),
        _ms(allowed(times["member_statement"])),
        str(row["queries"]),
        _ms(other) if other else "",
        f"{other / times['page']:.0f}" if other else "",
    ]


def _ms(value: float) -> str:
    return f"{value:.1f}" if value < 100 else f"{value:.0f}"


def as_table(results: list[dict[str, Any]], column: int) -> str:
    parts = []
    for result in results:
        rows = [list(HEADS), *lines_of(result, column)]
        widths = [max(len(row[place]) for row in rows) for place in range(len(HEADS))]
        parts.append(f"\n{result['size']:,} practices, medians in ms {CLOCKS[column]}")
        parts += ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
    return "\n".join(parts)


def write_into(path: Path, results: list[dict[str, Any]], column: int) -> None:
    """Replace what stands between the marks."""
    text = path.read_text(encoding="utf-8")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    path.write_text(
        f"{before}{BEGIN}\n{_markdown(results, column)}\n{END}{after}", encoding="utf-8"
    )


def _markdown(results: list[dict[str, Any]], column: int) -> str:
    first, largest = results[0], max(results, key=lambda each: int(each["size"]))
    parts = [
        f"{first['day']}: {first['python']}; {first['postgres']}; {first['machine']}. Medians in ms"
        f" {CLOCKS[column]}."
    ]
    for result in results:
        parts.append(f"\n### {result['size']:,} practices (index {result['table']})\n")
        parts.append(f"| {' | '.join(HEADS)} |")
        parts.append(f"|---{'|---:' * (len(HEADS) - 1)}|")
        parts += [f"| {' | '.join(line)} |" for line in lines_of(result, column)]
    parts += ["", *_reading(largest, column)]
    return "\n".join(parts)


def _reading(result: dict[str, Any], column: int) -> list[str]:
    """What the table says, in sentences."""
    return [
        f"Of {result['size']:,} practices:",
        "",
        f"- {_kept(result, column, 'page', 'statement', 'The page of a visitor')}",
        f"- {_kept(result, column, 'page_anew', 'statement', 'With all its rows drawn anew it')}",
        f"- {_kept(result, column, 'member_page', 'member_statement', 'The page of a member')}",
    ]


def _kept(result: dict[str, Any], column: int, page: str, statement: str, name: str) -> str:
    """In how many cases a page stays within what it may take, by how much it misses the others."""
    rows = result["rows"]
    beside = [row[page][column] - row[statement][column] for row in rows]
    misses = [
        f"{row['case']} ({_ms(row[page][column])} of {_ms(most)})"
        for row in rows
        if row[page][column] > (most := allowed(row[statement][column]))
    ]
    kept = f"{name} stays within what it may take in {len(rows) - len(misses)} of {len(rows)} cases"
    missed = f"; it misses: {'; '.join(misses)}" if misses else ""
    return (
        f"{kept}{missed}. Beside its statement it costs {_ms(min(beside))} to"
        f" {_ms(max(beside))} ms."
    )
