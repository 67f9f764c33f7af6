"""What of the catalogue everybody may open, in SQL for triggers that count public changes."""

from typing import Final

# P02, P15: archived ones are out of the lists, but their pages stay.
IS_PUBLIC: Final = "{row}.published_revision_id IS NOT NULL AND {row}.taken_down_at IS NULL"

OF_PUBLIC_PRACTICE: Final = (
    "EXISTS (SELECT 1 FROM practices_practice practice WHERE practice.id = {row}.practice_id"
    " AND practice.published_revision_id IS NOT NULL AND practice.taken_down_at IS NULL)"
)
OF_PUBLIC_TEXT: Final = (
    "EXISTS (SELECT 1 FROM practices_practice practice"
    " WHERE practice.published_revision_id = {row}.revision_id"
    " AND practice.taken_down_at IS NULL)"
)
