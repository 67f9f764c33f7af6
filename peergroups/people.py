"""Who is in a session: the people who have a place in it, or everybody of its exchange."""

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q

from exchanges.models import Participation
from exchanges.querysets import ParticipationQuerySet
from peergroups.models import Session, SessionPlace
from peergroups.querysets import SessionQuerySet
from regions.reader import Reader


def people_of(session: Session) -> ParticipationQuerySet:
    """Those taking part in this session: with a place in it; without any place, everybody."""
    everybody: ParticipationQuerySet = Participation.objects.all_of(session.exchange)
    return _seated_in(session, everybody.taking_part())


def guests_of(session: Session) -> ParticipationQuerySet:
    """Names without an account in this session, for the bearer of its room code."""
    return _seated_in(session, Participation.objects.guests_of(session.exchange))


def moderator_ids(session: Session) -> frozenset[int]:
    """People who lead the session: named for it, and the group's moderators."""
    named = session.moderators.values_list("user_id", flat=True)
    standing = session.group.memberships.filter(is_moderator=True, left_at__isnull=True)
    return frozenset({*named, *standing.values_list("user_id", flat=True)})


def is_of(session: Session, participation: Participation) -> bool:
    """Whether this person takes part in this session."""
    return people_of(session).filter(pk=participation.pk).exists()


def own_in(session: Session, reader: Reader) -> ParticipationQuerySet:
    """The reader's own participation if they were asked into this session, declined ones too."""
    own = Participation.objects.of(reader).filter(exchange=session.exchange_id)
    return _seated_in(session, own)


def people_in(sessions: SessionQuerySet) -> ParticipationQuerySet:
    """Who was ever asked into one of these sessions, whatever they answered."""
    seated = SessionPlace.objects.filter(session__in=sessions.values("pk"))
    open_to_all = sessions.filter(pk__in=Session.objects.for_everybody().values("pk"))
    rule = Q(pk__in=seated.values("participation"))
    rule |= Q(exchange__in=open_to_all.values("exchange"))
    found: ParticipationQuerySet = Participation.objects.filter(rule)
    return found


def parallel_to(session: Session, reader: Reader) -> SessionQuerySet:
    """The other sessions of the meeting that the reader sees and in which people have places."""
    others = Session.objects.visible_to(reader).filter(exchange=session.exchange_id)
    with_places = others.filter(seatings__isnull=False, closed_at=None, cancelled_at=None)
    found: SessionQuerySet = with_places.exclude(pk=session.pk).distinct().order_by("pk")
    return found


def without_place(session: Session) -> ParticipationQuerySet:
    """Who is on the list of the meeting, not in this session and without a place in another."""
    held = Session.objects.filter(exchange=session.exchange_id, cancelled_at=None)
    listed: ParticipationQuerySet = Participation.objects.all_of(session.exchange).taking_part()
    placed = SessionPlace.objects.filter(session__in=held)
    loose = listed.exclude(pk__in=placed.values("participation"))
    return loose.exclude(pk__in=people_of(session).values("pk"))


def with_preparation(people: ParticipationQuerySet, session: Session) -> ParticipationQuerySet:
    """What each has said and read before the session, and whether they lead it: no more queries."""
    standing = session.group.memberships.current().filter(is_moderator=True)
    named = session.moderators.filter(user=OuterRef("user"))
    leads = Exists(standing.filter(user=OuterRef("user"))) | Exists(named)
    found: ParticipationQuerySet = people.annotate(
        own_words=FilteredRelation("expectations", condition=Q(expectations__session=session)),
        expects=F("own_words__text"),
        has_read_at=F("own_words__has_read_at"),
        prepared_at=F("own_words__changed_at"),
        leads=leads,
    )
    return found


def _seated_in(session: Session, people: ParticipationQuerySet) -> ParticipationQuerySet:
    places = SessionPlace.objects.filter(session=session)
    own = places.filter(participation=OuterRef("pk"))
    return people.filter(Exists(own) | ~Exists(places))
