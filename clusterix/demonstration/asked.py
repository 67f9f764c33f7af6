"""The coordinator is writing the next version of the home set: one question more, one reworded."""

from decimal import Decimal

from assessments.actions.criteria_editing import add_criterion, change_criterion, change_text
from assessments.actions.versions import change_head, start_version
from assessments.models import CriteriaSet, Criterion
from assessments.questions import rules
from clusterix.demonstration.context import Demo
from regions.reader import Reader

COORDINATOR = "AT12:intermediary:1"
NEW = {
    "topic": "learning by others",
    "question": "Can we send people to learn it?",
    "low_label": "nobody can go",
    "high_label": "people are named",
    "guidance": "A study visit or a staff exchange: who would go, and who pays the journey?",
    "importance": 1,
    "is_gate": False,
    "requirement_kind": "",
}
GERMAN = {
    "topic": "Lernen vor Ort",
    "question": "Können wir Leute zum Lernen schicken?",
    "low_label": "niemand kann fahren",
    "high_label": "Leute sind benannt",
    "guidance": "Studienbesuch oder Austausch: Wer würde fahren, und wer zahlt die Reise?",
}


def load(demo: Demo) -> None:
    """A version that nobody is asked yet: it waits for texts in other languages."""
    by = demo.reader(COORDINATOR)
    with demo.on(-6):
        written = start_version(code="home", by=by)
        change_head(
            criteria_set=written,
            name=written.name,
            threshold=Decimal("0.50"),
            note="Asks who could go and learn it, and about partners in plainer words.",
            seen=rules.mark_of_head(written),
            by=by,
        )
        _add(written, by)
        _reword(written.criteria.get(code="F6"), by)


def _add(written: CriteriaSet, by: Reader) -> None:
    added = add_criterion(
        criteria_set=written, code="F11", dimension="feasibility", values=NEW, by=by
    )
    change_text(criterion=added, language="de", words=GERMAN, seen=rules.mark_of_text(None), by=by)


def _reword(question: Criterion, by: Reader) -> None:
    values = {name: getattr(question, name) for name in NEW}
    values["question"] = "Would clusters and firms join in?"
    seen = rules.mark_of_criterion(question)
    change_criterion(criterion=question, values=values, seen=seen, by=by)
