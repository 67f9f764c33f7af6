"""Finds words for people that do not go through gettext."""

import ast
import re
from html.parser import HTMLParser

# Names and formats that are the same in every language.
NAMES = {
    "Clusterix",
    "NUTS",
    "PDF",
    "DOCX",
    "XLSX",
    "CSV",
    "JSON",
    "ICS",
    "URL",
    "API",
    "QR",
    "SHA",
}
LETTERS = re.compile(r"[^\W\d_]{2,}")
TRANSLATED = re.compile(
    r"{#.*?#}|{%-?\s*(?:comment|verbatim)\b.*?end(?:comment|verbatim)\s*-?%}"
    r"|{%-?\s*blocktrans(?:late)?\b.*?endblocktrans(?:late)?\s*-?%}"
    r"|{%-?\s*trans(?:late)?\b.*?%}",
    re.DOTALL,
)
TEMPLATE_CODE = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
VISIBLE = {"placeholder", "aria-label", "title", "alt", "label", "aria-description", "summary"}
SPOKEN_VALUES = {"submit", "button", "reset"}
SILENT = {"script", "style", "code"}
# These tags take addresses, names of files and comparisons, never words for people.
CODE_TAGS = {
    *("url", "static", "include", "extends", "load", "if", "elif", "for", "cycle", "csrf_token"),
    *("block", "endblock", "partialdef", "partial", "htmx_script", "regroup", "now", "get_current"),
}
FORMATS = re.compile(r"\|(date|time|day|floatformat|number|signed|stringformat|slice):\"[^\"]*\"")
WRAPPERS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "npgettext"}


def has_words(text):
    return any(word not in NAMES for word in LETTERS.findall(text))


class _Words(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.found, self._open = [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self._open.append(tag)
        self._attributes(tag, dict(attrs))

    def handle_startendtag(self, tag, attrs):
        self._attributes(tag, dict(attrs))

    def _attributes(self, tag, attributes):
        spoken = {name: attributes.get(name) for name in VISIBLE}
        if attributes.get("type") in SPOKEN_VALUES:
            spoken["value"] = attributes.get("value")
        if tag == "meta" and attributes.get("name") in {"description"}:
            spoken["content"] = attributes.get("content")
        self.found += [f'{k}="{v}"' for k, v in spoken.items() if v and has_words(v)]

    def handle_endtag(self, tag):
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data):
        data = re.sub(r"[\w:-]+=\"[^\"]*\"", "", data)  # attributes in a block of their own
        if not SILENT & set(self._open) and has_words(data):
            self.found.append(" ".join(data.split())[:60])


def bare_in_template(text, *, is_html=True):
    """Words between tags, in spoken attributes, and in arguments of template tags and filters."""
    rest = TRANSLATED.sub("", text)
    found = [each for code in TEMPLATE_CODE.findall(rest) for each in _bare_in_code(code)]
    plain = TEMPLATE_CODE.sub("", rest)
    if is_html:
        return found + _Words(plain).found
    return found + [line.strip()[:60] for line in plain.splitlines() if has_words(line)]


def _bare_in_code(code):
    """Strings that look like words: with a space, or beginning like a sentence."""
    tag = code[2:-2].strip(" -").partition(" ")[0]
    if code.startswith("{%") and tag in CODE_TAGS:
        code = " ".join(re.findall(r"\|default:\"[^\"]*\"", code))
    code = FORMATS.sub("", re.sub(r"_\((\"[^\"]*\"|'[^']*')\)", "", code))
    for text in re.findall(r"\"([^\"]*)\"|'([^']*)'", code):
        words = "".join(text)
        if has_words(words) and (" " in words.strip() or words[0].isupper()):
            yield f"{tag}: {words[:60]}"


def is_wrapped(call):
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return name in WRAPPERS


def bare_strings(node):
    """String literals with words below `node` that are not inside a gettext call.

    Docstrings, subscripts, comparisons and the names in `__all__` are no words for people.
    """
    if isinstance(node, ast.Call) and is_wrapped(node):
        return
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str) and " " in node.value.strip() and has_words(node.value):
            yield node
        return
    if isinstance(node, ast.JoinedStr):
        text = "".join(each.value for each in node.values if isinstance(each, ast.Constant))
        if " " in text and has_words(text):
            yield ast.Constant(text, lineno=node.lineno)
        return
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.Subscript | ast.Compare):
        return
    for child in ast.iter_child_nodes(node):
        yield from bare_strings(child)
