"""A spreadsheet that came in by mistake and went again: its practices are invented and gone."""

from typing import Any, Final

from clusterix.demonstration.context import Demo
from clusterix.demonstration.people import COORDINATOR
from practices.actions import carry_out, check_import, undo_import

DAY: Final = -9
LEAD: Final = "AT12"
# As it is kept of a file that was read.
TABLE: Final[dict[str, Any]] = {
    "sheet": "Practices",
    "heading_row": 1,
    "headings": ["Title", "Partner", "From", "Summary"],
    "rows": [
        [
            2,
            [
                "Invented: breakfast of the clusters",
                "",
                "2024",
                "Twelve managers meet once a month.",
            ],
        ],
        [
            3,
            ["Invented: a fund for first orders", "SE22", "2023", "The region buys the first one."],
        ],
        [4, ["Invented: open days", "DK03", "spring", "Firms show their workshops."]],
    ],
    "faults": [],
}


def load(demo: Demo) -> None:
    """Two rows go in, one cannot be done; an hour later the coordinator takes them back."""
    by = demo.reader(COORDINATOR)
    with demo.on(DAY, hour=9, minute=10):
        plan = check_import(
            data=TABLE, file_name="practices-test.xlsx", partner=demo.partners[LEAD], by=by
        )
        done = carry_out(run=plan, seen=plan.sha256, leaves_out=True, by=by)
    with demo.on(DAY, hour=10, minute=5):
        undo_import(run=done, by=by)
