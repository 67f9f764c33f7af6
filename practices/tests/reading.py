"""What a page of the catalogue says, read as a person would."""

import re


def text_of(response):
    """The words of the page, without tags and with single spaces."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())).strip()


def titles_of(response):
    return re.findall(r"<h3><a[^>]*>([^<]+)</a></h3>", response.content.decode())
