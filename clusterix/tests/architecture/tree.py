"""The source tree: apps in their order, Python files and templates."""

import ast
import configparser
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

BASE = Path(__file__).resolve().parents[3]


def _layers() -> tuple[str, ...]:
    parser = configparser.ConfigParser()
    parser.read(BASE / ".importlinter", encoding="utf-8")
    return tuple(parser["importlinter:contract:rooms"]["layers"].split())


APPS = _layers()  # from the roof to the ground
HEIGHT = {app: len(APPS) - number for number, app in enumerate(APPS)}  # core is 1


def app_of(path: Path) -> str:
    return path.relative_to(BASE).parts[0]


def is_test(path: Path) -> bool:
    return "tests" in path.parts or path.name == "conftest.py" or "testing" in path.parts


def shown(path: Path, line: int = 0) -> str:
    name = str(path.relative_to(BASE))
    return f"{name}:{line}" if line else name


@cache
def python_files(*, with_tests: bool = False, with_migrations: bool = False) -> tuple[Path, ...]:
    found = [path for app in APPS for path in sorted((BASE / app).rglob("*.py"))]
    found += [BASE / "manage.py", BASE / "conftest.py"]
    return tuple(
        path
        for path in found
        if (with_tests or not is_test(path)) and (with_migrations or "migrations" not in path.parts)
    )


@cache
def templates() -> tuple[Path, ...]:
    folders = [BASE / "templates", *(BASE / app / "templates" for app in APPS)]
    return tuple(
        path
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.suffix in {".html", ".txt", ".xml"}
    )


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(text_of(path), filename=str(path))


def nodes(path: Path, *kinds: type[ast.AST]) -> Iterator[ast.AST]:
    """All nodes of these kinds."""
    return (node for node in ast.walk(tree_of(path)) if isinstance(node, kinds))


def dotted(node: ast.AST) -> str:
    """timezone.now for an attribute of a name; what is called or indexed becomes a dot alone."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def in_module(path: Path, *names: str) -> bool:
    """Whether the file is, or lies in the folder of, one of these parts of an app."""
    parts = path.relative_to(BASE).parts[1:]
    return bool(parts) and (parts[0].removesuffix(".py") in names)


def refuse(wrong: Iterable[str], sentence: str) -> None:
    """Fail with what to do and every place where it is to be done."""
    if listing := list(wrong):
        pytest.fail("\n".join([sentence, *listing]), pytrace=False)
