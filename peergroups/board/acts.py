"""Reads what a board brings that was without a network: acts in the order they were done."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware

from core.errors import BadInput, TooLarge
from peergroups.actions.notes import MAX_NOTES

AT_ONCE: Final = 100
LONGEST_BODY: Final = 600_000  # bytes
LARGEST: Final = 2**62
ACTS: Final = frozenset(
    {"open", "close", "reopen", "reveal", "second", "next", "notes"}
    | {"opening", "closing", "pause", "resume"}
)


@dataclass(frozen=True)
class SentAct:
    """`item` or `round` say about what; `text` and `base` are those of notes.

    `meant`: the round that was found to be meant where the board could not name it.
    """

    uuid: UUID
    act: str
    item: int | None
    round: int | None
    made_at: datetime
    text: str = ""
    base: str = ""
    meant: int | None = None

    @property
    def content(self) -> str:
        """The same only for the same act."""
        told = repr((self.act, self.item, self.round, self.made_at, self.text))
        return hashlib.sha256(told.encode()).hexdigest()


def read_acts(body: bytes) -> list[SentAct]:
    """Raises `BadInput` when something in it is none; then nothing is done."""
    if len(body) > LONGEST_BODY:
        raise TooLarge
    try:
        sent = json.loads(body)
        acts = sent["acts"]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise BadInput from error
    if not isinstance(acts, list):
        raise BadInput
    if len(acts) > AT_ONCE:
        raise TooLarge
    return [_act(each) for each in acts]


def _act(sent: Any) -> SentAct:
    act = sent.get("act") if isinstance(sent, dict) else None
    if not isinstance(act, str) or act not in ACTS:
        raise BadInput
    text = _words(sent.get("text"))
    if len(text) > MAX_NOTES:
        raise TooLarge
    return SentAct(
        uuid=_uuid(sent.get("uuid")),
        act=act,
        item=_whole(sent.get("item")),
        round=_whole(sent.get("round")),
        made_at=_moment(sent.get("made_at")),
        text=text,
        base=_words(sent.get("base"))[:64],
    )


def _uuid(value: Any) -> UUID:
    try:
        return UUID(value)
    except (ValueError, TypeError, AttributeError) as error:
        raise BadInput from error


def _whole(value: Any) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < LARGEST:
        raise BadInput
    return value


def _moment(value: Any) -> datetime:
    try:
        moment = parse_datetime(value)
    except (ValueError, TypeError) as error:
        raise BadInput from error
    if moment is None or not is_aware(moment):
        raise BadInput
    return moment


def _words(value: Any) -> str:
    if value is None:
        return ""
    if not isinstance(value, str) or "\0" in value or not _is_text(value):
        raise BadInput
    return value


def _is_text(value: str) -> bool:
    """Half a character can be written in JSON, and be kept nowhere."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
