"""The minutes as a row of headings, paragraphs, lists and tables: what PDF and DOCX draw."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.ui import dates
from peergroups.minutes.content import Content
from peergroups.minutes.sentences import middle, why_it_moved
from peergroups.models import AmendmentState, StepKind
from regions.models import Level

SIGNS = {-2: "−−", -1: "−", 0: "0", 1: "+", 2: "++"}


@dataclass(frozen=True)
class Block:
    """One piece; of a table the first row heads. `kind`: heading, text, small, list or table."""

    kind: str
    text: str = ""
    level: int = 0
    items: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = field(default_factory=tuple)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def blocks_of(content: Content, sha256: str) -> list[Block]:
    """All that the page says, in its order."""
    return [*_short(content), *_attendance(content), *_practices(content), *_end(content, sha256)]


def title_of(content: Content) -> str:
    return _("Minutes: %(session)s") % {"session": content["title"]}


def head_of(content: Content) -> str:
    """When, where, host and moderators in one line."""
    parts = [
        when(content),
        content["place"],
        _("host: %(region)s") % {"region": content["host"]} if content["host"] else "",
        _("moderators: %(people)s") % {"people": "; ".join(content["moderators"])}
        if content["moderators"]
        else "",
    ]
    return " · ".join(each for each in parts if each)


def when(content: Content) -> str:
    days = dates.days(_date(content["starts_on"]), _date(content["ends_on"]))
    hours = " – ".join(each for each in (content["starts_at"], content["ends_at"]) if each)
    return f"{days}, {hours}" if hours else days


def _date(iso: str) -> date:
    return date.fromisoformat(iso)


def day_of(iso: str) -> str:
    return dates.day(_date(iso)) if iso else "–"


def _texts(text: str) -> Iterator[Block]:
    for paragraph in text.replace("\r\n", "\n").split("\n\n"):
        if paragraph.strip():
            yield Block("text", paragraph.strip())


def _short(content: Content) -> Iterator[Block]:
    yield Block("heading", _("In short"), 1)
    yield from _texts(content["short"]["text"] or content["short"]["said"])


def _attendance(content: Content) -> Iterator[Block]:
    attendance = content["attendance"]
    yield Block("heading", _("Who was there"), 1)
    yield Block("text", levels_line(attendance))
    yield from _texts(attendance["text"])
    rows = [[_("Region"), _("Who was there")]]
    for region in attendance["regions"]:
        levels = ", ".join(str(Level(each).label) for each in region["levels"])
        rows.append([region["name"], levels])
    if len(rows) > 1:
        yield Block("table", _("People by region and level"), rows=rows)


def levels_line(attendance: Content) -> str:
    """21 people: 7 policy makers, 8 intermediaries, 6 practitioners."""
    people = ngettext("%(n)s person", "%(n)s people", attendance["people"])
    counted = {each["level"]: each["count"] for each in attendance["levels"]}
    names = [
        ngettext("%(n)s policy maker", "%(n)s policy makers", counted[Level.POLICY_MAKER]),
        ngettext("%(n)s intermediary", "%(n)s intermediaries", counted[Level.INTERMEDIARY]),
        ngettext("%(n)s practitioner", "%(n)s practitioners", counted[Level.PRACTITIONER]),
    ]
    parts = [
        words % {"n": counted[level]}
        for level, words in zip(
            (Level.POLICY_MAKER, Level.INTERMEDIARY, Level.PRACTITIONER), names, strict=True
        )
    ]
    return f"{people % {'n': attendance['people']}}: {', '.join(parts)}."


def rounds_line(practice: Content) -> str:
    """Round 1 opened 10:05, closed 10:12, shown 10:13."""
    said = []
    for each in practice["rounds"]:
        words = [
            _("opened %(time)s") % {"time": each["opened_at"][11:]},
            _("closed %(time)s") % {"time": each["closed_at"][11:]} if each["closed_at"] else "",
            _("shown %(time)s") % {"time": each["shown_at"][11:]} if each["shown_at"] else "",
        ]
        told = ", ".join(word for word in words if word)
        said.append(_("Round %(n)s: %(told)s.") % {"n": each["number"], "told": told})
    return " ".join(said)


def _practices(content: Content) -> Iterator[Block]:
    for practice in content["practices"]:
        origin = practice["origin"]
        yield Block("heading", f"{practice['title']}{f', {origin}' if origin else ''}", 1)
        yield Block("text", practice["said"])
        yield from _texts(practice["text"])
        if practice["rounds"]:
            yield Block("small", rounds_line(practice))
        yield from _answers(practice)
        yield from _shifts(practice)
        yield from _obstacles(practice)
        yield from _steps(practice)


def _answers(practice: Content) -> Iterator[Block]:
    if practice["lines"] and practice["regions"]:
        yield Block("heading", _("Answers by region"), 2)
        rows = [[_("Question"), *practice["regions"], _("Middle answers")]]
        for line in practice["lines"]:
            cells = [cell_words(cell) for cell in line["cells"]]
            rows.append([line["question"], *cells, span_words(line)])
        yield Block("table", _("Answers by region, one sign per person"), rows=rows)
        yield Block("small", _("−− strong barrier, − barrier, 0 neutral, + driver,"
                               " ++ strong driver, ? I do not know."))  # fmt: skip  # one sentence
    if practice["hidden"]:
        yield Block("small", hidden_line(practice))
    if practice["silent"]:
        said = _("Nobody answered: %(regions)s.")
        yield Block("small", said % {"regions": ", ".join(practice["silent"])})


def hidden_line(practice: Content) -> str:
    said = _(
        "Not shown, because few people answered and did not all agree to be shown: %(regions)s."
    )
    return said % {"regions": ", ".join(practice["hidden"])}


def cell_words(cell: Content) -> str:
    given = [SIGNS[value] for value in cell["values"]] + ["?"] * cell["unknown"]
    flag = f" ({_('obstacle')})" if cell["has_obstacle"] else ""
    return f"{'  '.join(given) or '·'}{flag}"


def span_words(line: Content) -> str:
    if line["lowest"] is None:
        return "–"
    if line["lowest"] == line["highest"]:
        return middle(line["lowest"])
    words = {"low": middle(line["lowest"]), "high": middle(line["highest"])}
    return _("%(low)s to %(high)s") % words


def _shifts(practice: Content) -> Iterator[Block]:
    if not practice["shifts"]:
        return
    yield Block("heading", _("What moved between the rounds"), 2)
    rows = [[_("Question"), _("First round"), _("Last round"), _("Why, as said in the room")]]
    for each in practice["shifts"]:
        moved = [middle(each["first"]), middle(each["last"]), why_it_moved(each)]
        rows.append([each["question"], *moved])
    yield Block("table", _("Shifts between the rounds, middle answers"), rows=rows)


def _obstacles(practice: Content) -> Iterator[Block]:
    if practice["obstacles"]:
        yield Block("heading", _("Obstacles"), 2)
        said = [f"{each['region']}: {each['text']}" for each in practice["obstacles"]]
        yield Block("list", items=said)


def _steps(practice: Content) -> Iterator[Block]:
    if practice["steps"]:
        yield Block("heading", _("Next steps by region"), 2)
        rows = [[_("Region"), _("Next step"), _("In one line"), _("Chosen by")]]
        for each in practice["steps"]:
            label = str(StepKind(each["kind"]).label)
            rows.append([each["region"], label, each["line"], each["who"]])
        yield Block("table", _("Next steps by region"), rows=rows)


def _end(content: Content, sha256: str) -> Iterator[Block]:
    if content["follow_ups"]:
        yield Block("heading", _("To do"), 1)
        rows = [[_("What"), _("Who"), _("By when"), _("Done on")]]
        for each in content["follow_ups"]:
            days = [day_of(each["until"]), day_of(each["done_on"])]
            about = each.get("practice")  # minutes confirmed before it was asked lack it
            what = f"{each['what']} ({about})" if about else each["what"]
            rows.append([what, each["who"], *days])
        yield Block("table", _("Follow-ups"), rows=rows)
    if content["notes"]:
        yield Block("heading", _("Notes"), 1)
        yield from _texts(content["notes"])
    if content["amendments"]:
        yield Block("heading", _("Amendments"), 1)
        yield Block("list", items=[amendment_line(each) for each in content["amendments"]])
    yield Block("heading", _("This version"), 1)
    for line in version_lines(content, sha256):
        yield Block("small", line)


def amendment_line(amendment: Content) -> str:
    state = str(AmendmentState(amendment["state"]).label)
    answer = f": {amendment['answer']}" if amendment["answer"] else ""
    return f"{amendment['who']}, {day_of(amendment['on'])}: {amendment['text']} ({state}{answer})"


def version_lines(content: Content, sha256: str) -> list[str]:
    """Which version, where it stands, its fingerprint, and what it corrects."""
    lines = [
        _("Version %(n)s, %(address)s") % {"n": content["version"], "address": content["address"]}
    ]
    if content["replaces"]:
        lines.append(
            _("It corrects version %(version)s with the fingerprint %(sha256)s.")
            % content["replaces"]
        )
    if sha256:
        lines.append(_("Confirmed. Fingerprint (SHA-256): %(sha256)s") % {"sha256": sha256})
    else:
        lines.append(_("Not confirmed yet: this can still change."))
    return lines
