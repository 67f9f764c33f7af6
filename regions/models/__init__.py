"""Who acts: the partnership, its regions and partner organisations, and who holds which role."""

from regions.models.membership import (
    IS_PUBLIC_CONTACT,
    Invitation,
    Level,
    Membership,
    hash_of,
    make_token,
)
from regions.models.partnership import Partnership, SetupLink
from regions.models.profile import ContextItem, Industry, RequirementKind, Strength
from regions.models.region import Partner, PolicyLevel, Region, nuts_code
from regions.models.token import ApiToken

__all__ = [
    "IS_PUBLIC_CONTACT",
    "ApiToken",
    "ContextItem",
    "Industry",
    "Invitation",
    "Level",
    "Membership",
    "Partner",
    "Partnership",
    "PolicyLevel",
    "Region",
    "RequirementKind",
    "SetupLink",
    "Strength",
    "hash_of",
    "make_token",
    "nuts_code",
]
