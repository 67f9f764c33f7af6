from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

from core.styles import NAME, ORDER, JoinedStylesFinder, squeezed

FOLDER = settings.BASE_DIR / "static" / "css"


def test_every_part_is_in_the_stylesheet():
    assert sorted(ORDER) == sorted(path.stem for path in FOLDER.glob("*.css"))


def test_the_stylesheet_is_its_parts_in_order():
    found = finders.find(NAME)
    parts = "".join((FOLDER / f"{x}.css").read_text() for x in ORDER)
    assert Path(found).read_text() == squeezed(parts)


def test_squeezing_takes_comments_and_indents_and_leaves_quotes_alone():
    css = """/* It's a note; { } */
    .a > .b , .c {
      content: "a ;  /* b */"; margin: calc(1px + 2px) 0;
    }
    @media (width > 1px) and (hover) { .d { color : red } } /* end */
    """
    assert squeezed(css) == (
        '.a > .b,.c{content: "a ;  /* b */";margin: calc(1px + 2px) 0;}'
        "@media (width > 1px) and (hover){.d{color : red}}"
    )


def test_an_outdated_copy_is_written_anew(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    (tmp_path / "static" / "css").mkdir(parents=True)
    for name in ORDER:
        (tmp_path / "static" / "css" / f"{name}.css").write_text(f".{name} {{}}\n")
    finder = JoinedStylesFinder()
    finder.join()
    (tmp_path / "static" / "css" / "pages.css").write_text(".new {}\n")
    assert [name for name, _storage in finder.list([])] == [NAME]
    assert ".check{}.new{}.method{}" in finder.target.read_text()
    assert [path.name for path in finder.target.parent.iterdir()] == [NAME]


def test_other_files_are_not_its_business():
    assert JoinedStylesFinder().find("icons.svg") == []
    assert JoinedStylesFinder().find(NAME, find_all=True) == [finders.find(NAME)]


def test_parts_stay_readable_and_ask_nobody_else():
    for path in FOLDER.glob("*.css"):
        text = path.read_text()
        assert len(text.splitlines()) <= 300, path.name
        assert "url(" not in text, path.name
        assert "@import" not in text, path.name
