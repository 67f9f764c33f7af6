"""Markdown as people write it in the forms; what comes out is safe to show."""

import re
from collections.abc import Iterator, Sequence
from html import unescape

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

HEADING_SHIFT = 2  # the page owns h1 and h2
DEEPEST = 6
TAGS = {
    *("p", "br", "hr", "em", "strong", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a"),
    *("h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}
# A web address that somebody pasted; what ends the sentence is none of it.
ADDRESS = re.compile(r"\bhttps?://[^\s<>\"“”]*[^\s<>\"“”.,;:!?'’)\]*]", re.IGNORECASE)


def _shift_headings(state: StateCore) -> None:
    for token in state.tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + HEADING_SHIFT, DEEPEST)}"


def _link_addresses(state: StateCore) -> None:
    """Addresses as they were pasted become links, but inside a link or code."""
    for block in state.tokens:
        if block.type != "inline" or "://" not in block.content:
            continue
        made: list[Token] = []
        depth = 0  # inside a link
        for token in block.children or ():
            depth += token.nesting if token.type.startswith("link_") else 0
            made += [token] if depth or token.type != "text" else _with_links(token.content)
        block.children = made


def _with_links(text: str) -> Iterator[Token]:
    at = 0
    for found in ADDRESS.finditer(text):
        yield _words(text[at : found.start()])
        yield Token("link_open", "a", 1, attrs={"href": found[0]})
        yield _words(found[0])
        yield Token("link_close", "a", -1)
        at = found.end()
    yield _words(text[at:])


def _words(text: str) -> Token:
    return Token("text", "", 0, content=text)


def _image_as_words(
    _renderer: RendererProtocol,
    tokens: Sequence[Token],
    index: int,
    _options: OptionsDict,
    _env: EnvType,
) -> str:
    """Pictures would come from other places: their description stands in for them."""
    return escape(tokens[index].content)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True})
    parser.enable(["table", "strikethrough"])
    parser.core.ruler.push("shift_headings", _shift_headings)
    parser.core.ruler.push("link_addresses", _link_addresses)
    parser.add_render_rule("image", _image_as_words)
    return parser


_PARSER = _parser()


def to_html(text: str | None) -> SafeString:
    """HTML of a text with stars, lists and links; no raw HTML, no pictures, no scripts."""
    made = _PARSER.render(str(text or ""))
    clean = nh3.clean(
        made,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="nofollow noopener",
    )
    return mark_safe(clean)  # noqa: S308  # nh3 has just cleaned it


def to_text(text: str | None) -> str:
    """Its words alone, on one line: for places that show a part of it."""
    words = unescape(nh3.clean(_PARSER.render(str(text or "")), tags=set()))
    return " ".join(words.split())
