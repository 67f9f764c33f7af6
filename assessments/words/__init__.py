"""Sentences from codes and figures: outcome first, then the reason, then the doubt."""

from assessments.words.agreement import agreement_line, consensus_word
from assessments.words.changing import change_sentences, outcome_label
from assessments.words.figures import basis_line, coverage_line, range_line, score_text, two_places
from assessments.words.first_look import first_look_heading, first_look_sentence, so_far
from assessments.words.levels import level_marks, levels_line, lifts_line, without_level
from assessments.words.verdict import finding, gate_words, in_sentence, verdict

__all__ = [
    "agreement_line",
    "basis_line",
    "change_sentences",
    "consensus_word",
    "coverage_line",
    "finding",
    "first_look_heading",
    "first_look_sentence",
    "gate_words",
    "in_sentence",
    "level_marks",
    "levels_line",
    "lifts_line",
    "outcome_label",
    "range_line",
    "score_text",
    "so_far",
    "two_places",
    "verdict",
    "without_level",
]
