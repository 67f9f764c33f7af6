"""Something public of each kind, what visitors may open of it, and something hidden beside it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.db import connection

from accounts.models import User
from assessments.actions import ensure_default_sets
from assessments.models import Decision
from clusterix.testing.partnership import SmallPartnership
from exchanges.models import Exchange, ExchangePractice
from exchanges.tests.factories import make_exchange
from plans.models import Action, Plan, PlanState
from plans.tests.factories import make_action, make_decision, make_plan
from practices.models import Practice, Transfer, TransferStatus
from practices.tests.factories import (
    PUBLISHED_AT,
    make_draft,
    make_practice,
    make_requirement,
    make_statement,
    make_theme,
    make_transfer,
)
from regions.reader import Reader
from regions.tests.factories import make_industry, make_member, make_strength
from reports.actions import publish_report
from reports.tests.factories import make_locked, make_period

DAY = date(2026, 2, 1)


@dataclass(frozen=True)
class Face:
    """What everybody may read; `draft` and `hidden_pair` are for members."""

    practice: Practice
    second: Practice
    pair: Transfer
    exchange: Exchange
    plan: Plan
    action: Action
    decision: Decision
    contact: User
    neighbour: Practice
    draft: Practice
    hidden_pair: Transfer

    @property
    def pages(self) -> list[str]:
        """All that caches may keep, by address."""
        region = self.pair.region
        home = self.practice.partner.region
        both = f"/practices/compare/?p={self.practice.slug}&p={self.second.slug}"
        return [
            *("/", "/practices/", "/practices/?sort=taken_up", "/practices/?q=firms&tag=vouchers"),
            *(self.practice.get_absolute_url(), "/regions/", region.get_absolute_url()),
            *(home.get_absolute_url(), "/exchanges/", self.exchange.get_absolute_url()),
            *("/practices/map/", "/practices/suggest/?q=practi", "/practices/?q=vuochers"),
            f"/practices/compare/?p={self.practice.slug}&p={self.neighbour.slug}",
            *("/plans/", f"/plans/{region.code}/", "/matrix/", "/practices/feed/"),
            *(self.plan.get_absolute_url(), self.action.get_absolute_url()),
            *(self.decision.get_absolute_url(), "/api/v1/docs"),
            *("/practices/map/", both, "/method/"),
            "/method/questions/meeting/1/",
            f"{self.practice.get_absolute_url()}self-check/",
            *("/practices/suggest/?q=fir", "/practices/?q=frims"),
            *("/sitemap.xml", "/sitemap-plans.xml", "/robots.txt"),
        ]


@pytest.fixture
def face(small: SmallPartnership, frozen: object) -> Face:
    return make_face(small)


def make_face(small: SmallPartnership) -> Face:
    """`small.home` shows a practice, `small.other` takes it up."""
    practice = make_practice(
        partner=small.home.partner,
        origin_region=small.home.region,
        theme=make_theme(),
        tags=["vouchers"],
        industries=[make_industry()],
        language="en",
    )
    make_statement(practice.published_revision, dated_on=DAY)
    make_requirement(practice.published_revision)
    pair = make_transfer(practice, small.other.region, TransferStatus.ADAPT, is_public=True)
    decision = make_decision(practice, small.other.region, is_public=True)
    plan = make_plan(small.other.region, state=PlanState.ADOPTED, is_public=True)
    action = make_action(plan, decision=decision)
    exchange = make_exchange(host=small.home.partner, is_public=True, on=DAY)
    ExchangePractice.objects.create(exchange=exchange, practice=practice)
    make_strength(region=small.home.region)
    ensure_default_sets(by=Reader.system())
    contact = make_member(small.home.partner, is_lead=True)
    User.objects.filter(pk=contact.pk).update(is_public_contact=True)
    period = make_period(1, PUBLISHED_AT.date(), PUBLISHED_AT.date() + timedelta(days=30))
    publish_report(report=make_locked(period, partner=small.third.partner), by=Reader.system())
    return Face(
        practice=practice,
        second=make_practice(partner=small.third.partner, origin_region=small.third.region),
        pair=pair,
        exchange=exchange,
        plan=plan,
        action=action,
        decision=decision,
        contact=contact,
        neighbour=make_practice(partner=small.home.partner, tags=["vouchers"]),
        draft=make_draft(partner=small.home.partner, origin_region=small.home.region),
        hidden_pair=make_transfer(practice, small.third.region, TransferStatus.ASSESSING),
    )


@pytest.fixture
def committed(db: None) -> Callable[[], None]:
    """`committed()`: as if what was written so far had been a transaction of its own."""

    def end() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('clusterix.public_change', '', true)")

    return end
