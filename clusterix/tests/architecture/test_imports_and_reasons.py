"""What departs from a habit says why, beside it."""

import ast
import re

from clusterix.tests.architecture.tree import is_test, nodes, python_files, refuse, shown, text_of

SUPPRESSION = re.compile(r"#\s*(noqa|type:\s*ignore|fmt:|pragma|nosec)\b")
REASON = re.compile(r"\w+\W+\w{2,}")  # two words
CODE = re.compile(r"(noqa:\s*[A-Z]+\d+(\s*,\s*[A-Z]+\d+)*|type:\s*ignore\[[a-z0-9\-, ]+\])")


def functions(path):
    return nodes(path, ast.FunctionDef, ast.AsyncFunctionDef)


def has_comment(lines, number):
    """On the line itself, or alone above it; one comment may speak for a run of imports."""
    if "#" in lines[number - 1]:
        return True
    above = number - 2
    while lines[above].lstrip().startswith(("from ", "import ")):
        above -= 1
    return lines[above].lstrip().startswith("#")


def test_an_import_inside_a_function_says_why():
    wrong = set()
    for path in python_files():
        lines = text_of(path).splitlines()
        for function in functions(path):
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom) and not has_comment(
                    lines, node.lineno
                ):
                    wrong.add(shown(path, node.lineno))
    refuse(sorted(wrong), "Import at the top, or say why not in a comment on the line.")


def reason_of(lines, number):
    """What stands behind the suppression on its line, or in the comment above."""
    line = lines[number]
    comment = line[line.index("#") :]
    rest = CODE.sub("", comment).replace("noqa", "").replace("type: ignore", "")
    above = lines[number - 1].strip() if number else ""
    return rest + (above if above.startswith("#") else "")


def test_a_suppression_names_its_rule_and_says_why():
    wrong = []
    for path in python_files(with_tests=True):
        lines = text_of(path).splitlines()
        for number, line in enumerate(lines):
            if not SUPPRESSION.search(line):
                continue
            if not CODE.search(line) or not REASON.search(reason_of(lines, number)):
                wrong.append(f"{shown(path, number + 1)} {line.strip()[-80:]}")
    refuse(wrong, "# noqa: S105 - printed for everybody: the rule, then the reason.")


def test_tests_are_not_skipped_for_good():
    wrong = [
        shown(path, node.lineno)
        for path in python_files(with_tests=True)
        if is_test(path)
        for node in nodes(path, ast.Attribute)
        if node.attr in {"xfail"}
    ]
    refuse(wrong, "A test that is expected to fail protects nothing: repair it.")
