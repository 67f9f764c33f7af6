import re

STYLE = "/style/"


def test_the_administrator_sees_every_block(administrator):
    html = administrator.get(STYLE).content.decode()
    assert re.findall(r"<h2>(.*?)</h2>", html) == [
        *("Buttons", "Labels", "Facts and figures", "Transfer marks", "Rating"),
        *("Form with errors", "There are 2 problems"),
        *("Nothing found", "Nothing there yet", "Loading", "Messages", "Pages"),
        *("Numbers and dates", "Text that people wrote", "Code for a phone", "Icons"),
    ]


def test_others_do_not_find_it(visitor, member, lead):
    assert [each.get(STYLE).status_code for each in (visitor, member, lead)] == [404, 404, 404]


def test_every_symbol_on_the_page_is_in_the_sprite(administrator, settings):
    html = administrator.get(STYLE).content.decode()
    used = set(re.findall(r'icons\.svg#([\w-]+)"', html))
    sprite = (settings.BASE_DIR / "static" / "icons.svg").read_text()
    drawn = set(re.findall(r'id="([\w-]+)"', sprite))
    assert used == drawn
