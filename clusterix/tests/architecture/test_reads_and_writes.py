"""Reads start from a reader; writes are actions; the time comes from one place."""

import ast
import inspect
import re
from importlib import import_module

from clusterix.tests.architecture.tree import (
    BASE,
    dotted,
    in_module,
    nodes,
    python_files,
    refuse,
    shown,
    templates,
    text_of,
)

# Where a queryset is taken up without naming the reader, or written past the actions.
UNNAMED = {
    *("all", "filter", "exclude", "get", "values", "values_list", "first", "last", "latest"),
    *("count", "exists", "order_by", "in_bulk", "iterator", "raw", "annotate", "aggregate"),
    *("select_related", "prefetch_related", "only", "defer", "distinct", "extra", "using"),
    *("create", "update", "delete", "bulk_create", "bulk_update"),
    *("get_or_create", "update_or_create"),
}
MANAGERS = {"objects", "_default_manager", "_base_manager"}
SHORTCUTS = {"get_object_or_404", "get_list_or_404"}
CLOCKS = {
    "timezone.now",
    "date.today",
    "datetime.now",
    "datetime.today",
    "datetime.utcnow",
    "datetime.datetime.now",
    "datetime.date.today",
    "time.time",
}
# These run outside requests and acts: starting processes and setting a cookie's end.
# A session is kept by Django, whose clock nobody sets: so it ends by the same one.
CLOCKS_OF_THEIR_OWN = {"core/clock.py", "accounts/sessions.py"}


def reading_files():
    return [path for path in python_files() if in_module(path, "views", "api", "home", "panels")]


def action_files():
    return [path for path in python_files() if in_module(path, "actions")]


def test_views_and_api_start_from_a_reader():
    wrong = [
        f"{shown(path, node.lineno)} {dotted(node)}"
        for path in reading_files()
        for node in nodes(path, ast.Attribute)
        if node.attr in UNNAMED and dotted(node.value).rpartition(".")[2] in MANAGERS
    ]
    refuse(
        wrong,
        "Start from a queryset method named for the reader: "
        "Practice.objects.visible_to(request.reader).",
    )


def test_shortcuts_get_a_queryset_not_a_model():
    wrong = [
        shown(path, node.lineno)
        for path in reading_files()
        for node in nodes(path, ast.Call)
        if dotted(node.func).rpartition(".")[2] in SHORTCUTS
        if dotted(node.args[0])[:1].isupper() and not isinstance(node.args[0], ast.Call)
    ]
    refuse(wrong, "get_object_or_404(Practice.objects.visible_to(request.reader), ...).")


def test_templates_start_from_what_the_view_gave():
    wrong = [shown(path) for path in templates() if re.search(r"\.objects\.", text_of(path))]
    refuse(wrong, "Let the view pass the rows that this reader may see.")


def functions_of(path):
    """The functions that the module defines, by their full names."""
    name = module_name(path)
    for function_name, function in inspect.getmembers(import_module(name), inspect.isfunction):
        if function.__module__ == name:
            yield f"{name}.{function_name}", function


def module_name(path):
    return ".".join(path.relative_to(BASE).with_suffix("").parts).removesuffix(".__init__")


def called_from_outside():
    """Functions that others import from an app's actions."""
    for path in python_files():
        for node in nodes(path, ast.ImportFrom):
            app, _, rest = (node.module or "").partition(".")
            if rest.partition(".")[0] != "actions" or module_name(path).startswith(
                f"{app}.actions"
            ):
                continue
            module = import_module(node.module)
            for alias in node.names:
                found = getattr(module, alias.name, None)
                if inspect.isfunction(found):
                    yield f"{shown(path, node.lineno)} {node.module}.{alias.name}", found


def public_functions():
    """All of an `actions.py`; of a folder those that others use: the rest are shared steps."""
    for path in action_files():
        if path.name == "actions.py":
            yield from (each for each in functions_of(path) if each[1].__name__[0] != "_")
    yield from called_from_outside()


def test_every_public_function_among_the_actions_is_an_action():
    wrong = [name for name, function in public_functions() if not hasattr(function, "is_action")]
    refuse(
        wrong,
        "Decorate it with @core.audit.action. What only computes belongs to rules.py or a "
        "queryset; a step of an action starts with an underscore, or is not used elsewhere.",
    )


def test_actions_take_keywords_and_say_by_whom():
    wrong = []
    for path in action_files():
        for name, function in functions_of(path):
            parameters = inspect.signature(function).parameters
            kinds = {each.kind for each in parameters.values()}
            fits = "by" in parameters and kinds <= {inspect.Parameter.KEYWORD_ONLY}
            if hasattr(function, "is_action") and not fits:
                wrong.append(f"{name}({', '.join(parameters)})")
    refuse(wrong, "def publish(*, practice: Practice, by: Reader) -> Practice.")


def test_only_actions_change_a_state():
    wrong = []
    for path in python_files():
        if in_module(path, "actions", "launch"):
            continue
        for node in nodes(path, ast.Assign, ast.AugAssign, ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(each, ast.Attribute) and each.attr == "state" for each in targets):
                wrong.append(shown(path, node.lineno))
        for node in nodes(path, ast.Call):
            name = dotted(node.func).rpartition(".")[2]
            if name in {"update", "update_or_create", "bulk_update"} and any(
                each.arg == "state" for each in node.keywords
            ):
                wrong.append(shown(path, node.lineno))
    refuse(wrong, "A state changes in actions.py alone, with its rule and its audit line.")


def test_the_time_is_read_in_one_place():
    wrong = []
    for path in python_files():
        if shown(path) in CLOCKS_OF_THEIR_OWN:
            continue
        wrong += [
            f"{shown(path, node.lineno)} {dotted(node)}"
            for node in nodes(path, ast.Attribute)
            if dotted(node) in CLOCKS
        ]
        wrong += [
            f"{shown(path, node.lineno)} {dotted(node.func)}()"
            for node in nodes(path, ast.Call)
            if dotted(node.func) in {"timezone.localdate", "timezone.localtime"}
            and not (node.args or node.keywords)
        ]
        wrong += [
            f"{shown(path, node.lineno)} {alias.name}"
            for node in nodes(path, ast.ImportFrom)
            for alias in node.names
            if (node.module, alias.name)
            in {
                ("django.utils.timezone", "now"),
                ("time", "time"),
                ("django.db.models.functions", "Now"),
            }
        ]
        wrong += [
            f"{shown(path, node.lineno)} {each.arg}"
            for node in nodes(path, ast.Call)
            for each in node.keywords
            if each.arg in {"auto_now", "auto_now_add"}
        ]
    refuse(wrong, "Use core.clock.now() or core.clock.today(): tests and stories set them.")
