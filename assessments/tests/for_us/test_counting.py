"""What speaks for a practice: points in parts that add up, whatever goes in."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from assessments.for_us.counting import line_of, lines
from assessments.for_us.model import Candidate, Doubt, Fact, Likeness, Refused, Said, Subject, Wish
from assessments.for_us.points import ABOUT, PARTS, PartName
from assessments.models import Outcome, ReasonKind
from practices.models import Instrument, RequirementKind, TransferStatus

NAMES = [part.name for part in PARTS]
ids = st.integers(1, 4)
themes = st.none() | ids
instruments = st.sampled_from(["", *Instrument.values])
fields = st.frozensets(ids, max_size=3)
words = st.frozensets(st.sampled_from(["food", "packag", "voucher", "school"]))
kinds = st.sampled_from(RequirementKind.values)
wishes = st.builds(
    Wish, id=ids, text=st.sampled_from(["A", "B"]), theme=themes, industry=themes,
    instrument=instruments, words=words,
)  # fmt: skip
refusals = st.builds(
    Refused, title=st.sampled_from(["X", "Y"]), reason=st.sampled_from(ReasonKind.values),
    theme=themes, instrument=instruments, fields=fields,
)  # fmt: skip
likenesses = st.builds(
    Likeness, name=st.sampled_from(["P", "Q"]), shared=st.integers(0, 3),
    fields=st.lists(st.sampled_from(["Food", "Wood", "Design"]), unique=True).map(tuple),
    distance=st.none() | st.integers(0, 8).map(lambda n: Fraction(n, 4)),
)  # fmt: skip
subjects = st.builds(
    Subject,
    fields=st.dictionaries(ids, st.sampled_from(["Food", "Wood"]), max_size=3),
    wishes=st.lists(wishes, max_size=4).map(tuple),
    has=st.dictionaries(kinds, st.integers(0, 3)),
    refused=st.lists(refusals, max_size=4).map(tuple),
    likenesses=st.dictionaries(ids, likenesses, max_size=4),
)
answers = st.builds(
    Said, region=ids, status=st.sampled_from(TransferStatus.values),
    suggestion=st.sampled_from(["", *Outcome.values]),
)  # fmt: skip
candidates = st.builds(
    Candidate, id=st.integers(1, 99), title=st.just("T"), sort=st.sampled_from(["a", "b"]),
    theme=themes, instrument=instruments, fields=fields, words=words,
    core=st.lists(st.tuples(kinds, st.integers(1, 3)), max_size=4).map(tuple),
    said=st.lists(answers, max_size=4, unique_by=lambda said: said.region).map(tuple),
)  # fmt: skip


def part(line, name):
    return line.parts[NAMES.index(name)]


def facts(subject, candidate, name):
    return [(fact.code, fact.points) for fact in part(line_of(subject, candidate), name).facts]


@given(subjects, candidates)
def test_facts_add_up_to_parts_and_parts_to_the_score(subject, candidate):
    line = line_of(subject, candidate)
    assert [each.name for each in line.parts] == NAMES
    assert line.score == sum(fact.points for each in line.parts for fact in each.facts)
    for each, worth in zip(line.parts, PARTS, strict=True):
        assert worth.lowest <= each.points <= worth.highest
        assert each.points == sum(fact.points for fact in each.facts)


@given(subjects, st.lists(candidates, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_what_goes_in_changes_nothing(subject, found, random):
    def mixed(values):
        return tuple(random.sample(list(values), len(values)))

    def shuffled(mapping):
        return dict(mixed(list(mapping.items())))

    other = Subject(
        fields=shuffled(subject.fields),
        wishes=mixed(subject.wishes),
        has=shuffled(subject.has),
        refused=mixed(subject.refused),
        likenesses=shuffled(subject.likenesses),
    )
    moved = [replace(each, core=mixed(each.core), said=mixed(each.said)) for each in found]

    def points(made):
        return [(each.candidate.id, [part.points for part in each.parts]) for each in made]

    assert sorted(points(lines(other, mixed(moved)))) == sorted(points(lines(subject, found)))
    unique = {each.id: each for each in found}.values()
    again = [replace(each, said=mixed(each.said)) for each in mixed(list(unique))]
    assert points(lines(other, again)) == points(lines(subject, unique))


@given(subjects, candidates, refusals)
def test_one_more_reason_never_raises_a_score(subject, candidate, refused):
    more = replace(subject, refused=(*subject.refused, refused))
    assert line_of(more, candidate).score <= line_of(subject, candidate).score


@given(subjects, candidates, wishes)
def test_one_more_need_never_lowers_a_score(subject, candidate, wish):
    more = replace(subject, wishes=(*subject.wishes, wish))
    assert line_of(more, candidate).score >= line_of(subject, candidate).score


@given(subjects, candidates, kinds)
def test_having_more_never_lowers_what_requirements_count(subject, candidate, kind):
    has = subject.has.get(kind, 0)
    less = replace(subject, has={**subject.has, kind: has})
    more = replace(subject, has={**subject.has, kind: min(3, has + 1)})
    before, after = line_of(less, candidate), line_of(more, candidate)
    assert part(after, PartName.GAPS).points >= part(before, PartName.GAPS).points


def test_fields_count_eight_then_four_and_at_most_sixteen():
    subject = Subject(fields={1: "Food", 2: "Wood", 3: "Design", 4: "Metal"})
    candidate = Candidate(1, "T", "t", fields=frozenset({1, 2, 3, 4}))
    assert facts(subject, candidate, PartName.FIELDS) == [
        ("field", 8), ("field", 4), ("field", 4), ("field", 4), ("limit", -4),
    ]  # fmt: skip


def test_the_best_need_counts_in_full_and_each_further_one_three():
    subject = Subject(
        wishes=(
            Wish(1, "Less", theme=1),
            Wish(2, "Best", theme=1, industry=2, instrument="grant", words=frozenset("ab")),
            Wish(3, "Nothing", theme=9),
        )
    )
    candidate = Candidate(
        1, "T", "t", theme=1, instrument="grant", fields=frozenset({2}), words=frozenset("abc")
    )
    assert facts(subject, candidate, PartName.NEEDS) == [
        ("need_theme", 6), ("need_field", 6), ("need_instrument", 4), ("need_words", 4),
        ("further_need", 3),
    ]  # fmt: skip


def test_words_that_most_practices_say_count_nothing():
    subject = Subject(wishes=(Wish(1, "Food packaging", words=frozenset({"food", "packag"})),))
    same = [Candidate(n, "T", "t", words=frozenset({"food", "packag"})) for n in range(1, 5)]
    assert [line.score for line in lines(subject, same[:3])] == [4, 4, 4]
    assert [line.score for line in lines(subject, same)] == [0, 0, 0, 0]


def test_a_similar_region_counts_by_degree_and_by_its_decision_before_its_result():
    alike = Likeness("Near", ("Food", "Wood"), shared=2, distance=Fraction(1, 2))
    little = Likeness("Far", ("Food",), shared=1, distance=Fraction(0))
    stranger = Likeness("Other", (), shared=5, distance=Fraction(3, 2))
    assert [each.degrees for each in (alike, little, stranger)] == [3, 1, 0]
    subject = Subject(likenesses={1: alike, 2: little, 3: stranger})
    said = (Said(1, "plan", "not_now"), Said(2, "assessing", "not_now"), Said(3, "done", "adopt"))
    line = line_of(subject, Candidate(1, "T", "t", said=said))
    counted = part(line, PartName.REGIONS)
    assert [(fact.code, fact.points, fact.values[0]) for fact in counted.facts] == [
        ("decided", 6, "Near"),
        ("suggested", -1, "Far"),
    ]
    assert counted.doubts == (Doubt("few_regions", (2,)),)


def test_requirements_count_when_the_profile_names_them():
    subject = Subject(has={"staff": 2, "data": 0})
    candidate = Candidate(1, "T", "t", core=(("staff", 2), ("data", 2), ("mandate", 1)))
    counted = part(line_of(subject, candidate), PartName.GAPS)
    assert counted.facts == (Fact("gap", -6, ("data", 2, 0)), Fact("met", 2, ("staff", 2, 2)))
    assert counted.doubts == (Doubt("not_in_context", ("mandate",)),)


def test_what_was_refused_for_the_same_thing_counts_against():
    refused = [Refused("A", "money"), Refused("B", "money"), Refused("C", "money")]
    alike = Refused("D", "have_it", theme=1, instrument="grant")
    subject = Subject(refused=(*refused, alike, Refused("E", "politics")))
    core = (("funding_instrument", 1),)
    candidate = Candidate(1, "T", "t", theme=1, instrument="grant", core=core)
    assert facts(subject, candidate, PartName.REASONS) == [
        ("same_reason", -6), ("alike_refused", -3),
    ]  # fmt: skip
    assert facts(subject, Candidate(2, "U", "u", theme=1), PartName.REASONS) == []


def test_each_part_says_when_it_knows_nothing():
    line = line_of(Subject(), Candidate(1, "T", "t"))
    assert [[doubt.code for doubt in each.doubts] for each in line.parts] == [
        ["region_names_no_field"], ["no_need_stated"], ["no_similar_region"],
        ["no_requirement"], [],
    ]  # fmt: skip
    assert line.score == 0


def test_reasons_and_gaps_speak_of_the_same_things():
    assert {reason: str(kind) for reason, kind in ABOUT.items()} == {
        "legal_power": "legal_power",
        "rules": "legal_power",
        "money": "funding_instrument",
        "partners": "cluster_maturity",
        "staff": "staff",
        "politics": "mandate",
        "nobody": "mandate",
        "time": "time",
    }
