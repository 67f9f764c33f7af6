"""Writes about who acts; each is one transaction with its line in the audit trail."""

from regions.actions.context import (
    ContextOvertaken,
    ask_for_context,
    confirm_context,
    save_context,
)
from regions.actions.invitations import accept_invitation, invite, withdraw_invitation
from regions.actions.memberships import admit, end_membership, grant_role, withdraw_role
from regions.actions.partners import (
    create_partner,
    deactivate_partner,
    edit_partnership,
    edit_region_profile,
    found_partnership,
    rename_partner,
)
from regions.actions.people import (
    ask_for_erasure,
    erase_user,
    grant_admin,
    reset_second_step,
    withdraw_admin,
)
from regions.actions.strengths import add_strength, remove_strength
from regions.actions.tokens import make_api_token, revoke_api_token, revoke_tokens_of

__all__ = [
    "ContextOvertaken",
    "accept_invitation",
    "add_strength",
    "admit",
    "ask_for_context",
    "ask_for_erasure",
    "confirm_context",
    "create_partner",
    "deactivate_partner",
    "edit_partnership",
    "edit_region_profile",
    "end_membership",
    "erase_user",
    "found_partnership",
    "grant_admin",
    "grant_role",
    "invite",
    "make_api_token",
    "remove_strength",
    "rename_partner",
    "reset_second_step",
    "revoke_api_token",
    "revoke_tokens_of",
    "save_context",
    "withdraw_admin",
    "withdraw_invitation",
    "withdraw_role",
]
