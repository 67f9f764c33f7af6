"""What a rule answers with."""

from django.utils.functional import Promise

type Reasons = list[str | Promise]  # why not; an empty list means yes
