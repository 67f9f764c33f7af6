"""Every word for people goes through gettext."""

import ast

import pytest

from clusterix.tests.architecture.tree import (
    dotted,
    in_module,
    nodes,
    python_files,
    refuse,
    shown,
    templates,
    text_of,
    tree_of,
)
from clusterix.tests.architecture.words import bare_in_template, bare_strings

SPOKEN = {"label", "help_text", "empty_label", "verbose_name", "error_messages", "message"}
SPEAKERS = {"success", "error", "warning", "info", "ValidationError", "post", "add_error"}


def test_templates():
    wrong = [
        f"{shown(path)}: {words}"
        for path in templates()
        for words in bare_in_template(text_of(path), is_html=path.suffix == ".html")
    ]
    refuse(wrong, '{% translate "..." %} or {% blocktranslate %}; in arguments _("...").')


def literals(path, node):
    return [f"{shown(path, each.lineno)} {each.value[:60]}" for each in bare_strings(node)]


def test_rules_forms_and_filters():
    wrong = [
        each
        for path in python_files()
        if in_module(path, "rules", "forms", "filters")
        for each in literals(path, tree_of(path))
    ]
    refuse(wrong, "Wrap the sentence in gettext_lazy as _; f-strings cannot be translated.")


def test_labels_and_help():
    wrong = [
        f"{shown(path, node.value.lineno)} {node.arg}={node.value.value!r}"
        for path in python_files()
        for node in nodes(path, ast.keyword)
        if node.arg in SPOKEN and isinstance(node.value, ast.Constant)
        if isinstance(node.value.value, str) and node.value.value and " " in node.value.value
        if not in_module(path, "launch", "demonstration", "management", "environment", "addresses")
    ]
    refuse(wrong, "Wrap labels and help texts in gettext_lazy as _.")


def test_refusals():
    """What an action raises, and the `sentence` of an error."""
    wrong = []
    for path in python_files():
        if in_module(path, "actions", "views", "api", "rules"):
            for node in nodes(path, ast.Raise):
                wrong += literals(path, node)
        for node in nodes(path, ast.ClassDef):
            for line in node.body:
                if isinstance(line, ast.Assign | ast.AnnAssign) and line.value is not None:
                    targets = line.targets if isinstance(line, ast.Assign) else [line.target]
                    if "sentence" in [getattr(each, "id", "") for each in targets]:
                        wrong += literals(path, line.value)
    refuse(wrong, "A refusal is read by people: wrap its sentence in gettext_lazy as _.")


def test_messages_mails_and_form_errors():
    wrong = []
    for path in python_files():
        if in_module(path, "launch", "demonstration", "management"):
            continue
        for node in nodes(path, ast.Call):
            if dotted(node.func).rpartition(".")[2] in SPEAKERS:
                for each in (*node.args, *(keyword.value for keyword in node.keywords)):
                    wrong += literals(path, each)
    refuse(wrong, "Wrap it in gettext; a letter's text is best a template.")


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>Good day</p>", ["Good day"]),
        ('<p>{% translate "Good day" %}</p>', []),
        ("{% blocktranslate count n=n %}one{% plural %}many{% endblocktranslate %}", []),
        ('<input placeholder="Search here">', ['placeholder="Search here"']),
        ('<input type="submit" value="Send">', ['value="Send"']),
        ('<a title="{{ x }}" class="Big Button">{{ name }} · 3</a>', []),
        ('{% field form.title hint="Say it briefly" %}', ["field: Say it briefly"]),
        ('{% field form.title hint=_("Say it briefly") look="seg" %}', []),
        ('{{ day|default:"Not known" }}', ['day|default:"Not: Not known']),
        ('{{ day|date:"j F Y" }}{# A note #}', []),
        ("<code>run this</code>", []),
        ("<title>{{ title }} – Clusterix</title>", []),
    ],
)
def test_bare_words_in_a_template_are_found(template, found):
    assert bare_in_template(template) == found


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('raise No("Ask the lead.")', ["Ask the lead."]),
        ('raise No(_("Ask the lead."))', []),
        ('x = f"Ask {name} first"', ["Ask  first"]),
        ('ngettext("one day", "many days", n)', []),
        ('"""A docstring."""', []),
        ('x["a key"] == "two words"', []),
    ],
)
def test_bare_words_in_code_are_found(code, found):
    assert [each.value for each in bare_strings(ast.parse(code))] == found
