"""The bar of the seats, as numbers for its drawing."""

from dataclasses import dataclass

from reports.votes import Votes

GAP = 0.4  # percent of the width, left and right of each seat


@dataclass(frozen=True)
class Place:
    """One seat's rectangle; `css` y agrees, o objects, n has not answered."""

    x: str
    width: str
    css: str


@dataclass(frozen=True)
class VoteBar:
    """The rectangles, and where the line of the needed seats stands."""

    places: tuple[Place, ...]
    needed_at: str
    objects_at: str


def vote_bar(votes: Votes) -> VoteBar | None:
    """Those who agree first, then those who object, then those who have not answered."""
    kinds = "y" * votes.agree + "o" * votes.object_ + "n" * votes.open_
    if not kinds:
        return None
    step = 100 / len(kinds)
    return VoteBar(
        places=tuple(
            Place(_percent(step * at + GAP), _percent(step - 2 * GAP), kind)
            for at, kind in enumerate(kinds)
        ),
        needed_at=_percent(min(step * votes.quorum, 100)),
        objects_at=_percent(step * (votes.agree + votes.object_ / 2)),
    )


def _percent(value: float) -> str:
    return f"{value:.2f}%"
