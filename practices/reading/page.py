"""The page of one practice: which text the reader sees, in which sections."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.http import Http404
from django.utils.functional import Promise, cached_property
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from core import clock
from core.errors import Gone
from core.links import absolute
from practices.finding.cards import Title, period_of, place_of, years_of
from practices.finding.strip import Stop, stops_of, tally
from practices.models import (
    Content,
    Document,
    EvidenceStatement,
    Practice,
    Requirement,
    Revision,
    Translation,
)
from practices.querysets import NOT_CONSIDERED
from practices.talking.asking import PublicAnswer
from practices.upkeep.ageing import age_in_words, answer_blockers, is_ageing, is_asked
from practices.upkeep.confirming import document_link
from practices.writing.translations import Languages, in_language, translation_of
from regions.models import Industry
from regions.reader import Reader


class TakenDown(Gone):
    sentence = gettext_lazy("This practice was taken down. Its text can no longer be read here.")


@dataclass(frozen=True)
class Section:
    """One heading of the page; `kind` names the partial that draws it.

    `lang` is the language of its words, where it is not the language of the page.
    """

    anchor: str
    heading: str | Promise
    kind: str = "text"
    text: str = ""
    lang: str = ""
    is_untranslated: bool = False


def find_practice(reader: Reader, slug: str) -> Practice:
    """The practice whose page the reader may open.

    Raises `Http404` for what they may not know of, and `TakenDown` for what was public once.
    """
    everything = Practice.objects.with_page().with_follow(reader)
    found = everything.visible_to(reader).filter(slug=slug).first()
    if found is not None:
        return found
    if Practice.objects.taken_down_for(reader).filter(slug=slug).exists():
        raise TakenDown
    raise Http404


@dataclass(frozen=True)
class PracticePage:
    """What is shown: the approved text, or the open draft of a practice never published."""

    practice: Practice
    revision: Revision
    way: Sequence[Stop]  # through all regions
    reader: Reader
    language: str = ""  # in which it was asked for

    @classmethod
    def of(cls, practice: Practice, reader: Reader, language: str = "") -> Self:
        """One query: the way through the regions."""
        revision = practice.published_revision or _open_revision(practice, reader)
        way = [] if practice.published_revision_id is None else stops_of(practice, reader)
        return cls(practice, revision, way, reader, language)

    @property
    def original(self) -> Content:
        """The words as they were written; the practice's own once it was published."""
        return self.revision if self.is_draft else self.practice

    @cached_property
    def text(self) -> Content:
        """The words in the language that was asked for, as far as they were translated."""
        translation = self.translation
        return in_language(self.original, translation) if translation else self.original

    @cached_property
    def translation(self) -> Translation | None:
        """The second language version, if that is what is shown."""
        known = translation_of(self.revision)
        return known if known is not None and known.language == self.language else None

    @cached_property
    def languages(self) -> Languages:
        return Languages.of(self.revision, self.original)

    @property
    def alternates(self) -> list[tuple[str, str]]:
        """For search engines: each language of the text with its address."""
        if not self.languages.second:
            return []
        address, second = absolute(self.practice.get_absolute_url()), self.languages.second
        return [(self.languages.language, address), (second, f"{address}?lang={second}")]

    @property
    def page_language(self) -> str:
        return get_language() or ""

    @property
    def is_theirs(self) -> bool:
        """Whether the reader is of the partner that contributed it."""
        return self.practice.partner_id in self.reader.partner_ids

    @property
    def is_draft(self) -> bool:
        return self.practice.published_revision_id is None

    @property
    def is_hidden_from_search_engines(self) -> bool:
        return not self.practice.is_published or self.practice.archived_at is not None

    @property
    def title(self) -> Title:
        return Title.of(self.text.title)

    @property
    def lang(self) -> str:
        """The language of the title and the text, where it is not the language of the page."""
        shown = self.translation.language if self.translation else self.original.language
        return "" if shown == get_language() else shown

    @property
    def original_lang(self) -> str:
        """The same for what nobody translates: statements, requirements, sources."""
        written = self.original.language
        return "" if written == get_language() else written

    @property
    def summary_lang(self) -> str:
        return self._lang_of("summary")

    @property
    def resources_lang(self) -> str:
        return self._lang_of("resources")

    def _lang_of(self, field: str) -> str:
        is_translated = self.translation is None or bool(getattr(self.translation, field, ""))
        return self.lang if is_translated else self.original_lang

    @property
    def place(self) -> str:
        return place_of(self.text)

    @property
    def age(self) -> str:
        """When the owner last stood for it, or that nobody has for long."""
        return "" if self.is_draft else age_in_words(self.practice, clock.today())

    @property
    def asks_owner(self) -> bool:
        """Whether this reader is asked if it is still true."""
        practice = self.practice
        is_theirs = not self.is_draft and practice.partner_id in self.reader.partner_ids
        is_open = is_asked(practice) or is_ageing(practice, clock.today())
        return is_theirs and is_open and not answer_blockers(practice)

    @property
    def period(self) -> str:
        return capfirst(period_of(self.text))

    @property
    def period_in_words(self) -> str:
        """What the source says about the time, where the dates do not say it in its words."""
        words = self.text.period_text
        said = {period_of(self.text).casefold(), years_of(self.text).casefold()}
        adds_something = words.casefold() not in said and any(map(str.isalpha, words))
        return words if adds_something else ""

    @property
    def tags(self) -> Sequence[Mapping[str, str]]:
        return [] if self.is_draft else self.practice.tag_labels

    @property
    def tag_names(self) -> Sequence[str]:
        """Of a draft: its tags do not exist before it is published."""
        return self.revision.tag_names if self.is_draft else []

    @property
    def industries(self) -> Sequence[Mapping[str, str]]:
        """Code and name; those of a draft are looked up."""
        if not self.is_draft:
            return self.practice.industry_labels
        chosen = Industry.objects.filter(code__in=self.revision.industry_codes)
        return [{"code": each.code, "name": each.name} for each in chosen]

    @property
    def answers(self) -> list[PublicAnswer]:
        """What people asked the owner, as far as everybody may read it."""
        return [PublicAnswer.of(row) for row in getattr(self.practice, "answer_rows", ())]

    @cached_property
    def statements(self) -> Sequence[EvidenceStatement]:
        """The evidence of success, line by line; of a draft one query."""
        rows = None if self.is_draft else getattr(self.practice, "statement_rows", None)
        if rows is None:
            return list(self.revision.statements.all())
        return [EvidenceStatement(**row | {"dated_on": _day(row["dated_on"])}) for row in rows]

    @cached_property
    def requirements(self) -> Sequence[Requirement]:
        """What it needs, line by line; of a draft one query."""
        rows = None if self.is_draft else getattr(self.practice, "requirement_rows", None)
        if rows is None:
            return list(self.revision.requirements.all())
        return [Requirement(**row) for row in rows]

    @cached_property
    def documents(self) -> Sequence[Document]:
        """What hangs on the text, pictures and files, in their order; of a draft one query."""
        rows = None if self.is_draft else getattr(self.practice, "document_rows", None)
        if rows is None:
            found = list(self.revision.documents.all())
        else:
            found = [Document(**row) for row in rows]
        self.revision.practice = self.practice
        for each in found:
            each.revision = self.revision  # for the addresses
        return found

    @property
    def pictures(self) -> Sequence[Document]:
        return [each for each in self.documents if each.is_picture]

    @property
    def files(self) -> Sequence[Document]:
        return [each for each in self.documents if not each.is_picture]

    @property
    def may_read_history(self) -> bool:
        """P13: the people of the partner, and the coordinator."""
        return self.reader.is_coordinator or self.practice.partner_id in self.reader.partner_ids

    @property
    def tally(self) -> str:
        return tally(stop.status for stop in self.way)

    @property
    def stops(self) -> Sequence[Stop]:
        """The way; of a stub, and for visitors, only once there is something to see."""
        is_waiting = bool(self.reader.is_member or self.reader.is_admin) and not self.text.is_stub
        says_nothing = all(stop.status == NOT_CONSIDERED for stop in self.way) and not is_waiting
        return [] if self.is_draft or says_nothing else self.way

    @cached_property
    def sections(self) -> list[Section]:
        """What the text says, in the order of the form; what it leaves open is left out."""
        sections = [
            self._words("problem", _("Problem addressed"), "problem"),
            self._words("how", _("How it works"), "how_it_works"),
            Section("pictures", _("Pictures"), "pictures"),
            self._words("stakeholders", _("Stakeholders and beneficiaries"), "stakeholders"),
            Section("needs", _("What it needs"), "needs"),
            self._words("resources", _("Resources"), "resources"),
            self._words("evidence", _("Evidence of success"), "evidence", kind="evidence"),
            self._words("challenges", _("Challenges"), "challenges", kind="challenges"),
            self._words("potential", _("Potential for learning or transfer"), "potential"),
            self._words("more", _("Further information"), "further_information"),
            self._words("caveats", _("What is not certain"), "caveats"),
            Section("documents", _("Documents"), "documents"),
            Section("sources", _("Sources"), "sources"),
            Section("classified", _("What we added"), "classified"),
        ]
        return [section for section in sections if self._is_shown(section)]

    def _words(self, anchor: str, heading: str, field: str, kind: str = "text") -> Section:
        """A section of one column of the text, in the language in which that is there."""
        text: str = getattr(self.text, field)
        lang = self._lang_of(field)
        is_missing = bool(self.translation and text) and lang == self.original_lang
        return Section(anchor, heading, kind, text, lang if text else "", is_missing)

    def _is_shown(self, section: Section) -> bool:
        match section.kind:
            case "needs":
                return bool(self.requirements)
            case "pictures":
                return bool(self.pictures)
            case "documents":
                return bool(self.files)
            case "sources":
                return bool(self.text.links)
            case "classified":
                return self.text.is_classified_by_us
            case "evidence" | "challenges":
                return bool(section.text) or not self.text.is_stub
        return bool(section.text)


class OpenPage(PracticePage):
    """The page as it would be with the open text, for those who write and check it.

    To whoever came by a signed link, each document has an address that ends with that link.
    """

    is_draft = True

    @cached_property
    def documents(self) -> Sequence[Document]:
        found = super().documents
        for each in found:
            each.link = document_link(self.reader.link, each) if self.reader.link else None
        return found


def _open_revision(practice: Practice, reader: Reader) -> Revision:
    readable = Revision.objects.visible_to(reader).open().filter(practice=practice)
    found = readable.with_translation().select_related("theme").first()
    if found is None:
        raise Http404
    return found


def _day(text: str | None) -> date | None:
    """A date as the database writes it into JSON."""
    return date.fromisoformat(text) if text else None
