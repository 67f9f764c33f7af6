"""What the chapters of the demonstration hand on to each other."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from accounts.models import User
from core import clock
from practices.models import Practice, Theme
from regions.models import Industry, Partner, Region
from regions.reader import Reader

PASSWORD = "clusterix-demo"  # noqa: S105 — printed by bin/run for everybody to use


@dataclass
class Demo:
    """The story's calendar and cast. Invented things are dated relative to `today`.

    `people` is keyed "SE22:policy_maker:1"; `partners` and `regions` by NUTS code; `practices`
    by slug; `themes` by number 1 to 3; `industries` by code.
    """

    today: date
    say: Callable[[str], object] = print
    people: dict[str, User] = field(default_factory=dict)
    regions: dict[str, Region] = field(default_factory=dict)
    partners: dict[str, Partner] = field(default_factory=dict)
    themes: dict[int, Theme] = field(default_factory=dict)
    industries: dict[str, Industry] = field(default_factory=dict)
    practices: dict[str, Practice] = field(default_factory=dict)

    def reader(self, key: str) -> Reader:
        """The person of that key as a reader, with the roles they hold now."""
        user = self.people[key]
        return Reader.for_user(user.pk, is_admin=user.is_admin)

    def day(self, offset: int) -> date:
        """`offset` days from today; negative = past."""
        return self.today + timedelta(days=offset)

    def moment(self, offset: int, hour: int = 10, minute: int = 0) -> datetime:
        """That day at that hour, aware."""
        return timezone.make_aware(datetime.combine(self.day(offset), time(hour, minute)))

    @contextmanager
    def on(self, offset: int, hour: int = 10, minute: int = 0) -> Iterator[None]:
        """Let what is inside happen `offset` days from today."""
        with clock.at(self.moment(offset, hour, minute)):
            yield
