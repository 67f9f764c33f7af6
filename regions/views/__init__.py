"""Pages about who acts, by page family."""

from regions.views.context import context_by_link, context_confirm, context_edit
from regions.views.emblem import emblem
from regions.views.invitations import invitation, invitation_withdraw, invite
from regions.views.own_data import own_data, own_data_download, own_erasure
from regions.views.partners import (
    partner_create,
    partner_deactivate,
    partner_edit,
    partnership_edit,
)
from regions.views.people import (
    acting_for,
    membership_end,
    membership_role,
    person_admin,
    person_detail,
    person_erase,
    person_list,
    person_second_step,
    person_tokens,
)
from regions.views.regions import region_detail, region_edit, region_list
from regions.views.strengths import strength_list, strength_remove
from regions.views.tokens import token_list, token_revoke

__all__ = [
    "acting_for",
    "context_by_link",
    "context_confirm",
    "context_edit",
    "emblem",
    "invitation",
    "invitation_withdraw",
    "invite",
    "membership_end",
    "membership_role",
    "own_data",
    "own_data_download",
    "own_erasure",
    "partner_create",
    "partner_deactivate",
    "partner_edit",
    "partnership_edit",
    "person_admin",
    "person_detail",
    "person_erase",
    "person_list",
    "person_second_step",
    "person_tokens",
    "region_detail",
    "region_edit",
    "region_list",
    "strength_list",
    "strength_remove",
    "token_list",
    "token_revoke",
]
