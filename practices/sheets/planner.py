"""The dry run itself: each row is compared with the catalogue. Nothing is written here."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from practices.rules import (
    NO_TITLE,
    Reasons,
    completeness_gaps,
    edit_blockers,
    propose_blockers,
    text_refusals,
)
from practices.sheets.cells import bare, reference, same
from practices.sheets.columns import COLUMNS, TITLE, Patch, cells_of, patched
from practices.sheets.corrections import HEADINGS
from practices.sheets.entries import NOTES, PARTNER, SLUG, VERSION, Entry
from practices.sheets.excerpts import excerpt
from practices.sheets.files import CELL_FAULTS, Row, Table
from practices.sheets.headings import Headings, headings_of
from practices.sheets.names import Names
from practices.sheets.plan import Plan, PlannedRow, Would
from practices.sheets.rules import import_for_refusals
from practices.sheets.shelf import Held, Partners, Shelf
from practices.sheets.whole import derived, whole_problems
from practices.upkeep.confirming import entering_refusals, is_entry
from practices.writing.manuscript import Manuscript
from regions.models import Partner
from regions.names import sort_key
from regions.reader import Reader

SHOWN: int = 40  # characters of a cell that cannot be read
type Cells = Mapping[str, str]
type Watch = Callable[[Sequence[Row]], Iterable[Row]]


def plan_of(table: Table, *, partner: Partner, by: Reader, watch: Watch = iter) -> Plan:
    """What each row would do for this person; rows that name no partner are for `partner`.

    `watch` sees them go by, one after the other.

    Raises `BadInput` where the headings as a whole cannot be used.
    """
    headings = headings_of(table.headings)
    planner = Planner.for_table(table, headings, partner, by)
    rows = [planner.planned(row) for row in watch(table.rows)]
    refuse_repeated(rows)
    named = [(headings.texts[key], HEADINGS[key]) for key in headings.places if key in HEADINGS]
    return Plan(rows, named, headings.unknown)


@dataclass(frozen=True)
class Planner:
    """Everything that the rows are compared with, fetched once."""

    headings: Headings
    partner: Partner
    by: Reader
    names: Names
    shelf: Shelf
    partners: Partners
    empty: Cells

    @classmethod
    def for_table(cls, table: Table, headings: Headings, partner: Partner, by: Reader) -> Self:
        def column(key: str) -> list[str]:
            place = headings.places.get(key)
            return [] if place is None else [bare(row.cells[place]).strip() for row in table.rows]

        tags = {word for cell in column("tags") for word in re.split("[,;\n]", cell) if word}
        names = Names.for_reader(by, tags)
        shelf = Shelf.of(column(SLUG), column(TITLE.key), names, by)
        partners = Partners.for_reader(by)
        empty = cells_of(Manuscript({}), names)
        return cls(headings, partner, by, names, shelf, partners, empty)

    def planned(self, row: Row) -> PlannedRow:
        """What the row would do."""
        cells = {key: bare(row.cells[place]) for key, place in self.headings.places.items()}
        faults = [
            str(CELL_FAULTS[code]) % {"cell": reference(place, row.number)}
            for place, code in row.faults.items()
            if place in self.headings.places.values()
        ]
        slug = cells.get(SLUG, "").strip()
        title = " ".join(cells.get(TITLE.key, "").split()) or slug
        planned = PlannedRow(row.number, Would.CANNOT, title[:100], slug, problems=faults)
        if not slug:
            self._new(planned, row, cells)
        elif held := self.shelf.by_slug.get(slug):
            self._existing(planned, row, cells, held)
        else:
            planned.problems.append(
                _(
                    "No practice has the slug “%(slug)s”. Correct it, or clear the cell to begin a "
                    "new practice."
                )
                % {"slug": slug[:SHOWN]}
            )
        if planned.problems:
            planned.would = Would.CANNOT
        return planned

    def _new(self, planned: PlannedRow, row: Row, cells: Cells) -> None:
        planned.would = Would.NEW
        partner = self._partner(planned, row, cells)
        if not cells.get(TITLE.key, "").strip():
            planned.problems.append(str(NO_TITLE))
        patch = self._patch(planned, row, cells, self.empty)
        text = patched(Manuscript({}), patch)
        text = patched(text, derived(patch, text))
        planned.problems += whole_problems(text, {"starts", "ends"})
        planned.partner, planned.text = partner, text
        if partner is not None:
            self._about_new(planned, partner, text)
        self._name_unread(planned, cells, Entry("", "", text))

    def _partner(self, planned: PlannedRow, row: Row, cells: Cells) -> Partner | None:
        """The one that the row names, else the one of the whole file; None cannot be."""
        named = cells.get(PARTNER, "").strip()
        partner = self.partners.named(named) if named else self.partner
        if partner is None:
            self._suggest(planned, named)
            return None
        refused = import_for_refusals(self.by, partner)
        planned.problems += [str(each) for each in refused]
        return None if refused else partner

    def _suggest(self, planned: PlannedRow, named: str) -> None:
        """Name the partner that was meant, perhaps: the page offers to use it."""
        if near := self.partners.nearest(named):
            planned.suggests = (named, near)
            sentence = _("No partner has the name “%(name)s”. Did you mean “%(near)s”?")
        else:
            sentence = _("No partner has the name “%(name)s”. Choose from the template.")
        planned.problems.append(sentence % {"name": named[:SHOWN], "near": near})

    def _about_new(self, planned: PlannedRow, partner: Partner, text: Manuscript) -> None:
        """What the page says of a new practice, and what it collides with."""
        for each in self.shelf.titles.get(sort_key(text["title"]), []):
            if each.partner_id == partner.pk:
                planned.problems.append(
                    _(
                        "%(partner)s has a practice of this title. Write “%(slug)s” under “Slug” "
                        "to change that one, or choose another title."
                    )
                    % {"partner": partner.short, "slug": each.slug}
                )
            else:
                planned.notes.append(
                    _("%(partner)s has a practice of this title, too.")
                    % {"partner": each.partner.short}
                )
        planned.says = _("Draft for %(region)s.") % {"region": partner.region}
        if text["theme_id"]:
            theme = self.names.themes.word(str(text["theme_id"]))
            planned.says += " " + _("Theme: %(theme)s.") % {"theme": theme}
        self._name_entry(planned, partner)
        if missing := len(completeness_gaps(text)):
            planned.notes.append(
                ngettext(
                    "%(n)s thing is missing before it can be submitted.",
                    "%(n)s things are missing before it can be submitted.",
                    missing,
                )
                % {"n": missing}
            )

    def _name_entry(self, planned: PlannedRow, partner: Partner) -> None:
        """P06: what the coordinator writes for others."""
        if is_entry(self.by, partner):
            planned.notes.append(
                _("Entered for %(partner)s: it counts once they have confirmed it.")
                % {"partner": partner.short}
            )

    def _existing(self, planned: PlannedRow, row: Row, cells: Cells, held: Held) -> None:
        practice = held.practice
        planned.slug, planned.practice, planned.draft = practice.slug, practice, held.draft
        planned.partner = practice.partner
        planned.title = planned.title if cells.get(TITLE.key) else held.text["title"]
        self._refuse_other_partner(planned, cells, held)
        if self._says_the_same(cells, held.cells) or self._says_the_same(cells, held.public_cells):
            planned.would = Would.SAME
        else:
            self._change(planned, row, cells, held)
        entry = Entry.of_public(practice) if held.public else Entry("", "", held.text)
        self._name_unread(planned, cells, entry)

    def _says_the_same(self, cells: Cells, known: Cells) -> bool:
        return bool(known) and all(
            same(cells[column.key], known[column.key]) for column in COLUMNS if column.key in cells
        )

    def _refuse_other_partner(self, planned: PlannedRow, cells: Cells, held: Held) -> None:
        named, partner = cells.get(PARTNER, "").strip(), held.practice.partner
        if named and not same(named, partner.short) and self.partners.named(named) != partner:
            planned.problems.append(
                _("This practice belongs to %(partner)s and stays there. Correct “Partner”.")
                % {"partner": partner.short}
            )

    def _change(self, planned: PlannedRow, row: Row, cells: Cells, held: Held) -> None:
        if TITLE.key in cells and not cells[TITLE.key].strip():
            planned.problems.append(str(NO_TITLE))
        patch = self._patch(planned, row, cells, held.cells)
        text = patched(held.text, patch)
        text = patched(text, derived(patch, text))
        became = cells_of(text, self.names)
        changed = [column for column in COLUMNS if became[column.key] != held.cells[column.key]]
        planned.changes = [
            (column.heading, *excerpt(held.cells[column.key], became[column.key]))
            for column in changed
        ]
        planned.problems += whole_problems(text, {column.key for column in changed})
        planned.text = text
        planned.would = Would.CHANGE if changed else Would.SAME
        if changed:
            planned.problems += [str(each) for each in self._change_blockers(cells, held)]
            planned.notes.append(
                _("Changes the draft.")
                if held.draft
                else _("Begins a new version; the page stays as it is until it is approved.")
            )
            self._name_entry(planned, held.practice.partner)

    def _change_blockers(self, cells: Cells, held: Held) -> Reasons:
        """What stands against changing this practice now."""
        practice, draft = held.practice, held.draft
        is_written = practice.pk in self.shelf.in_writing
        refused = import_for_refusals(self.by, practice.partner) or (
            text_refusals(self.by, draft)
            if draft is not None
            else entering_refusals(self.by, practice.partner)
        )
        blocked = refused or (
            edit_blockers(draft)
            if draft is not None
            else propose_blockers(practice, has_open=is_written)
        )
        return blocked or self._version_blockers(cells.get(VERSION, "").strip(), held)

    def _version_blockers(self, version: str, held: Held) -> Reasons:
        """Who works upon an older text would undo what was written since."""
        now, public = held.versions()
        if not version or version == now:
            return []
        if held.draft is not None and version == public:
            return [
                _(
                    "A new version of this text is being written. Export the drafts and change "
                    "that one, so that nothing is lost."
                )
            ]
        return [
            _(
                "The text was changed after this file was made. Export it again, so that nothing "
                "newer is lost."
            )
        ]

    def _patch(self, planned: PlannedRow, row: Row, cells: Cells, known: Cells) -> Patch:
        """The values of the cells that differ from what is known; problems go to the row."""
        patch: Patch = {}
        for column in COLUMNS:
            cell = cells.get(column.key)
            if cell is None or same(cell, known[column.key]):
                continue
            try:
                patch |= column.read(cell.strip(), self.names)
            except ValidationError as error:
                place = self.headings.places[column.key]
                planned.problems.append(
                    _problem(reference(place, row.number), column.heading, cell, error)
                )
        return patch

    def _name_unread(self, planned: PlannedRow, cells: Cells, entry: Entry) -> None:
        """Say which cells for information hold something else than we would write there."""
        unread = [
            note.heading
            for note in NOTES
            if note.key not in {VERSION, "address"}
            and cells.get(note.key, "").strip() not in {"", "no", note.write(entry)}
        ]
        if unread:
            listed = ", ".join(f"“{each}”" for each in unread)
            planned.notes.append(
                _("For information only, not read: %(names)s.") % {"names": listed}
            )


def _problem(cell: str, heading: str, text: str, error: ValidationError) -> str:
    shown = " ".join(text.split())
    shown = shown if len(shown) <= SHOWN else f"{shown[:SHOWN]}…"
    return _("Cell %(cell)s, “%(heading)s”, holds “%(text)s”. %(said)s") % {
        "cell": cell,
        "heading": heading,
        "text": shown,
        "said": " ".join(error.messages),
    }


def refuse_repeated(rows: list[PlannedRow]) -> None:
    """Two rows about one practice, or two new ones of one title: which is meant is not known."""
    seen: dict[tuple[str, str], list[PlannedRow]] = defaultdict(list)
    for row in rows:
        if row.practice is not None:
            seen["slug", row.practice.slug].append(row)
        elif not row.slug and row.title:
            partner = str(row.partner.pk) if row.partner else ""
            seen[f"title {partner}", sort_key(row.title)].append(row)
    for (what, _key), found in seen.items():
        if len(found) > 1:
            sentence = (
                _("The slug stands in row %(row)s too. Keep one of them.")
                if what == "slug"
                else _("The title stands in row %(row)s too. Keep one of them.")
            )
            for row in found:
                other = next(each for each in found if each is not row)
                row.problems.append(sentence % {"row": other.number})
                row.would = Would.CANNOT
