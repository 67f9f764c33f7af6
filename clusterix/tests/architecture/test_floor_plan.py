"""One floor plan for every app: a reader knows where a thing is before looking."""

from clusterix.tests.architecture.tree import APPS, BASE, python_files, refuse, shown

PLAN = {
    "__init__",
    "apps",
    "models",
    "querysets",
    "rules",
    "actions",
    "forms",
    "filters",
    "api",
    "views",
    "urls",
    "tasks",
    "admin",
    "signals",
    "panels",
    "personal_data",
    "next_steps",
    "refusals",
    "templates",
    "templatetags",
    "management",
    "migrations",
    "demonstration",
    "tests",
}

# Modules with a subject of their own beside the plan. A new one is named here, in the commit that
# adds it, with what it is for; most code belongs into the plan.
OWN = {
    "clusterix": {
        "addresses": "addresses of servers in settings",
        "administration": "Django's admin site",
        "environment": "settings from the environment",
        "home": "the first page",
        "launch": "bin/run and bin/test",
        "letter": "the weekly letter",
        "middleware": "who gets past the door",
        "navigation": "links of the frame",
        "rights": "the rights table",
        "settings": "Django's",
        "setup": "day one",
        "sitemap": "public pages for search engines",
        "style": "what the style page shows",
        "testing": "what tests share",
        "wsgi": "Django's",
    },
    "core": {
        "api": "what all routers share",
        "audit": "the audit trail",
        "clock": "the time of an act",
        "contexts": "what is known of the running request",
        "cursors": "pages of a list for programs",
        "errors": "refusals",
        "guard": "impossible input",
        "idempotency": "once is once",
        "jobs": "the job queue",
        "languages": "in which people may answer",
        "limits": "how often something may be asked for",
        "links": "whole addresses for letters",
        "mail": "the outbox",
        "middleware": "the request's number",
        "notices": "what is new for one person",
        "pdf": "files that screen readers can read",
        "progress": "how far a long work is",
        "public_changes": "whether something public has changed",
        "public_pages": "what visitors get, kept and confirmed",
        "sandbox": "foreign files, read in a child process",
        "signed_links": "links that stand for one purpose and one object",
        "statements": "queries whose text and plan are kept",
        "styles": "the stylesheet joined from its parts",
        "ui": "building blocks behind the tags",
    },
    "accounts": {
        "adapter": "allauth's hook",
        "backends": "how a session finds its person",
        "entrance": "signing in",
        "http": "types of the request",
        "security": "security events",
        "sessions": "how a session is kept",
    },
    "regions": {
        "context": "what a region has, set against what a practice needs",
        "countries": "names of countries",
        "directory": "what the directory shows to whom",
        "figures": "numbers of a profile",
        "http": "types of the request",
        "labels": "words for regions",
        "land": "dots of the map",
        "map": "the dot map",
        "middleware": "the reader of a request",
        "names": "sort keys",
        "programs": "who reads by a token",
        "reader": "who reads",
    },
    "practices": {
        "api_schemas": "what the API says about practices",
        "documents": "what hangs on a practice: its content, its bytes",
        "finding": "list, counts, map, suggestions, what is near",
        "needs": "what a region looks for",
        "partial_dates": "dates as precise as known",
        "reading": "the page of a practice, and how it is passed on",
        "region_panels": "what the page of a region shows of it",
        "search": "what the catalogue is searched and counted by",
        "sheets": "practices as spreadsheets",
        "side_by_side": "the comparison of practices",
        "slugs": "addresses",
        "talking": "what people say, ask and are told about a practice",
        "upkeep": "old texts, entries for others, tags, what waits",
        "words": "words of public texts",
        "writing": "a text on its way: versions, differences, second language",
    },
    "plans": {
        "gaps": "gaps that actions close",
        "figures": "sums of a plan",
        "snapshot": "a version as it was adopted",
        "sources": "why an action is there",
        "timeline": "actions over the months",
    },
    "assessments": {
        "gaps": "what a practice needs beside what a region has",
        "reasons": "why regions did not take something up",
        "changes": "what would change a result",
        "comparison": "the regions beside each other",
        "shifts": "what several rounds said, and who moved between them",
        "deciding": "decisions: form, dissent, what replaced what, reviews, the decision sheet",
        "default_sets": "the two sets of questions",
        "default_texts": "the same in the languages in which people answer",
        "distributions": "answers as bars",
        "matrix": "the transfer matrix, by statuses or by scores",
        "for_us": "what a region could look at next",
        "home": "rounds at home: who is asked, letters, languages, the shift, the end",
        "in_force": "the answers that count",
        "kernel": "the method, pure",
        "obstacles": "what needs an answer before a decision",
        "page": "what the page of an assessment shows",
        "plane": "positions on the plane of relevance and feasibility",
        "portfolio": "a region's practices in one plane",
        "profile": "who answered what, by level",
        "progress": "who has finished",
        "questions": "the method page, explanations of figures, versions of sets",
        "results": "from answers to the kernel and back",
        "sheet": "one person's questions and answers",
        "steps": "the way of a pair with its dates",
        "words": "sentences from codes and figures",
    },
    "exchanges": {
        "calendar": "meetings as a calendar file",
        "guests": "when a guest's access ends",
        "letters": "invited, changed, cancelled",
        "organisers": "who organises besides the host",
        "region_panels": "what the page of a region shows of it",
        "zones": "time zones",
    },
    "peergroups": {
        "acquaintances": "whom a moderator works with",
        "board": "what the board and the wall show",
        "minutes": "the minutes: read from the session, as page, PDF and DOCX",
        "outcome": "next steps of regions, and follow-ups",
        "people": "who is in a session",
        "meter": "regions and levels that are there, and that are missing",
        "planning": "a plan as a draft in an address, and its page",
        "planner": "sessions in parallel: who sits where and talks about what",
        "letters": "to whom letters about a session still go",
        "paper": "sheets on paper: printed, and taken in by keyboard",
        "preparing": "what to read and say before a session, and who has",
        "room": "a participant's device: its place, state and answers",
        "room_codes": "six characters for guests",
        "sheet": "a participant's own answers",
    },
    "reports": {
        "content": "what a report says, draft or locked",
        "drawing": "the bar of the seats",
        "exports": "the files of a report",
        "finding": "what the figures say in a sentence",
        "indicators": "the query of each figure",
        "links": "from a record to its page",
        "page": "what the page of a report shows",
        "periods": "periods from a start date",
        "sheet": "a report as it is read and exported",
        "votes": "answers of the seats",
    },
}

