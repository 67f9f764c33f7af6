"""What happens to rounds, for the rooms above: sent inside the act's transaction."""

from django.dispatch import Signal

# Something that a board shows has changed. Arguments: round_id.
round_changed = Signal()
