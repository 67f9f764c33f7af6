"""Further invented "Not for us now": regions that were stopped by what they lack."""

from typing import Final

from assessments.actions import Choice, decide
from clusterix.demonstration.context import Demo

REFUSED: Final = (
    (
        *("HU22", "norwegian-innovation-clusters", -130, "legal_power"),
        "Only the ministry may give the title and the money.",
    ),
    (
        *("DE12", "three-level-cluster-model", -118, "legal_power"),
        "Two of the three levels are not ours to decide.",
    ),
    (
        *("RO32", "danish-joint-cluster-strategy", -95, "legal_power"),
        "There is no regional government that could sign it.",
    ),
    (
        *("HU22", "vinnvaxt", -60, "money"),
        "Ten years of money are out of reach; our programmes run for three.",
    ),
    (
        *("ITH1", "northern-ireland-evaluation", -45, "staff"),
        "Nobody here could read such an evaluation at the moment.",
    ),
)


def load(demo: Demo) -> None:
    """Decide as the leads of these regions."""
    for code, slug, day, reason, words in REFUSED:
        with demo.on(day, 15):
            decide(
                practice=demo.practices[slug],
                region=demo.regions[code],
                choice=Choice(outcome="not_now", reason_kind=reason, rationale=words),
                by=demo.reader(f"{code}:policy_maker:1"),
            )
