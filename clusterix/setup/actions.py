"""Making the link, keeping what was entered, and opening the place in one transaction."""

from base64 import b64decode
from datetime import date
from typing import Any

from django.contrib.auth.hashers import make_password
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.actions import open_account
from accounts.models import User
from assessments.actions.criteria import ensure_default_sets
from clusterix.setup.steps import KEYS, Draft, next_step
from core import clock
from core.audit import action, record
from core.errors import NotNow
from practices.models import Theme
from regions.actions import admit, create_partner, found_partnership, invite
from regions.actions.partners import NewPartner
from regions.models import Industry, Level, Partner, Partnership, SetupLink, hash_of, make_token
from regions.reader import Reader
from reports.actions import create_periods, ensure_default_indicators

GLYPHS = ("ta", "tb", "tc")


class IsSetUp(NotNow):
    sentence = _("This place is set up already. Sign in instead.")


class NotReady(NotNow):
    sentence = _("A step is not done yet. Complete it first.")


@action
def make_setup_link(*, by: Reader) -> tuple[SetupLink, str]:
    """A fresh link and its secret; earlier unused ones end, what was entered by them is kept."""
    if Partnership.objects.exists():
        raise IsSetUp
    earlier = SetupLink.objects.select_for_update().filter(used_at__isnull=True)
    draft: Draft = next((link.draft for link in earlier.order_by("-made_at") if link.draft), {})
    earlier.delete()
    token = make_token()
    link = SetupLink.objects.create(token_hash=hash_of(token), draft=draft)
    record(by=by, verb="setup.link_made", obj=link)
    return link, token


@action
def keep_step(*, by: Reader, link: SetupLink, key: str, entered: dict[str, Any]) -> SetupLink:
    """Keep what a step holds, so that somebody can go on another day."""
    link = _open_link(link)
    link.draft = {**link.draft, key: entered}
    link.save(update_fields=["draft"])
    record(by=by, verb="setup.step_kept", obj=link, changes={"step": key})
    return link


@action
def open_place(*, by: Reader, link: SetupLink, name: str, email: str, password: str) -> User:
    """Make everything that the draft says, and the administrator's account; all or nothing."""
    link = _open_link(link)
    draft: Draft = link.draft
    if next_step(draft) != KEYS[-1]:
        raise NotReady
    system = Reader.system()
    partnership = _found(system, draft)
    partners = _make_partners(system, draft["partners"])
    ensure_default_indicators(by=system)
    create_periods(starts_on=partnership.starts_on, count=draft["start"]["periods"], by=system)
    _make_words(draft["themes"])
    ensure_default_sets(by=system)
    administrator = open_account(
        by=system,
        email=email,
        name=name,
        password_hash=make_password(password),
        language=get_language() or "en",
        is_admin=True,
    )
    _invite_people(Reader(user_id=administrator.pk, is_admin=True), draft, partners, administrator)
    link.used_at = clock.now()
    link.draft = {}
    link.save(update_fields=["used_at", "draft"])
    record(by=by, verb="setup.opened", obj=partnership, changes={"partners": len(partners)})
    return administrator


def _open_link(link: SetupLink) -> SetupLink:
    """The link, locked: two people with it follow one another."""
    link = SetupLink.objects.select_for_update().get(pk=link.pk)
    if link.used_at or Partnership.objects.exists():
        raise IsSetUp
    return link


def _found(by: Reader, draft: Draft) -> Partnership:
    entered = draft["name"]
    emblem = entered.get("emblem")
    return found_partnership(
        by=by,
        name=entered["name"],
        full_name=entered["full_name"],
        programme=entered["programme"],
        funding_sentence=entered["funding_sentence"],
        emblem=b64decode(emblem) if emblem else None,
        languages=tuple(entered["languages"]),
        starts_on=date.fromisoformat(draft["start"]["starts_on"]),
    )


def _make_partners(by: Reader, entered: dict[str, Any]) -> dict[str, Partner]:
    """The partners by NUTS code."""
    made = {}
    for index, row in enumerate(entered["rows"]):
        new = NewPartner(
            organisation=row["organisation"],
            short=row["short"],
            region=row["region"],
            code=row["code"],
            short_code=row["letters"],
            country=row["country"],
            latitude=row["latitude"],
            longitude=row["longitude"],
            is_lead_partner=index == entered["lead"],
        )
        made[new.code] = create_partner(by=by, new=new)
    return made


def _make_words(entered: dict[str, Any]) -> None:
    """Themes and fields of strength."""
    codes = _codes([name for name, _text in entered["themes"]])
    for position, (code, (name, text)) in enumerate(zip(codes, entered["themes"], strict=True)):
        glyph = GLYPHS[position % len(GLYPHS)]
        Theme.objects.create(code=code, name=name, text=text, glyph=glyph, position=position)
    for code, name in zip(_codes(entered["industries"]), entered["industries"], strict=True):
        Industry.objects.create(code=code, name=name)


def _codes(names: list[str]) -> list[str]:
    """The names as codes, each once; a name without Latin letters gets a number."""
    codes: list[str] = []
    for number, name in enumerate(names, 1):
        code = slugify(name)[:36].strip("-")
        codes.append(code if code and code not in codes else f"{code}-{number}".strip("-"))
    return codes


def _invite_people(
    by: Reader, draft: Draft, partners: dict[str, Partner], administrator: User
) -> None:
    """The coordinator of the lead partner and the leads; one person gets one letter per partner."""
    entered = draft["people"]
    lead_partner = next(partner for partner in partners.values() if partner.is_lead_partner)
    wanted = {(partners[code].pk, email) for code, email in entered["leads"].items() if email}
    coordinator = (lead_partner.pk, entered["coordinator"])
    by_id = {partner.pk: partner for partner in partners.values()}
    for partner_id, email in sorted(wanted | {coordinator}):
        partner = by_id[partner_id]
        is_lead = (partner_id, email) in wanted
        is_coordinator = (partner_id, email) == coordinator
        if email == administrator.email.lower():
            admit(
                by=by,
                user=administrator,
                partner=partner,
                level=Level.POLICY_MAKER,
                is_lead=is_lead,
                is_coordinator=is_coordinator,
            )
            continue
        invite(
            by=by,
            partner=partner,
            email=email,
            name=entered["coordinator_name"] if is_coordinator else "",
            level=Level.POLICY_MAKER,
            is_lead=is_lead,
            is_coordinator=is_coordinator,
        )
