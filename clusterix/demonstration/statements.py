"""Evidence of some practices as dated statements, and what a text that waits changes.

The facts are those of the sources; only their form is ours.
"""

from dataclasses import replace
from datetime import date
from typing import Final

from practices.writing.manuscript import Manuscript, Statement

GOOD_PRACTICE: Final = "Interreg Europe, good practice"
# By practice: the statements, and the words that stay beside them.
STATED: Final = {
    "accredited-cluster-grants": (
        Statement(
            "Calls were held in 2008, 2009, 2011 and 2015.",
            source=GOOD_PRACTICE,
            dated_on=date(2015, 1, 1),
            figure="4 calls",
        ),
        "",
    ),
    "sme-consortia-promotion": (
        Statement(
            "Projects in each of the years 2014, 2015 and 2016.",
            source=GOOD_PRACTICE,
            dated_on=date(2016, 1, 1),
            figure="18 projects a year",
        ),
        "",
    ),
    "norwegian-innovation-clusters": (
        Statement(
            "Clusters were served.",
            source="Innovation Norway, annual report 2021",
            dated_on=date(2021, 1, 1),
            figure="44 clusters",
        ),
        "About 70 Arena projects since 2002.",
    ),
}
# In the text that waits for the coordinator.
BEFORE: Final = "through consultations, vouchers, seminars and workshops, to find"
AFTER: Final = "to find"
WAYS: Final = "\n\nIt does so with\n\n* consultations\n* vouchers\n* seminars and workshops"


def stated(slug: str, text: Manuscript) -> Manuscript:
    """The text with a statement in place of its prose, where it has one here."""
    if slug not in STATED:
        return text
    statement, words = STATED[slug]
    return replace(text, content={**text.content, "evidence": words}, statements=(statement,))


def changed(text: Manuscript) -> Manuscript:
    """What waits for the coordinator: lists in place of long sentences."""
    ways = text["how_it_works"].replace(BEFORE, AFTER) + WAYS
    evidence = "\n".join(f"* {each}" for each in text["evidence"].rstrip(".").split("; "))
    return replace(text, content={**text.content, "how_it_works": ways, "evidence": evidence})
