"""Everything points down the order of the apps; imports are import-linter's."""

import ast
import re
from functools import cache

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.fields import GenericForeignKey
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.migration import SwappableTuple

from clusterix.tests.architecture.tree import (
    APPS,
    BASE,
    HEIGHT,
    app_of,
    dotted,
    nodes,
    python_files,
    refuse,
    shown,
    templates,
    text_of,
)

REFERENCE = re.compile(r"{%-?\s*(?:include|extends)\s+[\"']([^\"'#]+)")
MANAGER_METHODS = {
    *("all", "filter", "exclude", "get", "first", "last", "count", "exists", "values"),
    *("values_list", "order_by", "aggregate", "annotate", "select_related", "prefetch_related"),
}
QUERIES = {
    *("filter", "exclude", "get", "values", "values_list", "order_by", "only", "defer", "annotate"),
    *("select_related", "prefetch_related", "Q", "F", "Count", "Sum", "Max", "Min", "Prefetch"),
}
LIBRARIES = re.compile(r"{%-?\s*load\s+(.+?)\s*-?%}")


def models_of_ours():
    return [model for model in apps.get_models() if model._meta.app_label in HEIGHT]


def points_up(source, target):
    return target in HEIGHT and HEIGHT[target] > HEIGHT[source]


def test_installed_apps_stand_in_the_order_of_the_import_linter():
    installed = [app for app in settings.INSTALLED_APPS if app in HEIGHT and app != "clusterix"]
    assert installed == list(APPS[1:]), (
        "INSTALLED_APPS and the layers in .importlinter name the same order: correct one of them."
    )


def test_relations_point_down():
    wrong = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in models_of_ours()
        for field in model._meta.get_fields(include_hidden=True)
        if field.concrete and field.is_relation and field.related_model
        if field.related_model is not get_user_model()
        if points_up(model._meta.app_label, field.related_model._meta.app_label)
    ]
    refuse(
        wrong,
        "A table knows only tables of its own app and of those below. Keep a plain value, "
        "or move the relation into the upper app.",
    )


def test_no_relation_can_point_anywhere():
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model in models_of_ours()
        for field in model._meta.private_fields
        if isinstance(field, GenericForeignKey)
    ]
    refuse(wrong, "A generic relation has no direction: keep type and id as plain values.")


def test_migrations_point_down():
    loader = MigrationLoader(None, ignore_no_migrations=True)
    wrong = [
        f"{app}.{name} -> {dependency[0]}.{dependency[1]}"
        for (app, name), migration in loader.disk_migrations.items()
        if app in HEIGHT
        for dependency in (*migration.dependencies, *migration.run_before)
        if not isinstance(dependency, SwappableTuple) and points_up(app, dependency[0])
    ]
    refuse(wrong, "A migration depends on its own app and those below: move it up.")


def test_migrations_read_only_models_from_below():
    wrong = []
    for app in APPS:
        for path in sorted((BASE / app / "migrations").glob("*.py")):
            used = re.findall(r"get_model\(\s*[\"'](\w+)", text_of(path))
            wrong += [f"{shown(path)} -> {each}" for each in used if points_up(app, each)]
    refuse(wrong, "A migration works on tables of its own app and those below: move it up.")


def test_templates_include_and_extend_from_below():
    wrong = [
        f"{shown(path)} -> {name}"
        for path in templates()
        for name in REFERENCE.findall(text_of(path))
        if points_up(owner(path), name.partition("/")[0])
    ]
    refuse(
        wrong,
        "A template includes and extends those of its own app, of apps below and the frame in "
        "templates/. Let the upper app register a panel (core/panels.py) instead.",
    )


def test_templates_load_tags_from_below():
    home = {path.stem: app for app in APPS for path in tag_files(app)}
    wrong = []
    for path in templates():
        for names in LIBRARIES.findall(text_of(path)):
            wanted = names.partition(" from ")[2].split() or names.split()
            wrong += [
                f"{shown(path)} -> {name} of {home[name]}"
                for name in wanted
                if points_up(owner(path), home.get(name, ""))
            ]
    refuse(wrong, "A template loads tags of its own app and of those below.")


def owner(path):
    """The app of a template. In templates/ the frame stands on the ground, pages on the roof."""
    source = app_of(path)
    if source != "templates":
        return source
    return "core" if str(path.relative_to(BASE / "templates")) in frame() else "clusterix"


@cache
def frame():
    """What the apps' templates use of templates/, and what these use in their turn."""
    found, fresh = set(), [path for path in templates() if app_of(path) != "templates"]
    while fresh:
        names = {name for path in fresh for name in REFERENCE.findall(text_of(path))} - found
        found |= names
        fresh = [path for name in names if (path := BASE / "templates" / name).exists()]
    return found


def test_no_relation_is_followed_up():
    """`practice.decisions` reads a table of an upper app without importing it."""
    wrong = []
    for path in python_files():
        above = names_from_above(app_of(path))
        for node in nodes(path, ast.Call, ast.Attribute):
            wrong += [f"{shown(path, node.lineno)} {name}" for name in followed(node) & above]
    for path in templates():
        used = set(re.findall(r"\.(\w+)\.(?:all|count|exists|first|last)\b", text_of(path)))
        wrong += [f"{shown(path)} {name}" for name in used & names_from_above(owner(path))]
    refuse(wrong, "The upper app reads its own tables: let it register a panel or set the spine.")


@cache
def names_from_above(app):
    """How tables of upper apps are reached backwards, unless a name means something here, too."""
    above, known = set(), set()
    if app not in HEIGHT:
        return above
    for model in models_of_ours():
        known |= {field.name for field in model._meta.get_fields() if field.concrete}
        for relation in model._meta.related_objects:
            is_above = points_up(app, relation.related_model._meta.app_label)
            names = {relation.get_accessor_name(), relation.name} - {None}
            (above if is_above else known).update(names)
    return above - known


def followed(node):
    """Names that a query or a related manager follows."""
    if isinstance(node, ast.Attribute):
        reads = node.attr in MANAGER_METHODS and isinstance(node.value, ast.Attribute)
        return {node.value.attr} if reads else set()
    called = node.func.attr if isinstance(node.func, ast.Attribute) else dotted(node.func)
    if called not in QUERIES:
        return set()
    lookups = [each.arg for each in node.keywords if each.arg]
    lookups += [each.value for each in node.args if isinstance(each, ast.Constant)]
    return {name for lookup in lookups for name in str(lookup).lstrip("-").split("__")}


def tag_files(app):
    return [path for path in (BASE / app).glob("templatetags/*.py") if path.stem != "__init__"]
