"""One question as it is asked in one language."""

from typing import NamedTuple


class Said(NamedTuple):
    """`topic` is its word in sentences; a question has at most eight words."""

    topic: str
    question: str
    low_label: str
    high_label: str
    guidance: str
