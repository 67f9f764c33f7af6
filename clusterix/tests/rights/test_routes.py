"""Every route of the resolver is in a row, and answers to no method that is not."""

from fnmatch import fnmatchcase

from clusterix.tests.rights.routes import TECHNICAL, routes
from clusterix.tests.rights.table import rows


def methods_by_route():
    """What the table knows of: pattern of the URL name -> methods."""
    known = {}
    for row in rows().values():
        for name, methods in row.routes:
            known.setdefault(name, set()).update(methods)
    return known


def rows_of(route):
    return [name for name in methods_by_route() if fnmatchcase(route.name, name)]


def test_every_route_has_a_name():
    assert [route.pattern for route in routes() if not route.name] == [], (
        'Give each path a name: path("...", view, name="practice_detail").'
    )


def test_every_route_has_a_row():
    without = sorted(
        {route.name for route in routes() if not route.is_technical and not rows_of(route)}
    )
    assert without == [], (
        "Add each route to its row of clusterix/rights.csv (url_name, methods, fixture): "
        "clusterix/tests/rights/__init__.py says how."
    )


def test_every_name_of_the_table_is_a_route():
    names = [route.name for route in routes()]
    gone = [
        pattern
        for pattern in [*methods_by_route(), *TECHNICAL]
        if not any(fnmatchcase(name, pattern) for name in names)
    ]
    assert gone == [], "The table names routes that do not exist: correct url_name."


def test_no_technical_route_has_a_row():
    assert [route.name for route in routes() if route.is_technical and rows_of(route)] == []


def test_our_views_name_their_methods():
    without = sorted(route.name for route in routes() if route.is_ours and route.methods is None)
    assert without == [], (
        "Decorate each view with @require_safe, @require_POST or "
        '@require_http_methods(["GET", "POST"]), outermost.'
    )


def test_no_view_answers_to_a_method_that_the_table_does_not_know():
    known = methods_by_route()
    wrong = []
    for route in routes():
        if not route.is_ours or route.is_technical or route.methods is None or not rows_of(route):
            continue
        listed = set().union(*(known[name] for name in rows_of(route)))
        if listed != route.methods:
            wrong.append(f"{route.name}: table {sorted(listed)}, view {sorted(route.methods)}")
    assert wrong == [], "The methods in clusterix/rights.csv and at the view must be the same."
