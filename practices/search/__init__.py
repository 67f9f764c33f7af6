"""Full text of the catalogue: what is kept of each listed practice, and how it is asked."""

from practices.search.answer import Tally, answer_to
from practices.search.asking import MAX_QUERY, any_asked, any_word_of, asked, query_for
from practices.search.facets import Facet
from practices.search.index import hold_index, index, index_all, rebuild
from practices.search.languages import PLAIN, STEMMED, config_for
from practices.search.question import Order, Question
from practices.search.source import SECTIONS

__all__ = [
    "MAX_QUERY",
    "PLAIN",
    "SECTIONS",
    "STEMMED",
    "Facet",
    "Order",
    "Question",
    "Tally",
    "answer_to",
    "any_asked",
    "any_word_of",
    "asked",
    "config_for",
    "hold_index",
    "index",
    "index_all",
    "query_for",
    "rebuild",
]
