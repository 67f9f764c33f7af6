"""What the phones of a room know: passed to the process that plays them."""

from dataclasses import asdict, dataclass
from typing import Any, Self


@dataclass(frozen=True)
class Plan:
    session: int
    item: int
    round: int
    codes: list[str]  # of the questions
    tokens: list[str]  # one for each person
    cookies: list[str]  # of those at the boards and the wall

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> Self:
        return cls(**told)
