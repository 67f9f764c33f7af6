"""What the index keeps of a practice: its words by their weight, and the values it counts under."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils import translation

from practices.models import Document, EvidenceStatement, Practice, Requirement, Tagging
from practices.search.facets import DATED, NONE_YET, UNDATED, Facet, Values, links_between
from practices.search.languages import config_for, mark_of
from regions.countries import country_name
from regions.models import Industry
from regions.reader import Reader

# Names of countries are looked for in this language, whatever the reader's.
NAMES_IN: Final = "en"
# The long sections that a second language version has too.
SECTIONS: Final = (
    *("problem", "how_it_works", "stakeholders", "resources", "evidence"),
    *("challenges", "potential", "further_information"),
)
# Stands between parts, so that no phrase reaches from one into the next; taken out again. It has
# digits, so no language stems it.
PART_END: Final = "zz9part9zz"


# Signs for private use are letters to PostgreSQL, and would hide the word that they touch; what is
# joined by a slash is the one name of a file to it. That of a tag ends what a tag began.
NO_WORDS: Final = re.compile("[\ue000-\uf8ff]|(?<!<)/")
# "SMEs" and "SME": no stemmer knows that they are one word.
SHORT_NAMES: Final = re.compile(r"\b([A-Z]{2,5})(s?)\b")


@dataclass(frozen=True)
class Text:
    """One language version, from the most to the least telling words."""

    language: str
    title: str
    summary: str
    about: str
    body: str

    def as_json(self) -> dict[str, str]:
        parts = (self.title, self.summary, self.about, self.body)
        return {
            "config": config_for(self.language),
            "mark": mark_of(self.language),
            "title": self.title,
            "summary": self.summary,
            "about": self.about,
            "body": self.body,
            "everything": _joined(*parts, _other_forms(parts), PART_END),
        }


@dataclass(frozen=True)
class Source:
    """A listed practice with its words and values."""

    practice: Practice
    texts: Sequence[Text]  # one or two
    values: Values


def sources_of(ids: Iterable[int]) -> list[Source]:
    """Of those practices that the catalogue lists: one query."""
    listed = Practice.objects.listed_for(Reader.system()).filter(pk__in=ids).order_by("pk")
    rows = listed.select_related("theme", "origin_region", "published_revision__translation")
    with translation.override(NAMES_IN):
        return [_source_of(row) for row in rows.annotate(**_parts())]


def _parts() -> dict[str, ArraySubquery]:
    """What hangs on a practice and on its public text, as lists of objects."""
    of_practice, of_text = OuterRef("pk"), OuterRef("published_revision")
    tags = Tagging.objects.filter(content_object=of_practice).order_by("tag__slug")
    industries = Industry.objects.filter(practices=of_practice).order_by("code")
    statements = EvidenceStatement.objects.filter(revision=of_text)
    requirements = Requirement.objects.filter(revision=of_text)
    documents = Document.objects.filter(revision=of_text)
    return {
        "tags_": _list(tags, slug="tag__slug", name="tag__name"),
        "industries_": _list(industries, code="code", name="name"),
        "statements_": _list(
            statements, text="text", figure="figure", source="source", dated_on="dated_on"
        ),
        "requirements_": _list(requirements, text="text"),
        "documents_": _list(documents, title="title", name="name", alt="alt"),
    }


def _list(rows: Any, **fields: str) -> ArraySubquery:
    return ArraySubquery(rows.values(object=JSONObject(**fields)))


def _source_of(row: Any) -> Source:
    second = getattr(row.published_revision, "translation", None)
    title, summary = _plain(row.title), _plain(row.summary)
    texts = [Text(row.language, title, summary, _about(row), _body(row))]
    if second is not None:
        body = _joined(*(getattr(second, name) for name in SECTIONS))
        title, summary = _plain(second.title), _plain(second.summary)
        texts.append(Text(second.language, title, summary, "", body))
    return Source(row, texts, _values(row))


def _about(row: Any) -> str:
    """Who and where it is, its theme, fields, tags and documents."""
    region, theme = row.origin_region, row.theme
    return _joined(
        *(tag["name"] for tag in row.tags_),
        *(industry["name"] for industry in row.industries_),
        *(row.organisation, row.place),
        *((region.name, region.local_name, region.code) if region else ()),
        *(country_name(code) for code in row.countries),
        theme.name if theme else "",
        *(document["title"] for document in row.documents_),
        *(_words_of(document["name"]) for document in row.documents_),
    )


def _body(row: Any) -> str:
    """Everything else that the page says."""
    return _joined(
        *(getattr(row, name) for name in SECTIONS),
        *(each[name] for each in row.statements_ for name in ("text", "figure", "source")),
        *(requirement["text"] for requirement in row.requirements_),
        row.caveats,
        *(link["label"] for link in row.links),
        *(document["alt"] for document in row.documents_),
    )


def _words_of(file_name: str) -> str:
    """PostgreSQL's parser would keep "map_2013.pdf" as the one name of a host or a file."""
    return " ".join(re.findall(r"[^\W_]+", file_name))


def _joined(*parts: str) -> str:
    return f" {PART_END} ".join(_plain(part) for part in parts if part)


def _plain(words: str) -> str:
    return NO_WORDS.sub(" ", words)


def _other_forms(parts: Iterable[str]) -> str:
    """One and many of each short name: "SME" where it says "SMEs", and the other way round."""
    found = {match for part in parts for match in SHORT_NAMES.findall(part)}
    return " ".join(sorted(name if many else f"{name}s" for name, many in found))


def _values(row: Any) -> Values:
    industries = [each["code"] for each in row.industries_]
    several: dict[Facet, Iterable[str]] = {
        Facet.COUNTRY: row.countries,
        Facet.INDUSTRY: industries,
        Facet.LINKS: links_between(industries),
        Facet.TAG: [tag["slug"] for tag in row.tags_],
    }
    single: dict[Facet, str] = {
        Facet.THEME: row.theme.code if row.theme else "",
        Facet.REGION: row.origin_region.code if row.origin_region else "",
        Facet.INSTRUMENT: row.instrument,
        Facet.KIND: row.kind,
        Facet.MATURITY: row.maturity,
        Facet.LEVEL: row.level,
        Facet.EVIDENCE: _evidence_of(row),
    }
    found = {(int(facet), value) for facet, values in several.items() for value in values}
    return found | {(int(facet), value) for facet, value in single.items() if value}


def _evidence_of(row: Any) -> str:
    """How far the success is shown: one statement with a date is enough."""
    if any(statement["dated_on"] for statement in row.statements_):
        return DATED
    return NONE_YET if row.has_no_evidence_yet else UNDATED
