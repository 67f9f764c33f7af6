"""Reads a form from a page, as a browser without JavaScript would send it."""

from html.parser import HTMLParser
from typing import Final

type Fields = dict[str, list[str]]

CHOSEN: Final = {"checkbox", "radio"}
NOT_SENT: Final = {"submit", "button", "reset", "image", "file"}


class _Forms(HTMLParser):
    """The fields of every form, in the order of the page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[Fields] = []
        self._area = self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name, kind = given.get("name", ""), given.get("type", "text")
        if tag == "form":
            self.forms.append({})
        elif tag == "textarea":
            self._area = name
            self._add(name, "")
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in given:
            self._add(self._select, given.get("value", ""))
        elif tag == "input" and kind not in NOT_SENT and (kind not in CHOSEN or "checked" in given):
            self._add(name, given.get("value", "on" if kind in CHOSEN else ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.forms[-1][self._area][-1] += data

    def _add(self, name: str, value: str) -> None:
        if name and self.forms:
            self.forms[-1].setdefault(name, []).append(value)


def read_form(page: str, having: str) -> Fields:
    """The fields of the form that has a field of this name, filled in as on the page."""
    found = [form for form in _Forms(page).forms if having in form]
    assert len(found) == 1, f"{len(found)} forms of the page have a field {having!r}, not one."
    return found[0]
