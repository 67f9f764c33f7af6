"""What a page of the catalogue says, read as a person would."""

import re


def text_of(response):
    """The words of the page, without tags and with single spaces."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())).strip()


def titles_of(response):
    """Of a list, without the marks around words that were searched."""
    content = re.sub(r"</?mark>", "", response.content.decode())
    return [title.strip() for title in re.findall(r"<h3><a[^>]*>([^<]+)</a></h3>", content)]
