"""The page of a comparison: its columns and lines."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.ui.words import capital, joined, number_word
from practices.finding.cards import Title, origin_of, period_of, place_of
from practices.finding.strip import statuses_of, words_for_none
from practices.models import Practice, RequirementKind
from practices.querysets import NOT_CONSIDERED, transfers_of
from practices.side_by_side.cells import (
    Cell,
    Line,
    Needs,
    Part,
    Shown,
    evidence_of,
    excerpt_of,
    kind_of,
    lang_of,
    listed,
    requirements_of,
)
from practices.side_by_side.picks import FEWEST, picking, query_of
from regions.models import Region
from regions.reader import Reader

type Panels = Iterable[tuple[str, Mapping[int, Any]]]


@dataclass(frozen=True)
class Column:
    """The head of a practice's column."""

    practice: Practice
    title: Title
    lang: str
    place: str
    url_without: str


@dataclass(frozen=True)
class Comparison:
    """All that the page shows. The practices come with `with_page()`, in the order asked for."""

    practices: Sequence[Practice]
    regions: Sequence[Region]
    reader: Reader
    panels: Panels
    only_differences: bool = False

    @classmethod
    def of(
        cls, practices: Sequence[Practice], reader: Reader, panels: Panels, *, only: bool
    ) -> Self:
        """Four queries more: statements, requirements, transfers, regions."""
        parts = ("published_revision__statements", "published_revision__requirements")
        prefetch_related_objects(practices, *parts, transfers_of(reader))
        regions = list(Region.objects.visible_to(reader).active().in_strip_order())
        return cls(practices, regions, reader, panels, only)

    @property
    def heading(self) -> str:
        return _("%(n)s practices side by side") % {"n": capital(number_word(len(self.practices)))}

    @property
    def said(self) -> str:
        """What is the same, and how much differs."""
        lines = [line for part in self.all_parts for line in part.lines]
        same = [line.heading for line in lines if line.is_same]
        differing = {"n": len(lines) - len(same), "all": len(lines)}
        sentences = [_("They differ in %(n)s of %(all)s lines.") % differing]
        if same:
            names = joined([heading[:1].lower() + heading[1:] for heading in same])
            sentences.insert(0, _("They share: %(lines)s.") % {"lines": names})
        return " ".join(sentences)

    @property
    def same_in_all(self) -> str:
        number = len(self.practices)
        if number == FEWEST:
            return _("the same in both")
        return _("the same in all %(n)s") % {"n": number_word(number)}

    @property
    def add(self) -> str:
        """The words of the link to one more; empty where there is no room."""
        return {2: _("Add a third"), 3: _("Add a fourth")}.get(len(self.practices), "")

    @property
    def url_add(self) -> str:
        return picking(each.slug for each in self.practices)

    @property
    def query(self) -> str:
        return query_of(each.slug for each in self.practices)

    @property
    def columns(self) -> list[Column]:
        return [
            Column(
                each,
                Title.of(each.title),
                lang_of(each),
                origin_of(each),
                self._without(each),
            )
            for each in self.practices
        ]

    def _without(self, practice: Practice) -> str:
        """The comparison of the others; where one would be left, the list to choose another."""
        others = [each.slug for each in self.practices if each is not practice]
        if len(others) < FEWEST:
            return picking(others)
        return f"{reverse('practice_compare')}?{query_of(others)}"

    @property
    def none(self) -> str:
        return words_for_none(self.reader)

    @property
    def parts(self) -> list[Part]:
        if not self.only_differences:
            return self.all_parts
        differing = [
            Part(part.heading, [line for line in part.lines if not line.is_same])
            for part in self.all_parts
        ]
        return [part for part in differing if part.lines]

    @cached_property
    def all_parts(self) -> list[Part]:
        """What no practice says anything about is left out."""
        parts = [
            Part(_("At a glance"), self._at_a_glance()),
            Part(_("What it is"), self._what_it_is()),
            Part(_("What it needs"), self._needs()),
            Part(_("Where it travels"), self._travels()),
        ]
        return [part for part in parts if part.lines]

    def _texts(self, heading: str, text_of: Callable[[Practice], str | Cell]) -> list[Line]:
        texts = map(text_of, self.practices)
        cells = [Cell(each) if isinstance(each, str) else each for each in texts]
        return [Line(heading, "text", cells)] if any(cell.text for cell in cells) else []

    def _at_a_glance(self) -> list[Line]:
        themes = [Shown(each.theme, each.theme_id) for each in self.practices]
        return [
            *([Line(_("Theme"), "theme", themes)] if any(each.key for each in themes) else []),
            *self._texts(_("Level"), lambda each: each.get_level_display()),
            *self._texts(_("Owner"), lambda each: each.organisation),
            *self._texts(_("Place"), place_of),
            *self._texts(_("Running"), lambda each: capital(period_of(each))),
            *self._texts(_("Kind"), kind_of),
            *self._texts(_("Maturity"), lambda each: each.get_maturity_display()),
            *self._texts(_("Fields of strength"), lambda each: listed(each.industry_labels)),
            *self._texts(_("Tags"), lambda each: listed(each.tag_labels)),
        ]

    def _what_it_is(self) -> list[Line]:
        return [
            *self._texts(_("Short line"), lambda each: Cell(each.summary, lang=lang_of(each))),
            *self._texts(_("Problem"), lambda each: excerpt_of(each, each.problem, "problem")),
            *self._texts(
                _("How it works"), lambda each: excerpt_of(each, each.how_it_works, "how")
            ),
            *self._texts(_("Evidence of success"), evidence_of),
            *self._texts(
                _("Challenges"), lambda each: excerpt_of(each, each.challenges, "challenges")
            ),
            *self._texts(
                _("Resources"), lambda each: excerpt_of(each, each.resources, "resources")
            ),
        ]

    def _needs(self) -> list[Line]:
        by_practice = [requirements_of(each) for each in self.practices]
        needed = {each.kind for requirements in by_practice for each in requirements}
        return [
            Line(
                str(kind.label),
                "needs",
                [
                    Needs([one for one in each if one.kind == kind], is_stated=bool(each))
                    for each in by_practice
                ],
            )
            for kind in RequirementKind
            if kind in needed
        ]

    def _travels(self) -> list[Line]:
        ways = [statuses_of(each) for each in self.practices]
        strips = [Shown(each, way) for each, way in zip(self.practices, ways, strict=True)]
        heading = ngettext("%(n)s region", "%(n)s regions", len(self.regions))
        words = capital(number_word(len(self.regions)))
        lines = [Line(heading % {"n": words}, "strip", strips)] if self.regions else []
        if self.reader.partner is not None:
            region = self.reader.partner.region
            here = [way.get(region.pk, NOT_CONSIDERED) for way in ways]
            lines.append(
                Line(_("In %(region)s") % {"region": region}, "status", [Shown(s, s) for s in here])
            )
        return lines + [line for panel in self.panels for line in self._from_above(*panel)]

    def _from_above(self, template: str, contents: Mapping[int, Any]) -> list[Line]:
        """A line of an app above: each content has a `heading` and a `key` to compare by."""
        if not contents:
            return []
        heading = next(iter(contents.values())).heading
        cells = [
            Shown(content, content.key if content else None, template)
            for content in (contents.get(each.pk) for each in self.practices)
        ]
        return [Line(heading, "panel", cells)]
