"""Reads what a device sends. A tap that cannot be read stops none of the others."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
from django.utils.timezone import is_aware
from django.utils.translation import gettext_lazy as _

from assessments.actions.answers import MAX_DEVICE, MAX_WORDS
from core.errors import BadInput, TooLarge
from peergroups.room.now import KEPT_LIMIT

AT_ONCE: Final = 200
LONGEST_BODY: Final = 400_000  # bytes: two hundred answers with long words have room
LARGEST: Final = 2**62

ACTS: Final = frozenset({"step", "contest", "seat"})
MAX_LINE: Final = 200  # of a region's next step

UNREADABLE_ACT = _("This cannot be read. Do it again.")
UNREADABLE = _("This answer cannot be read. Open the question and answer again.")
TOO_LONG = _("The text is too long. Use at most 300 characters.")


@dataclass(frozen=True)
class SentTap:
    """One tap as a device sends it; `value` from -2 to 2, or None for "I do not know"."""

    uuid: UUID
    item: int
    round: int | None
    criterion: str
    value: int | None
    made_at: datetime
    sequence: int
    obstacle: str = ""
    comment: str = ""


@dataclass(frozen=True)
class SentAct:
    """What somebody did beside answering: a region's next step, "not my answer", taking a seat."""

    uuid: UUID
    act: str
    made_at: datetime
    item: int | None = None
    round: int | None = None
    rating: int | None = None
    kind: str = ""
    line: str = ""

    @property
    def content(self) -> str:
        """The same only for the same act."""
        told = repr((self.act, self.item, self.round, self.rating, self.kind, self.line))
        return hashlib.sha256(told.encode()).hexdigest()


@dataclass(frozen=True)
class Delivery:
    """`kept`: answers still on the device; `may_show`: of few people; `done`: rounds finished."""

    device: str
    kept: int
    taps: list[SentTap]
    unreadable: list[tuple[UUID, str | Promise]] = field(default_factory=list)
    may_show: bool | None = None
    done: list[int] = field(default_factory=list)
    acts: list[SentAct] = field(default_factory=list)


def read_delivery(body: bytes) -> Delivery:
    """What the body says. Raises `BadInput` when it is no delivery at all."""
    if len(body) > LONGEST_BODY:
        raise TooLarge
    sent = _object(json.loads(body or b"null"))
    device, taps = sent.get("device", ""), sent.get("taps")
    if not isinstance(device, str) or len(device) > MAX_DEVICE or not isinstance(taps, list):
        raise BadInput
    if len(taps) > AT_ONCE:
        raise TooLarge(_("Send at most 200 answers at once."))
    may_show, done = sent.get("may_show"), sent.get("done", [])
    if may_show not in (None, True, False) or not isinstance(done, list) or len(done) > AT_ONCE:
        raise BadInput
    delivery = Delivery(
        device=device,
        kept=min(_whole(sent.get("kept", 0)), KEPT_LIMIT),
        taps=[],
        may_show=may_show,
        done=[_whole(each) for each in done],
    )
    for each in taps:
        _read_into(delivery, _object(each))
    acts = sent.get("acts", [])
    if not isinstance(acts, list) or len(acts) > AT_ONCE:
        raise BadInput
    for each in acts:
        _read_act_into(delivery, _object(each))
    return delivery


def _read_act_into(delivery: Delivery, sent: dict[str, Any]) -> None:
    uuid = _uuid(sent.get("uuid"))
    try:
        delivery.acts.append(_act(uuid, sent))
    except BadInput:
        delivery.unreadable.append((uuid, UNREADABLE_ACT))


def _act(uuid: UUID, sent: dict[str, Any]) -> SentAct:
    act, kind = sent.get("act"), sent.get("kind", "")
    if act not in ACTS or not isinstance(kind, str) or len(kind) > MAX_DEVICE:
        raise BadInput
    named = {
        name: None if sent.get(name) is None else _whole(sent[name])
        for name in ("item", "round", "rating")
    }
    return SentAct(
        uuid=uuid,
        act=str(act),
        made_at=_moment(sent.get("made_at")),
        kind=kind,
        line=" ".join(_words(sent.get("line", "")).split())[:MAX_LINE],
        **named,
    )


def _read_into(delivery: Delivery, sent: dict[str, Any]) -> None:
    uuid = _uuid(sent.get("uuid"))
    try:
        tap = _tap(uuid, sent)
    except BadInput as bad:
        sentence = bad.reasons[0]
        delivery.unreadable.append(
            (uuid, UNREADABLE if sentence is BadInput.sentence else sentence)
        )
    else:
        delivery.taps.append(tap)


def _tap(uuid: UUID, sent: dict[str, Any]) -> SentTap:
    value, round_ = sent.get("value"), sent.get("round")
    obstacle, comment = _words(sent.get("obstacle", "")), _words(sent.get("comment", ""))
    if "value" not in sent or not (value is None or (_is_whole(value) and -2 <= value <= 2)):
        raise BadInput
    criterion = sent.get("criterion")
    if not isinstance(criterion, str) or len(criterion) > MAX_DEVICE:
        raise BadInput
    return SentTap(
        uuid=uuid,
        item=_whole(sent.get("item")),
        round=None if round_ is None else _whole(round_),
        criterion=criterion,
        value=value,
        made_at=_moment(sent.get("made_at")),
        sequence=_whole(sent.get("sequence", 0)),
        obstacle=obstacle,
        comment=comment,
    )


def _object(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise BadInput
    return value


def _uuid(value: Any) -> UUID:
    """Without it the device could not be told what became of the tap."""
    if not isinstance(value, str) or len(value) != 36:
        raise BadInput
    try:
        return UUID(value)
    except ValueError:
        raise BadInput from None


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _whole(value: Any) -> int:
    if not _is_whole(value) or not 0 <= value <= LARGEST:
        raise BadInput
    return int(value)


def _words(value: Any) -> str:
    if not isinstance(value, str):
        raise BadInput
    if len(value) > MAX_WORDS:
        raise BadInput(TOO_LONG)
    return value


def _moment(value: Any) -> datetime:
    if not isinstance(value, str) or len(value) > MAX_DEVICE:
        raise BadInput
    try:
        moment = parse_datetime(value)
    except ValueError:
        moment = None
    if moment is None or not is_aware(moment):
        raise BadInput
    return moment


def read_kept(header: str) -> int:
    """How many answers a device says it keeps; none when it says nothing sensible."""
    return min(int(header[:9]), KEPT_LIMIT) if header.isascii() and header.isdecimal() else 0
