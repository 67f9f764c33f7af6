"""What a person hands in: every word of a practice's text, with its lines, tags and fields."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self

from practices.models import Content, DatePrecision, EvidenceStatement, Requirement, Revision

# By column, so that a theme is its id and nothing has to be fetched to compare two texts.
COLUMNS: tuple[str, ...] = tuple(each.attname for each in Content._meta.local_fields)
FIELDS = {each.attname: each for each in Revision._meta.local_concrete_fields}
# "Short line and classification are ours": true until somebody else writes in the text.
FLAG = "is_classified_by_us"


@dataclass(frozen=True)
class Statement:
    """One piece of evidence of success."""

    text: str
    source: str = ""
    dated_on: date | None = None
    date_precision: str = DatePrecision.YEAR
    figure: str = ""


@dataclass(frozen=True)
class Need:
    """One requirement: what a region needs, from 1 (a little) to 3 (much)."""

    kind: str
    needed: int
    text: str
    is_core: bool = True


def statements_of(revision: Revision) -> tuple[Statement, ...]:
    return tuple(
        Statement(each.text, each.source, each.dated_on, each.date_precision, each.figure)
        for each in revision.statements.all()
    )


def needs_of(revision: Revision) -> tuple[Need, ...]:
    return tuple(
        Need(each.kind, each.needed, each.text, each.is_core)
        for each in revision.requirements.all()
    )


@dataclass(frozen=True)
class Manuscript:
    """A whole text. `content` is keyed by column; what is missing keeps the model's default."""

    content: Mapping[str, Any]
    tag_names: tuple[str, ...] = ()
    industry_codes: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()
    requirements: tuple[Need, ...] = ()

    def __getitem__(self, column: str) -> Any:
        """The value of a column of the text."""
        if column in self.content:
            return self.content[column]
        return FIELDS[column].get_default()

    @classmethod
    def of(cls, revision: Revision) -> Self:
        """The text of a revision; two queries unless `with_parts()` fetched its lines."""
        return cls(
            content={column: getattr(revision, column) for column in COLUMNS},
            tag_names=tuple(revision.tag_names),
            industry_codes=tuple(revision.industry_codes),
            statements=statements_of(revision),
            requirements=needs_of(revision),
        )

    def upon(self, earlier: "Manuscript") -> "Manuscript":
        """This text, with what it does not mention taken from an earlier one."""
        text = replace(self, content={**earlier.content, **self.content})
        if text.words == earlier.words:
            return text
        return replace(text, content={**text.content, FLAG: False})

    @property
    def words(self) -> tuple[Any, ...]:
        """Everything that a person writes or chooses."""
        return (
            {column: self[column] for column in COLUMNS if column != FLAG},
            sorted(self.tag_names),
            sorted(self.industry_codes),
            self.statements,
            self.requirements,
        )

    def write_to(self, revision: Revision) -> None:
        """Put every column on the revision, unsaved; the lines are `lines_for()`."""
        for column in COLUMNS:
            setattr(revision, column, self[column])
        revision.tag_names = list(self.tag_names)
        revision.industry_codes = list(self.industry_codes)

    def lines_for(self, revision: Revision) -> tuple[list[EvidenceStatement], list[Requirement]]:
        """The rows of the lines, unsaved, in their order."""
        statements = [
            EvidenceStatement(
                revision=revision,
                position=position,
                text=each.text,
                source=each.source,
                dated_on=each.dated_on,
                date_precision=each.date_precision,
                figure=each.figure,
            )
            for position, each in enumerate(self.statements)
        ]
        requirements = [
            Requirement(
                revision=revision,
                position=position,
                kind=each.kind,
                needed=each.needed,
                text=each.text,
                is_core=each.is_core,
            )
            for position, each in enumerate(self.requirements)
        ]
        return statements, requirements
