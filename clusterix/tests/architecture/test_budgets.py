"""Nothing grows past what can be read at once. Complexity (10) is ruff's, see .ruff.toml."""

import ast
import tomllib

from clusterix.tests.architecture.tree import (
    BASE,
    is_test,
    nodes,
    python_files,
    refuse,
    shown,
    templates,
    text_of,
)

FILE, FUNCTION, TEST_FUNCTION, TEMPLATE, COMPLEXITY = 400, 50, 40, 200, 10


def lines(path):
    return len(text_of(path).splitlines())


def test_python_files():
    long = [f"{shown(p)} has {lines(p)}" for p in python_files(with_tests=True) if lines(p) > FILE]
    refuse(long, f"Split it by page family or subject: at most {FILE} lines a file.")


def test_functions():
    long = []
    for path in python_files(with_tests=True):
        most = TEST_FUNCTION if is_test(path) else FUNCTION
        for node in nodes(path, ast.FunctionDef, ast.AsyncFunctionDef):
            length = node.end_lineno - node.lineno + 1
            if length > most:
                long.append(f"{shown(path, node.lineno)} {node.name} has {length}, not {most}")
    refuse(long, "Split it: a function is read at one glance.")


def test_templates():
    long = [f"{shown(p)} has {lines(p)}" for p in templates() if lines(p) > TEMPLATE]
    refuse(long, f"Split it with partials or includes: at most {TEMPLATE} lines a template.")


def test_ruff_watches_over_complexity_everywhere():
    config = tomllib.loads(text_of(BASE / ".ruff.toml"))["lint"]
    assert "C90" in config["select"]
    assert config["mccabe"]["max-complexity"] == COMPLEXITY
    silenced = [each for each in config["ignore"] if each.startswith("C90")]
    silenced += [
        path
        for path, rules in config["per-file-ignores"].items()
        if any(rule in "C901" for rule in rules if rule[0] == "C")
    ]
    assert silenced == []
