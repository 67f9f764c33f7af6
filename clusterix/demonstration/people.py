"""First chapter: the partnership, its regions and partners, their strengths, and the cast."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.hashers import make_password

from accounts.actions import open_account
from clusterix.demonstration.context import PASSWORD, Demo
from regions.actions import (
    add_strength,
    admit,
    create_partner,
    edit_partnership,
    found_partnership,
)
from regions.actions.partners import NewPartner
from regions.models import Industry, Level
from regions.reader import Reader

BASE: Final = Path(settings.BASE_DIR)
YEARS_BEFORE: Final = 2  # the project runs for three years and is in its fifth period
ADMIN: Final = "admin"
COORDINATOR: Final = "AT12:intermediary:1"
# One policy maker of each region sits in the steering committee: the first, except here.
STEERING_SECOND: Final = ("FR71",)
DOMAIN: Final = "clusterix.example"


@dataclass(frozen=True)
class Account:
    """An account that is printed for everybody to try; `role` is the letter of the rights table."""

    role: str
    key: str
    email: str


ACCOUNTS: Final = (
    Account("M", "SE22:practitioner:1", f"member@{DOMAIN}"),
    Account("L", "SE22:policy_maker:1", f"lead@{DOMAIN}"),
    Account("Mod", "DK03:intermediary:1", f"moderator@{DOMAIN}"),
    Account("SC", "FR71:policy_maker:2", f"steering@{DOMAIN}"),
    Account("C", COORDINATOR, f"coordinator@{DOMAIN}"),
    Account("A", ADMIN, f"administrator@{DOMAIN}"),
)
CAST: Final = (
    (Level.POLICY_MAKER, 1),
    (Level.POLICY_MAKER, 2),
    (Level.INTERMEDIARY, 1),
    (Level.INTERMEDIARY, 2),
    (Level.PRACTITIONER, 1),
)

WORDS: Final[dict[str, Any]] = {
    "name": "Clusterix",
    "full_name": "Clusters for European innovation cross-linking",
    "programme": "Interreg IVC",
    "funding_sentence": (
        "Co-financed by the European Regional Development Fund and made possible by the "
        "Interreg IVC programme."
    ),
}
# The project had a group on LinkedIn; where it was is not documented, so this looks for it.
GROUP = "https://www.linkedin.com/search/results/groups/?keywords=ClusteriX"


def load(demo: Demo) -> None:
    """Make the place and everybody in it, as of the project's first day."""
    start = starts_on(demo.today)
    with demo.on((start - demo.today).days, hour=9):
        found(start)
        make_partners(demo)
        make_strengths(demo)
        make_people(demo)


def starts_on(today: date) -> date:
    """The first of the month, two years before."""
    return date(today.year - YEARS_BEFORE, today.month, 1)


def found(start: date) -> None:
    place = found_partnership(by=Reader.system(), **WORDS, starts_on=start, is_demonstration=True)
    edit_partnership(
        by=Reader.system(), partnership=place, **WORDS, linkedin_group=GROUP, x_account=""
    )


def partners_data() -> list[dict[str, Any]]:
    """The nine partners, as published."""
    data: list[dict[str, Any]] = _read("regions/demonstration/partners.json")
    return sorted(data, key=lambda partner: int(partner["number"]))


def make_partners(demo: Demo) -> None:
    for row in partners_data():
        partner = create_partner(
            by=Reader.system(),
            new=NewPartner(
                organisation=row["organisation"],
                short=row["short"],
                region=row["region"],
                code=row["nuts"],
                short_code=row["short_code"],
                country=row["country"],
                local_name=row["local_name"],
                policy_level=row["policy_level"],
                latitude=row["latitude"],
                longitude=row["longitude"],
                is_lead_partner=row["is_lead_partner"],
            ),
        )
        demo.partners[row["nuts"]] = partner
        demo.regions[row["nuts"]] = partner.region


def make_strengths(demo: Demo) -> None:
    for row in _read("practices/demonstration/industries.json"):
        industry, _made = Industry.objects.get_or_create(
            code=row["code"], defaults={"name": row["name"]}
        )
        demo.industries[row["code"]] = industry
    for row in partners_data():
        for strength in row["strengths"]:
            add_strength(
                by=Reader.system(),
                region=demo.regions[row["nuts"]],
                industry=demo.industries[strength["industry"]],
                evidence=strength["evidence"],
                is_ours=True,
            )


def make_people(demo: Demo) -> None:
    """Five people of each region, and the administrator; one hash serves all, for speed."""
    known = {account.key: account.email for account in ACCOUNTS}
    password_hash = make_password(PASSWORD)
    for code, partner in demo.partners.items():
        seat = 2 if code in STEERING_SECOND else 1
        for level, number in CAST:
            key = f"{code}:{level}:{number}"
            user = open_account(
                by=Reader.system(),
                email=known.get(key) or address_of(code, level, number),
                name=name_of(str(level.label), partner.region.name, number),
                password_hash=password_hash,
                is_demonstration=True,
            )
            admit(
                by=Reader.system(),
                user=user,
                partner=partner,
                level=level,
                is_lead=(level, number) == (Level.POLICY_MAKER, 1),
                is_steering=(level, number) == (Level.POLICY_MAKER, seat),
                is_coordinator=key == COORDINATOR,
            )
            demo.people[key] = user
    demo.people[ADMIN] = open_account(
        by=Reader.system(),
        email=known[ADMIN],
        name="Administrator",
        password_hash=password_hash,
        is_admin=True,
        is_demonstration=True,
    )


def name_of(level: str, region: str, number: int) -> str:
    """Invented people are named by role: "Policy maker, Skåne", "Intermediary, Skåne 2"."""
    return f"{level}, {region}" + (f" {number}" if number > 1 else "")


def address_of(code: str, level: str, number: int) -> str:
    return f"{level.replace('_', '-')}{number}.{code.lower()}@{DOMAIN}"


def _read(path: str) -> Any:
    return json.loads((BASE / path).read_text(encoding="utf-8"))
