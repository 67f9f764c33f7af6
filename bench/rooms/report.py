"""What was measured, in tables: for the terminal, and between two marks in docs/performance.md."""

import statistics
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

MARKS: Final = ("<!-- {}: begin -->", "<!-- {}: end -->")
SHARES: Final = (50, 95, 99)
BUSY: Final = 1.0  # a load above it when the measurement begins is work of others


def summary(seen: dict[str, Any]) -> dict[str, Any]:
    acks: dict[str, float] = seen["acks"]
    return {
        "answers": len(acks),
        "seconds": seen["seconds"],
        "doubts": seen["doubts"],
        "refused": len(seen["refused"]),
        "troubles": sorted(set(seen["troubles"]))[:5],
        "acks_ms": shares(list(acks.values())),
        "polls_ms": shares(seen["polls"]),
        "polls": len(seen["polls"]),
        "nothing_new": seen["nothing_new"],
        "boards_ms": shares(seen["boards"]),
        "boards": len(seen["boards"]),
    }


def shares(times: Sequence[float]) -> list[float]:
    """The times within which 50, 95 and 99 of a hundred were answered."""
    if len(times) < 2:
        return [0.0] * len(SHARES)
    cuts = statistics.quantiles(times, n=100)
    return [round(cuts[share - 1], 1) for share in SHARES]


def is_whole(result: dict[str, Any]) -> bool:
    """Nothing lost, doubled, unaudited or wrong in any part."""
    parts = [result.get("spread"), result.get("kills"), *result.get("full", [])]
    parts += result.get("servers", [])
    keys = ("lost", "doubled", "unaudited", "wrong", "refused")
    return not any(part.get(key) for part in parts if part for key in keys)


def as_text(result: dict[str, Any]) -> str:
    return markdown(result)


def write_into(path: Path, result: dict[str, Any]) -> None:
    """Replace what stands between the marks: of the load, or of the kills."""
    begin, end = (each.format("room kills" if "kills" in result else "room") for each in MARKS)
    text = path.read_text(encoding="utf-8")
    before, after = text.split(begin)[0], text.split(end)[1]
    path.write_text(f"{before}{begin}\n{markdown(result)}\n{end}{after}", encoding="utf-8")


def markdown(result: dict[str, Any]) -> str:
    parts = [
        f"{datetime.now(UTC):%-d %B %Y}: {result['postgres']}; {result['machine']}; load of the"
        f" machine before the measurement {result['load']:.1f}"
        + (", for it did other work too." if result["load"] > BUSY else ".")
    ]
    if spread := result.get("spread"):
        parts += ["", *_spread(spread)]
    if full := result.get("full"):
        parts += ["", "**Without pause**", "", *_full(full)]
    if servers := result.get("servers"):
        parts += ["", "**Web servers, in turns**", "", *_full(servers)]
    if kills := result.get("kills"):
        parts += ["", *_kills(kills)]
    return "\n".join(parts)


def _spread(part: dict[str, Any]) -> list[str]:
    rate = part["answers"] / part["seconds"]
    rows = [
        (f"answers acknowledged ({rate:.0f} per second)", part["answers"], part["acks_ms"]),
        (
            f"looks of phones, {part['nothing_new']} with nothing new",
            part["polls"],
            part["polls_ms"],
        ),
        ("looks of two boards and the wall", part["boards"], part["boards_ms"]),
    ]
    lines = [
        "| in ms | number | half within | 95 % within | 99 % within |",
        "|---|--:|--:|--:|--:|",
    ]
    for name, number, times in rows:
        lines.append(f"| {name} | {number} | {' | '.join(_ms(each) for each in times)} |")
    return [
        *lines,
        "",
        f"{_whole(part)} The web processes worked {part['web_ms'] / 1000:.1f} s and the database"
        f" {part['database_ms'] / 1000:.1f} s in these {part['seconds']:.0f} s.",
        *[f"\nTrouble: {each}" for each in part["troubles"]],
    ]


def _full(parts: Sequence[dict[str, Any]]) -> list[str]:
    lines = [
        "| web server | answers per second | the bare view | ratio | processor ms per answer"
        " | of them database | the bare view | ratio | 95 % within |",
        f"|---{'|--:' * 8}|",
    ]
    for name in dict.fromkeys(part["server"] for part in parts):
        ours = [each for each in parts if each["server"] == name and not each["bare"]]
        bare = [each for each in parts if each["server"] == name and each["bare"]]
        rate, bare_rate = _median(ours, _rate), _median(bare, _rate)
        cost, bare_cost = _median(ours, _cost), _median(bare, _cost)
        database = _median(ours, lambda part: part["database_ms"] / part["answers"])
        within = _median(ours, lambda part: part["acks_ms"][1])
        lines.append(
            f"| {name} | {rate:.0f} | {bare_rate:.0f} | {rate / bare_rate:.2f} | {cost:.2f}"
            f" | {database:.2f} | {bare_cost:.2f} | {bare_cost / cost:.2f} | {_ms(within)} |"
        )
    ours = [each for each in parts if not each["bare"]]
    return [*lines, "", _whole({key: sum(each[key] for each in ours) for key in COUNTED})]


COUNTED: Final = ("answers", "lost", "doubled", "unaudited", "wrong", "refused", "doubts")


def _median(parts: Sequence[dict[str, Any]], value: Any) -> float:
    return statistics.median(value(each) for each in parts)


def _rate(part: dict[str, Any]) -> float:
    return float(part["answers"] / part["seconds"])


def _cost(part: dict[str, Any]) -> float:
    return float((part["web_ms"] + part["database_ms"]) / part["answers"])


def _kills(part: dict[str, Any]) -> list[str]:
    return [
        f"**kill -9:** {part['killed']} web processes were killed during {part['answers']} answers"
        f" in {part['seconds']:.0f} s. {_whole(part)}"
    ]


def _whole(part: dict[str, Any]) -> str:
    return (
        f"Of {part['answers']} acknowledged answers {part['lost']} are lost and {part['doubled']}"
        f" doubled; {part['unaudited']} differ from their lines in the audit trail,"
        f" {part['wrong']} ratings are not the last tap; {part['refused']} were refused,"
        f" {part['doubts']} sent again."
    )


def _ms(value: float) -> str:
    return f"{value:.1f}" if value < 100 else f"{value:.0f}"
