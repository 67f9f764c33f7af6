"""An emblem is taken apart, never decoded, and put together from what draws it."""

import pytest

from clusterix.setup.emblem import MOST_BYTES, NotAnEmblem, cleaned
from clusterix.tests.setup.pictures import chunk, png

SECRET = chunk(b"tEXt", b"Author\0Eva")


def test_a_plain_picture_stays_byte_by_byte():
    assert cleaned(png()) == png()


def test_comments_and_what_follows_the_end_are_removed():
    assert cleaned(png(40, 40, SECRET) + b"<script>alert(1)</script>") == png()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        png()[:60],
        png()[:-12],
        png().replace(b"IHDR", b"IHDX"),
        png(20_000, 20_000),
        png(0, 10),
        b"\x89PNG\r\n\x1a\n" + chunk(b"IEND", b""),
        png() + b"x" * MOST_BYTES,
    ],
    ids=[
        *("empty", "gif", "svg", "cut off", "no end", "wrong sum", "huge", "no width"),
        *("nothing in it", "too many bytes"),
    ],
)
def test_everything_else_is_refused_with_a_sentence(data):
    with pytest.raises(NotAnEmblem, match="Choose a PNG picture of at most 200 kB"):
        cleaned(data)
