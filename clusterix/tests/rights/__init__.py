"""Drives `clusterix/rights.csv` against every route as every role.

HOW A ROUTE GETS ITS ROW (in the same commit as the route)

1. Find the row of `clusterix/rights.csv` whose object and action the route serves. Fill in
   - `url_name`: the names of the routes, separated by spaces ("practice_detail"). `name@POST`
     says that this row speaks only of that method of a route. `admin:*` takes a whole family.
   - `methods`: what the row's routes answer to, "GET" or "POST" or "GET POST".
   - `fixture`: the name of a function in `clusterix/tests/rights/fixtures/<app>.py`.
   A route may stand in several rows: a practice's page is in P02 (published), P04 (draft), ...
   Edit single lines: several people edit the file. Columns before `url_name` are the agreement
   itself and are not changed.

2. Write that function. It makes the object of one row for one side and says how to ask for it:

       def practice_draft(stage: Stage, side: Side) -> Target:
           practice = make_draft(partner=side.partner)
           return Target(kwargs={"slug": practice.slug}, shows=practice.title)

   `side` tells for whom: `side.partner`, `side.region`, `side.user` (the person who will ask, or
   somebody else of the other partner), `side.person_key` (of a guest), `side.role` ("M", ...),
   `side.is_own`. On the own side make the object the asking person's own in every sense of the
   row's letters (P partner, R receiving region, O own, S seated in the session; `Mod` moderates
   it); on the other side make it somebody else's. `stage.small` holds all regions,
   `stage.people` the accounts by role.
   `Target` (stage.py) explains its fields: kwargs, data, query, shows, readable, parent, ok, ...

3. Stars. Arrange the condition so that a starred letter holds ("Y*" of S01: make the session
   public) and that "-*" does not. A cell that is a star alone is not driven. Each starred cell
   needs a test of its own, anywhere, that carries `@pytest.mark.rights("S01")`.

4. `.venv/bin/python -m pytest clusterix/tests/rights -k P04` runs one row.

What is expected: who is allowed gets 200 (GET) or 2xx or a redirect (POST), and an audit line.
Who is not gets the row's `deny`; but 404 if they may not read the object (`Target.readable` names
the row that says so), and a visitor gets the login page (401 from the API) unless `deny` is 404.
Wherever 404 is expected, the same question about an object that does not exist must be answered
with the same status and body.
"""
