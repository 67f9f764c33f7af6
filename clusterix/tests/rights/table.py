"""The table, read and checked once."""

import csv
from dataclasses import dataclass
from functools import cache

from clusterix.rights import TABLE

ROLES = ("V", "G", "M", "L", "Mod", "SC", "C", "A")
ALSO_MEMBERS = {"Mod", "SC", "C"}  # in the tests these are members of a partner, too
LETTERS = set("YPSRO=-*") | {"Y*", "P*", "S*", "R*", "O*", "-*"}
DENIALS = {"", "403", "404", "405", "409", "422", "429", "as P07", "field absent"}
METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE"}
# Who moderates a round does not rate in it, although a member.
NOT_UNITED = {("R01", "Mod")}


@dataclass(frozen=True)
class Row:
    """One line. `routes` are pairs of URL name and the methods this row speaks of."""

    id: str
    object: str
    action: str
    cells: dict[str, str]
    deny: str
    condition: str
    url_name: str
    methods: str
    fixture: str

    @property
    def is_built(self) -> bool:
        return bool(self.url_name)

    @property
    def routes(self) -> list[tuple[str, list[str]]]:
        pairs = []
        for token in self.url_name.split():
            name, _, method = token.partition("@")
            pairs.append((name, [method] if method else self.methods.split()))
        return pairs

    @property
    def depends_on_person(self) -> bool:
        """Whether each role needs an object of its own: O and S are about people."""
        return any(cell[0] in "OS" for cell in self.cells.values())

    @property
    def has_star(self) -> bool:
        return any("*" in cell for cell in self.cells.values())


@cache
def rows() -> dict[str, Row]:
    with TABLE.open(encoding="utf-8", newline="") as handle:
        read = [_row(line) for line in csv.DictReader(handle)]
    table = {row.id: row for row in read}
    assert len(table) == len(read), "Two rows of clusterix/rights.csv have the same id."
    return table


def _row(line: dict[str, str]) -> Row:
    cells = {role: line.pop(role) for role in ROLES}
    return Row(cells=cells, **line)


def deny_of(row: Row) -> str:
    """The row's answer to who may not; "as P07" is looked up."""
    return rows()[row.deny[3:]].deny if row.deny.startswith("as ") else row.deny


def may(row: Row, role: str, is_own: bool, parent: str = "") -> bool | None:
    """Whether the role may act on an own or somebody else's object; None where a star decides."""
    answers = {_letter(row, each, is_own, parent) for each in _roles(row, role)}
    if True in answers:
        return True
    return None if None in answers else False


def _roles(row: Row, role: str) -> tuple[str, ...]:
    is_united = role in ALSO_MEMBERS and (row.id, role) not in NOT_UNITED
    return (role, "M") if is_united else (role,)


def _letter(row: Row, role: str, is_own: bool, parent: str) -> bool | None:
    match row.cells[role].removesuffix("*"):
        case "":
            return None
        case "-":
            return False
        case "Y":
            return True
        case "=":
            assert parent, f'{row.id} has "=": its fixture must say Target(parent="<row id>").'
            return may(rows()[parent], role, is_own)
        case _:
            return is_own
