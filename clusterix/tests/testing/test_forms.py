"""Forms are read as a browser would send them."""

import pytest

from clusterix.testing.forms import read_form

PAGE = """
<form action="/sign-out/"><input type="hidden" name="token" value="1"></form>
<form method="post">
  <input type="hidden" name="token" value="2"><input name="title" value="A &amp; B">
  <input type="checkbox" name="tag" value="x" checked><input type="checkbox" name="tag" value="y">
  <input type="checkbox" name="tag" value="z" checked/><input type="checkbox" name="yes" checked>
  <input type="radio" name="kind" value="a"><input type="radio" name="kind" value="b" checked>
  <textarea name="text">One
two</textarea><textarea name="more"></textarea>
  <select name="region"><option value="AT12"><option value="SE22" selected></select>
  <input type="file" name="paper"><button name="act" value="save">Save</button>
</form>
"""


def test_a_form_is_read_as_it_stands_on_the_page():
    assert read_form(PAGE, having="title") == {
        "token": ["2"],
        "title": ["A & B"],
        "tag": ["x", "z"],
        "yes": ["on"],
        "kind": ["b"],
        "text": ["One\ntwo"],
        "more": [""],
        "region": ["SE22"],
    }


@pytest.mark.parametrize("name", ["token", "nothing"])
def test_the_field_tells_which_form_is_meant(name):
    with pytest.raises(AssertionError, match="forms of the page have a field"):
        read_form(PAGE, having=name)