TOP = {
    "bin",
    "docs",
    "locale",
    "static",
    "templates",
    "bench",
    "var",
    "manage.py",
    "conftest.py",
    "pytest.ini",
    "requirements.in",
    "requirements.txt",
    "requirements-dev.in",
    "requirements-dev.txt",
    "README.md",
    "CHANGES.md",
    "LICENSE",
    "CONTRIBUTING.md",
    "SECURITY.md",
}

DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "services", "service", "lib"}


def test_every_app_follows_the_floor_plan():
    wrong = []
    for app in APPS:
        known = PLAN | set(OWN.get(app, {}))
        found = {path.stem for path in (BASE / app).iterdir() if path.name != "__pycache__"}
        wrong += [f"{app}/{name}" for name in sorted(found - known)]
    refuse(
        wrong,
        "Put it where docs/architecture.md says (querysets, rules, actions, forms, views, ...); "
        "a module with a subject of its own is named with it in OWN of this file.",
    )


def test_what_is_named_beside_the_plan_exists():
    gone = [
        f"{app}/{name}"
        for app, names in OWN.items()
        for name in names
        if not [path for path in (BASE / app).glob(f"{name}*") if path.stem == name]
    ]
    refuse(gone, "Take these names out of OWN in this file: there is no such module.")


def test_no_drawer_for_things_without_a_place():
    folders = [BASE / "static", BASE / "templates", *(BASE / app for app in APPS)]
    wrong = [
        shown(path)
        for folder in folders
        for path in folder.rglob("*")
        if path.stem.strip("_") in DRAWERS and "__pycache__" not in path.parts
    ]
    refuse(wrong, "Name the file for its subject; utils, helpers and common collect dust.")


def test_the_top_level_stays():
    found = {path.name for path in BASE.iterdir() if path.name[0] != "."} - {"__pycache__"}
    refuse(
        sorted(found - TOP - set(APPS)),
        "The top level is described in docs/architecture.md: move the file into an app, docs/ or "
        "static/.",
    )


def test_a_module_is_a_file_or_a_folder():
    wrong = [shown(path) for path in python_files() if path.with_suffix("").is_dir()]
    refuse(wrong, "Either models.py or models/: move the file's content into the folder.")
