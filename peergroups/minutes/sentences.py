"""Sentences of the minutes that write themselves, from what was counted."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.ui.numbers import MINUS
from exchanges.models import Participation

HALF: float = 0.5  # what moved no more than half a step did not move


def middle(value: float | None) -> str:
    """A middle answer as people read it: −1.5, 0, +2."""
    if value is None:
        return "–"
    if value == 0:
        return "0"
    size = f"{abs(value):.2f}".rstrip("0").rstrip(".")
    return f"{MINUS if value < 0 else '+'}{size}"


def in_short(present: Sequence[Participation], practices: Sequence[Mapping[str, Any]]) -> str:
    """Who was there, about what was answered, and where regions differ most."""
    regions = len({each.partner.region_id for each in present})
    there = ngettext("%(people)s person of", "%(people)s people of", len(present))
    where = ngettext("%(regions)s region was there.", "%(regions)s regions were there.", regions)
    sentences = [f"{there} {where}" % {"people": len(present), "regions": regions}]
    answered = [each for each in practices if each["lines"]]
    if not answered:
        return sentences[0]
    about = ngettext(
        "Answers about %(n)s practice were shown.",
        "Answers about %(n)s practices were shown.",
        len(answered),
    )
    sentences.append(about % {"n": len(answered)})
    sentences += [_widest(each) for each in answered if is_wide(each["lines"][0])]
    return " ".join(sentences)


def is_wide(line: Mapping[str, Any]) -> bool:
    return line["differ"] in {"widely", "somewhat"}


def _widest(practice: Mapping[str, Any]) -> str:
    sentence = _("On “%(practice)s” regions differ most in: %(topic)s.")
    return sentence % {"practice": practice["title"], "topic": practice["lines"][0]["topic"]}


def on_practice(practice: Mapping[str, Any]) -> str:
    """How many answered in how many rounds, and where regions differ most and least."""
    rounds, lines = len(practice["rounds"]), practice["lines"]
    if not rounds:
        return _("It was not rated.")
    if not lines:
        return _("It was rated; the answers were not shown.")
    counted = [
        ngettext("%(n)s round", "%(n)s rounds", rounds) % {"n": rounds},
        ngettext("%(n)s question", "%(n)s questions", len(lines)) % {"n": len(lines)},
        ngettext("%(n)s person answered", "%(n)s people answered", practice["people"])
        % {"n": practice["people"]},
    ]
    return f"{', '.join(counted)}. {_difference(lines)}".strip()


def _difference(lines: Sequence[Mapping[str, Any]]) -> str:
    widest, least = lines[0], lines[-1]
    if is_wide(widest):
        sentence = _(
            "Regions differ most in: %(topic)s (middle answers from %(low)s to %(high)s);"
            " least in: %(least)s."
        )
        return sentence % {
            "topic": widest["topic"],
            "low": middle(widest["lowest"]),
            "high": middle(widest["highest"]),
            "least": least["topic"],
        }
    return _("Regions hardly differ.") if widest["differ"] else ""


def why_it_moved(shift: Mapping[str, Any]) -> str:
    """Who moved which way, in the words of those who changed their answer."""
    if not shift["up"] and not shift["down"] and not shift["why"]:
        return _("Nobody changed")
    up = ngettext("%(n)s went up", "%(n)s went up", shift["up"]) % {"n": shift["up"]}
    down = ngettext("%(n)s went down", "%(n)s went down", shift["down"]) % {"n": shift["down"]}
    parts = [up if shift["up"] else "", down if shift["down"] else ""]
    moved = ", ".join(each for each in parts if each)
    said = "; ".join(shift["why"])
    return ": ".join(each for each in (moved, said) if each)
