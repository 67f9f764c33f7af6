"""What the figures say in one sentence: "Three of six targets met, one far behind"."""

from collections.abc import Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.ui.words import number_word
from reports.content import FigureLine
from reports.votes import Votes


def in_words(number: int) -> str:
    """Small numbers as words, as people say them; zero is "none"."""
    return number_word(number) if number else _("none")


def finding_of(figures: Sequence[FigureLine]) -> str:
    """How many targets are met, and how many are far behind."""
    aimed = [each for each in figures if each.target is not None]
    if not figures:
        return _("No figures yet")
    if not aimed:
        return _("What was reached; no targets are set")
    met = sum(each.is_met for each in aimed)
    behind = sum(each.is_far_behind for each in aimed)
    said = capfirst(_met(met, len(aimed)))
    if not behind:
        return said
    return ngettext("%(said)s, one far behind", "%(said)s, %(words)s far behind", behind) % {
        "said": said,
        "words": in_words(behind),
    }


def vote_sentence(votes: Votes) -> str:
    """Where the vote stands: "Five of six needed seats agree. One objects."."""
    words = {"agree": in_words(votes.agree), "quorum": in_words(votes.quorum)}
    said = ngettext(
        "%(agree)s of one needed seat agrees.",
        "%(agree)s of %(quorum)s needed seats agree.",
        votes.quorum,
    )
    if votes.agree >= votes.quorum:
        said = ngettext(
            "%(agree)s seat agrees, enough to lock.",
            "%(agree)s seats agree, enough to lock.",
            votes.agree,
        )
    sentence = str(capfirst(said % words))
    if not votes.object_:
        return sentence
    against = ngettext("%(words)s objects.", "%(words)s object.", votes.object_)
    return f"{sentence} {capfirst(against % {'words': in_words(votes.object_)})}"


def _met(met: int, whole: int) -> str:
    if met == whole:
        return ngettext("the one target is met", "all %(whole)s targets met", whole) % {
            "whole": in_words(whole)
        }
    return ngettext("%(met)s of one target met", "%(met)s of %(whole)s targets met", whole) % {
        "met": in_words(met),
        "whole": in_words(whole),
    }
