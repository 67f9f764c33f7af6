"""Carries out what a board brings that was without a network: in order, each once.

Each act has its own transaction and its own key. What became of it is kept with the key, so that a
board that did not hear the answer is told the same again and nothing happens twice.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models import Round
from core.errors import Refusal
from core.idempotency import Holder, once_by_key
from core.models import IdempotencyKey
from peergroups.actions import (
    AlreadyDone,
    add_notes,
    close_item_round,
    go_to,
    open_item_round,
    open_item_second_round,
    pause,
    reopen_item_round,
    reveal_item_round,
    run_on,
    start_closing,
    start_opening,
)
from peergroups.actions.board import NoRound
from peergroups.actions.sessions import CannotChange
from peergroups.board.acts import SentAct
from peergroups.models import AgendaItem, Session
from regions.reader import Reader

DONE, ALREADY, REFUSED = "done", "already", "refused"
OF_A_ROUND = {"close", "reopen", "reveal", "second"}
ROUND = "assessments.round:"  # how a key refers to what was opened

SENTENCES = {
    "opening": _("The session has begun."),
    "open": _("The round is open. Nobody sees an answer before it is closed."),
    "close": _("The round is closed."),
    "reopen": _("The round is open again."),
    "reveal": _("The answers are shown."),
    "second": _("The next round is open. Everybody’s answers are prefilled."),
    "next": _("The room went on."),
    "closing": _("Now the end of the session."),
    "pause": _("The time stands still."),
    "resume": _("The time runs on."),
    "notes": _("The notes are saved."),
}

type OwnRounds = dict[int, int]  # what this board opened, by item of the agenda


@dataclass(frozen=True)
class Outcome:
    uuid: UUID
    state: str
    sentence: str

    def as_json(self) -> dict[str, str]:
        return {"uuid": str(self.uuid), "state": self.state, "sentence": self.sentence}


def catch_up(
    session: Session, acts: Iterable[SentAct], *, by: Reader, holder: Holder
) -> list[Outcome]:
    """What became of each act; one that is refused does not stop the others."""
    outcomes: list[Outcome] = []
    own: OwnRounds = {}
    for each in acts:
        outcomes.append(_carry_out(session, _with_round(session, each, own), by, holder))
        if each.act in {"open", "second"} and each.item is not None:
            made = _keys(holder, each).filter(result_ref__startswith=ROUND)
            for reference in made.values_list("result_ref", flat=True):
                own[each.item] = int(reference.removeprefix(ROUND))
    return outcomes


def _with_round(session: Session, act: SentAct, own: OwnRounds) -> SentAct:
    """Of a round opened without a network the board knows the practice only.

    It means the one that it opened itself; else the last that was open when it acted, never one
    that another moderator opened since then.
    """
    if act.act not in OF_A_ROUND or act.round is not None or act.item is None:
        return act
    if act.item in own:
        return replace(act, meant=own[act.item])
    rounds = session.rounds.filter(agenda_round__item=act.item, opened_at__lte=act.made_at)
    meant = rounds.order_by("pk").last()
    return replace(act, meant=meant.pk) if meant else act


def _carry_out(session: Session, act: SentAct, by: Reader, holder: Holder) -> Outcome:
    known = _keys(holder, act).exclude(answer="").values_list("answer", flat=True).first()
    if known:
        state, _space, sentence = known.partition(" ")
        return Outcome(act.uuid, state, sentence)
    state, sentence = _try(session, act, by, holder)
    kept = {"body_hash": act.content, "answer": f"{state} {sentence}"}
    _keys(holder, act).update_or_create(
        defaults={"answer": kept["answer"]},
        create_defaults={
            "holder_kind": holder.kind,
            "holder_id": holder.id,
            "key": str(act.uuid),
            **kept,
        },
    )
    return Outcome(act.uuid, state, sentence)


def _keys(holder: Holder, act: SentAct) -> models.QuerySet[IdempotencyKey]:
    return IdempotencyKey.objects.filter(
        holder_kind=holder.kind, holder_id=holder.id, key=str(act.uuid)
    )


def _try(session: Session, act: SentAct, by: Reader, holder: Holder) -> tuple[str, str]:
    try:
        once_by_key(holder, str(act.uuid), act.content, lambda: EFFECTS[act.act](session, act, by))
    except AlreadyDone as already:
        return ALREADY, str(already.reasons[0])
    except Refusal as refusal:
        return REFUSED, " ".join(str(each) for each in refusal.reasons)
    return DONE, str(SENTENCES[act.act])


def _item(session: Session, act: SentAct) -> AgendaItem:
    found = session.agenda.select_related("practice", "session").filter(pk=act.item or 0).first()
    if found is None:
        raise CannotChange(_("This practice is not on the agenda any more."))
    return found


def _round(session: Session, act: SentAct) -> Round:
    """The one that is named; of one opened without a network only the practice is known."""
    named = act.round if act.round is not None else act.meant
    if named is not None:
        found = session.rounds.filter(pk=named).first()
    else:
        found = Round.objects.filter(agenda_round__item=_item(session, act)).order_by("pk").last()
    if found is None:
        raise NoRound
    return found


def _open(session: Session, act: SentAct, by: Reader) -> models.Model:
    return open_item_round(item=_item(session, act), by=by, at=act.made_at)


def _close(session: Session, act: SentAct, by: Reader) -> models.Model:
    return close_item_round(round_=_round(session, act), by=by, at=act.made_at)


def _reopen(session: Session, act: SentAct, by: Reader) -> models.Model:
    round_ = _round(session, act)
    return reopen_item_round(round_=round_, session=session, by=by, at=act.made_at)


def _reveal(session: Session, act: SentAct, by: Reader) -> models.Model:
    return reveal_item_round(round_=_round(session, act), by=by)


def _second(session: Session, act: SentAct, by: Reader) -> models.Model:
    is_known = act.round is not None or act.meant is not None
    after = _round(session, act) if is_known else None
    return open_item_second_round(item=_item(session, act), by=by, after=after, at=act.made_at)


def _next(session: Session, act: SentAct, by: Reader) -> models.Model:
    return go_to(item=_item(session, act), by=by, at=act.made_at)


def _notes(session: Session, act: SentAct, by: Reader) -> models.Model:
    return add_notes(session=session, text=act.text, base=act.base, by=by)


def _opening(session: Session, act: SentAct, by: Reader) -> models.Model:
    return start_opening(session=session, by=by, at=act.made_at)


def _closing(session: Session, act: SentAct, by: Reader) -> models.Model:
    return start_closing(session=session, by=by, at=act.made_at)


def _pause(session: Session, act: SentAct, by: Reader) -> models.Model:
    return pause(session=session, by=by, at=act.made_at)


def _resume(session: Session, act: SentAct, by: Reader) -> models.Model:
    return run_on(session=session, by=by, at=act.made_at)


type Effect = Callable[[Session, SentAct, Reader], models.Model]
EFFECTS: dict[str, Effect] = {
    "open": _open,
    "close": _close,
    "reopen": _reopen,
    "reveal": _reveal,
    "second": _second,
    "next": _next,
    "opening": _opening,
    "closing": _closing,
    "pause": _pause,
    "resume": _resume,
    "notes": _notes,
}
