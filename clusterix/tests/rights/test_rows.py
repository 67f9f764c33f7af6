"""Every row that has a route, driven as every role on an own and on somebody else's object."""

from fnmatch import fnmatchcase

import pytest

from clusterix.tests.rights.ask import ask, judge, undone
from clusterix.tests.rights.fixtures import fixtures
from clusterix.tests.rights.routes import routes
from clusterix.tests.rights.stage import HOME
from clusterix.tests.rights.table import ROLES, may, rows

pytestmark = pytest.mark.django_db

BUILT = [row.id for row in rows().values() if row.is_built]


@pytest.mark.parametrize("row_id", BUILT)
def test_row(row_id, stage):
    row = rows()[row_id]
    clients = {role: stage.client(role) for role in ROLES}
    problems = {}  # what is wrong -> for whom
    for client in clients.values():
        client.raise_request_exception = False  # a fault is one of the problems
    for (maker, is_own), roles in groups(row).items():
        with undone():
            made = fixtures()[row.fixture](stage, stage.side(maker, is_own=is_own))
            for url_name, method in addresses(row):
                target = made.at(url_name)
                for role in roles:
                    if target.is_self and not is_own and has_own_side(row, role):
                        continue
                    if is_of_family(row, url_name) and role not in {"V", "C"}:
                        continue
                    if wrong := probe(row, url_name, method, role, clients[role], is_own, target):
                        problems.setdefault(wrong, []).append(role)
    listing = [f"{', '.join(roles)}: {wrong}" for wrong, roles in problems.items()]
    assert listing == [], "\n".join([f"{row_id} {row.object}: {row.action}", *listing])


def groups(row):
    """Which roles can share an object: (role it is made for, whether it is an own one) -> roles."""
    shared = {}
    for role in ROLES:
        if may(row, role, is_own=False, parent="P01") is None:
            continue  # a star alone has a test of its own
        shared.setdefault(("V", False), []).append(role)
        if has_own_side(row, role) and not may_as_others_may(row, role):
            maker = role if row.depends_on_person else "M" if role in HOME else "Mod"
            shared.setdefault((maker, True), []).append(role)
    return shared


def may_as_others_may(row, role):
    """Allowed on both sides, and so is a role before it: one of them knocks at an own object."""
    free = [
        each
        for each in ROLES
        if has_own_side(row, each) and may(row, each, is_own=False, parent="P01")
    ]
    return role in free[1:]


def has_own_side(row, role):
    """Nothing is a visitor's own; guest and administrator own only what a letter says."""
    return role not in {"V", "G", "A"} or row.cells[role][0] in "SO"


def addresses(row):
    """Each (URL name, method) of the row; of a family the routes without arguments."""
    for name, methods in row.routes:
        if "*" not in name:
            names = [name]
        else:
            names = [
                each.name
                for each in routes()
                if fnmatchcase(each.name, name) and not each.arguments
            ]
        for each in names:
            for method in methods:
                yield each, method


def is_of_family(row, url_name):
    """A page behind a star, but not the first one: the door is the same, so two roles knock."""
    return "*" in row.url_name and not url_name.endswith(":index")


def probe(row, url_name, method, role, client, is_own, target):
    """What is wrong, or nothing; two requests where a hidden object must look absent."""
    answer = ask(client, url_name, method, target)
    what = f"{method} {url_name} of {'an own' if is_own else 'another'} object"
    if wrong := judge(row, method, role, is_own, target, answer):
        return f"{what} {wrong}, got {answer}."
    nothing = target.of_nothing()
    if answer.status != 404 or nothing is None:
        return ""
    absent = ask(client, url_name, method, nothing)
    if (absent.status, absent.body) == (answer.status, answer.body):
        return ""
    return f"{what}: hidden ({answer}) and absent ({absent}) answer differently."
