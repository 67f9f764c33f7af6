"""The columns: what stands in each cell of a practice, and what is made of it when it comes back.

Headings are English in every language of the pages, so that a file of one office is read in
another. `write` and `read` are each other's reverse; nothing here asks the database.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from practices.forms.text import PracticeForm
from practices.partial_dates import PartialDate
from practices.sheets import lines
from practices.sheets.cells import folded, plain
from practices.sheets.lines import one_of
from practices.sheets.names import Names, Words
from practices.writing.manuscript import Manuscript

# Columns of the text and names of its lists, with their new values.
type Patch = dict[str, Any]
LISTS: Final = ("tag_names", "industry_codes", "statements", "requirements")
YES: Final = {"yes", "y", "true", "1", "x"}
NO: Final = {"no", "n", "false", "0", ""}
FIELDS: Final = PracticeForm.base_fields


@dataclass(frozen=True)
class Column:
    """One column of the text. `help` says what may stand there."""

    key: str
    heading: str
    write: Callable[[Manuscript, Names], str]
    read: Callable[[str, Names], Patch]
    help: str | Promise = ""
    aliases: tuple[str, ...] = ()
    width: int = 20

    @property
    def known_as(self) -> set[str]:
        return {folded(each) for each in (self.key, self.heading, *self.aliases)}


def _text(key: str, heading: str, *aliases: str, width: int = 20, **options: Any) -> Column:
    field = FIELDS[key]
    return Column(
        key,
        heading,
        write=lambda text, names: str(text[key]),
        read=lambda cell, names: {key: field.clean(cell) if cell else ""},
        aliases=aliases,
        width=width,
        **options,
    )


def _choice(key: str, heading: str, *aliases: str) -> Column:
    def read(cell: str, names: Names) -> Patch:
        return {key: _listed(cell, names.choices[key]) if cell else ""}

    return Column(
        key,
        heading,
        write=lambda text, names: names.choices[key].word(text[key]) if text[key] else "",
        read=read,
        help=gettext_lazy("One of the allowed values, or empty."),
        aliases=aliases,
    )


def _date(key: str, heading: str, *aliases: str) -> Column:
    field = FIELDS[key]

    def write(text: Manuscript, names: Names) -> str:
        known = text[f"{key}_on"]
        return str(PartialDate(known, text[f"{key}_precision"])) if known else ""

    def read(cell: str, names: Names) -> Patch:
        known: PartialDate | None = field.clean(cell)
        return {
            f"{key}_on": known.on if known else None,
            f"{key}_precision": known.precision if known else "year",
        }

    about = gettext_lazy("A year, a month or a day: 2011, 2011-04 or 2011-04-05.")
    return Column(key, heading, write, read, about, aliases, width=12)


def _tick(key: str, heading: str, *aliases: str, about: str | Promise = "") -> Column:
    return Column(
        key,
        heading,
        write=lambda text, names: "yes" if text[key] else "no",
        read=lambda cell, names: {key: _truth(cell) or False},
        help=about or gettext_lazy("yes or no"),
        aliases=aliases,
        width=12,
    )


def _truth(cell: str) -> bool | None:
    """Yes, no, or nothing said."""
    word = folded(cell)
    if not word:
        return None
    if word in YES | NO:
        return word in YES
    raise ValidationError(_("Write “yes” or “no”."))


def _listed(cell: str, words: Words) -> str:
    value = words.value(cell)
    if value is None:
        raise ValidationError(one_of(cell, words))
    return value


def _several(cell: str, words: Words) -> list[str]:
    """The values of a cell with several words; a comma inside a word is no separator."""
    values: list[str] = []
    for piece in _pieces(cell, ";\n"):
        known = words.value(piece)
        values += [known] if known else [_listed(each, words) for each in _pieces(piece, ",")]
    return list(dict.fromkeys(values))


def _pieces(text: str, separators: str) -> Iterable[str]:
    for separator in separators[1:]:
        text = text.replace(separator, separators[0])
    return (piece.strip() for piece in text.split(separators[0]) if piece.strip())


def _theme(cell: str, names: Names) -> Patch:
    return {"theme_id": int(_listed(cell, names.themes)) if cell else None}


TITLE: Final = _text("title", "Title", "name", "name of practice", "good practice", width=36)

COLUMNS: Final[tuple[Column, ...]] = (
    TITLE,
    _text("summary", "Summary", "short line", width=40),
    Column(
        "theme",
        "Theme",
        write=lambda text, names: names.themes.word(str(text["theme_id"] or "")),
        read=_theme,
        help=gettext_lazy("One of the allowed values, or empty."),
    ),
    _text("organisation", "Main institution", "institution", "organization", "owner", width=30),
    _text("place", "Place", "location"),
    _choice("level", "Level"),
    Column(
        "countries",
        "Countries",
        write=lambda text, names: ", ".join(text["countries"]),
        read=lambda cell, names: {"countries": _several(cell, names.countries)},
        help=gettext_lazy("Codes or names between commas, as in SE, DK."),
        aliases=("country",),
        width=12,
    ),
    Column(
        "nuts_codes",
        "NUTS codes",
        write=lambda text, names: ", ".join(text["nuts_codes"]),
        read=lambda cell, names: {"nuts_codes": list(FIELDS["nuts_codes"].clean(cell))},
        help=gettext_lazy("Between commas, as in SE22, DK03."),
        aliases=("nuts code", "nuts"),
    ),
    _date("starts", "From", "start", "begin"),
    _date("ends", "Until", "end", "to"),
    Column(
        "is_ongoing",
        "Still running",
        write=lambda text, names: {True: "yes", False: "no", None: ""}[text["is_ongoing"]],
        read=lambda cell, names: {"is_ongoing": _truth(cell)},
        help=gettext_lazy("yes, no, or empty where it is not known"),
        aliases=("ongoing",),
        width=12,
    ),
    _text("period_text", "Timescale in words", "timescale"),
    _text("problem", "Problem addressed", "problem", width=50),
    _text("how_it_works", "How it works", "description", width=50),
    _text("stakeholders", "Stakeholders and beneficiaries", "stakeholders", width=40),
    Column(
        "statements",
        "Evidence of success",
        write=lambda text, names: lines.write_statements(text.statements),
        read=lambda cell, names: {"statements": lines.read_statements(cell)},
        help=gettext_lazy("One to a line: date | source | figure | what happened."),
        aliases=("evidence statements",),
        width=50,
    ),
    _text("evidence", "Evidence in a few words", width=40),
    _tick("has_no_evidence_yet", "No evidence yet", "none yet"),
    _text("resources", "Resources needed", "resources", width=30),
    _text("challenges", "Challenges", "challenges encountered", width=30),
    _text("potential", "Potential for learning or transfer", "potential", width=40),
    Column(
        "requirements",
        "What it needs",
        write=lambda text, names: lines.write_needs(
            text.requirements, names.choices["requirement"]
        ),
        read=lambda cell, names: {
            "requirements": lines.read_needs(cell, names.choices["requirement"])
        },
        help=gettext_lazy("One to a line: kind | 1 to 3 | core or optional | what is needed."),
        aliases=("requirements",),
        width=50,
    ),
    Column(
        "tags",
        "Tags",
        write=lambda text, names: ", ".join(text.tag_names),
        read=lambda cell, names: {"tag_names": tuple(names.tags.clean(cell))},
        help=gettext_lazy("Between commas."),
        aliases=("tag", "keywords", "keyword"),
    ),
    Column(
        "industries",
        "Fields of strength",
        write=lambda text, names: "; ".join(
            names.industries.word(code) for code in text.industry_codes
        ),
        read=lambda cell, names: {"industry_codes": tuple(_several(cell, names.industries))},
        help=gettext_lazy("Allowed values between semicolons."),
        aliases=("industry", "field of strength"),
    ),
    _choice("kind", "Kind"),
    _choice("instrument", "Instrument"),
    _choice("maturity", "Maturity"),
    Column(
        "language",
        "Language of the text",
        write=lambda text, names: str(text["language"]),
        read=lambda cell, names: {"language": _listed(cell, names.languages) if cell else "en"},
        help=gettext_lazy("Two letters, as in en."),
        width=10,
    ),
    Column(
        "sources",
        "Sources",
        write=lambda text, names: lines.write_sources(text["sources"]),
        read=lambda cell, names: {"sources": lines.read_sources(cell)},
        help=gettext_lazy("One to a line: what it is | web address."),
        aliases=("source", "links"),
        width=40,
    ),
    _text("further_information", "Further information", width=40),
    _text("caveats", "What is not certain", "caveats", width=40),
    _tick("is_stub", "Description not yet collected", "stub"),
)


def cells_of(text: Manuscript, names: Names) -> dict[str, str]:
    """What stands in each column of the text."""
    return {column.key: plain(column.write(text, names)) for column in COLUMNS}


def patched(text: Manuscript, patch: Patch) -> Manuscript:
    """The text with some of its columns and lists replaced."""
    parts = {name: tuple(patch[name]) for name in LISTS if name in patch}
    content = {name: value for name, value in patch.items() if name not in LISTS}
    return replace(text, content={**text.content, **content}, **parts)
