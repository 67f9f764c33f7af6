"""What a page of the catalogue says, read as a person would."""

import re

from django.http import QueryDict

from practices.filters import PracticeFilter, Vocabulary
from practices.finding.facets import facets_of, tally_of
from regions.reader import Reader


def text_of(response):
    """The words of the page, without tags and with single spaces."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())).strip()


def titles_of(response):
    """Of a list, without the marks around words that were searched."""
    content = re.sub(r"</?mark>", "", response.content.decode())
    return [title.strip() for title in re.findall(r"<h3><a[^>]*>([^<]+)</a></h3>", content)]


def read(query="", reader=None):
    """The filters of an address."""
    reader = reader or Reader.visitor()
    words = Vocabulary.for_reader(reader)
    return PracticeFilter(QueryDict(query), reader, words)


def counts(query="", reader=None):
    """Per facet the counts by label, in the order of the rail."""
    filters = read(query, reader)
    return {
        facet.heading: {choice.label: choice.count for choice in facet.choices}
        for facet in facets_of(filters, tally_of(filters))
    }
