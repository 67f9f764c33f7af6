"""What a template must not hold: programs, styles, unescaped words, other origins."""

import re
from html.parser import HTMLParser

from clusterix.tests.architecture.tree import (
    BASE,
    in_module,
    python_files,
    refuse,
    shown,
    templates,
    text_of,
)

COMMENTS = re.compile(r"{#.*?#}|{%-?\s*comment\b.*?endcomment\s*-?%}", re.DOTALL)
UNSAFE = re.compile(r"\|\s*safe(seq)?\b|{%-?\s*autoescape\s+off|{%-?\s*debug\b")
DATA_BLOCKS = {"application/json", "application/ld+json"}
FETCHED = {"src", "srcset", "poster", "data", "action", "formaction", "hx-get", "hx-post"}
OTHER_ORIGIN = re.compile(r"^\s*(https?:)?//", re.IGNORECASE)
IN_STATIC = re.compile(
    r"url\(\s*[\"']?\s*(?:https?:)?//|@import\s+[\"']?(?:url\()?(?:https?:)?//"
    r"|(?:fetch|import|WebSocket|EventSource|importScripts)\s*\(\s*[\"'`](?:https?:|wss?:)?//"
    r"|from\s+[\"'](?:https?:)?//",
    re.IGNORECASE,
)
WRITES = ("hx-post", "hx-put", "hx-patch", "hx-delete")


class Tags(HTMLParser):
    """All opening tags of a template with their attributes; template tags become a letter."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(re.sub(r"{%.*?%}|{{.*?}}", "x", COMMENTS.sub("", text), flags=re.DOTALL))

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    handle_startendtag = handle_starttag


def tags():
    for path in templates():
        if path.suffix == ".html":
            for tag, attributes in Tags(text_of(path)).found:
                yield path, tag, attributes


def test_no_program_or_style_inside_a_page():
    wrong = []
    for path, tag, attributes in tags():
        is_data = attributes.get("type") in DATA_BLOCKS
        if tag == "script" and "src" not in attributes and not is_data:
            wrong.append(f"{shown(path)} <script>")
        if tag == "style" or "style" in attributes:
            wrong.append(f"{shown(path)} style of <{tag}>")
        wrong += [f"{shown(path)} {name}=" for name in attributes if name.startswith("on")]
        wrong += [
            f"{shown(path)} {name}="
            for name, value in attributes.items()
            if name.startswith("hx-on") or value.strip().lower().startswith("javascript:")
        ]
    refuse(
        wrong, "The security policy blocks it: use a class of static/css or a file in static/js."
    )


def test_nothing_is_let_through_unescaped():
    wrong = [
        f"{shown(path)} {match[0]}"
        for path in templates()
        for match in UNSAFE.finditer(COMMENTS.sub("", text_of(path)))
        # A text file is not HTML; it is never sent as such.
        if path.suffix != ".txt"
    ]
    wrong += [
        shown(path)
        for path in python_files()
        if re.search(r"\bmark_safe\b|\bSafeString\(", text_of(path))
        and not in_module(path, "templatetags", "ui")
    ]
    refuse(wrong, "Build HTML with format_html in templatetags/ or core/ui/; all else is escaped.")


def test_nothing_is_fetched_from_another_origin():
    wrong = []
    for path, tag, attributes in tags():
        names = FETCHED | ({"href"} if tag in {"link", "use", "image", "base"} else set())
        wrong += [
            f"{shown(path)} <{tag} {name}={value}>"
            for name, value in attributes.items()
            if name in names and OTHER_ORIGIN.match(value)
        ]
    static = [
        path for path in (BASE / "static").rglob("*") if path.suffix in {".css", ".js", ".svg"}
    ]
    wrong += [
        f"{shown(path)} {match[0]}"
        for path in static
        for match in IN_STATIC.finditer(text_of(path))
    ]
    refuse(wrong, "Nothing leaves the origin: put the file into static/.")


def test_every_page_part_works_without_javascript():
    """A control may also name the form that does the same (`form` or `hx-include`)."""
    wrong = []
    for path, tag, attributes in tags():
        repeats = "every" in attributes.get("hx-trigger", "")  # loading the page again does it too
        plain = {"href", "action", "formaction", "form"} & set(attributes)
        by_form = attributes.get("hx-include", "").startswith("#")
        if "hx-get" in attributes and not (repeats or plain or by_form):
            wrong.append(f"{shown(path)} <{tag} hx-get> has no href")
        wrong += [
            f"{shown(path)} <{tag} {name}> has no action"
            for name in WRITES
            if name in attributes and not plain
        ]
    refuse(wrong, "Each hx-get stands beside an href, each hx-post beside an action.")


def test_forms_that_write_carry_their_two_tokens():
    wrong = []
    for path in templates():
        for form in re.findall(r"<form\b.*?</form>", COMMENTS.sub("", text_of(path)), re.DOTALL):
            if not re.search(r"method=[\"']?post", form, re.IGNORECASE):
                continue
            if "csrf_token" not in form:
                wrong.append(f"{shown(path)}: csrf_token")
            if "idempotency_key" not in form and not is_same_when_repeated(path, form):
                wrong.append(f"{shown(path)}: idempotency_key")
    refuse(wrong, "Each form that writes holds {% csrf_token %}{% idempotency_key %}.")


def is_same_when_repeated(path, form):
    """Pages of allauth, and what only touches the browser's session."""
    folder = path.relative_to(BASE).parts[1]
    in_session = "account_logout" in form or "acting_url" in form
    return folder in {"account", "mfa", "allauth"} or in_session
