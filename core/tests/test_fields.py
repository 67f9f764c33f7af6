"""What the tags field and errors make of a form, to the letter."""

import pytest
from django import forms
from django.template import engines

from core.forms import PlainForm
from core.ui.fields import Counter, anchor_of, problems_of

WARN = '<svg class="icon" aria-hidden="true"><use href="/static/icons.svg#i-warn"/></svg>'


class Sample(PlainForm, forms.Form):
    title = forms.CharField(help_text="In one line")
    text = forms.CharField(required=False, max_length=10, widget=forms.Textarea)
    kind = forms.ChoiceField(choices=[("a", "One"), ("b", "Two")], widget=forms.RadioSelect)
    is_core = forms.BooleanField(required=False, label="Core")
    secret = forms.CharField(required=False, widget=forms.HiddenInput)


def render(source, **context):
    html = engines["django"].from_string(source).render(context)
    return " ".join(html.split()).replace("> <", "><")


def test_a_line_with_hint():
    form = Sample()
    assert render("{% field form.title %}", form=form) == (
        '<div class="field"><label for="id_title">Title <span class="hint">required</span></label>'
        '<span class="hint" id="id_title_helptext">In one line</span>'
        '<input type="text" name="title" required aria-describedby="id_title_helptext" '
        'id="id_title"></div>'
    )


def test_a_line_with_an_error():
    form = Sample({"title": ""})
    assert render("{% field form.title %}", form=form) == (
        '<div class="field"><label for="id_title">Title <span class="hint">required</span></label>'
        '<span class="hint" id="id_title_helptext">In one line</span>'
        f'<span class="error" id="id_title_error">{WARN}<span>Enter “Title”.</span></span>'
        '<input type="text" name="title" required aria-invalid="true" '
        'aria-describedby="id_title_helptext id_title_error" id="id_title"></div>'
    )


def test_a_counted_text_keeps_what_is_too_long():
    form = Sample({"text": "twelve chars"})
    assert render("{% field form.text %}", form=form) == (
        '<div class="field"><div class="field-head"><label for="id_text">Text</label>'
        '<output class="count-live over" for="id_text" data-words="{used} of {limit}">'
        "12 of 10</output></div>"
        f'<span class="error" id="id_text_error">{WARN}'
        "<span>Shorten “Text” to 10 characters.</span></span>"
        '<textarea name="text" rows="3" data-limit="10" aria-invalid="true" '
        'aria-describedby="id_text_error" id="id_text"> twelve chars</textarea></div>'
    )


def test_a_check():
    assert render("{% field form.is_core %}", form=Sample()) == (
        '<div class="field"><label class="check">'
        '<input type="checkbox" name="is_core" id="id_is_core"><span>Core</span></label></div>'
    )


@pytest.mark.parametrize(
    ("look", "box", "label", "word"),
    [
        ("options", "options", '<label class="check">', "<span>{}</span>"),
        ("seg", "seg", "<label>", "<span>{}</span>"),
        ("choices", "choices", '<label class="choice">', "<b>{}</b>"),
    ],
)
def test_radios(look, box, label, word):
    radio = '<input type="radio" name="kind" value="{}" id="id_kind_{}" required>'
    assert render('{% field form.kind look="' + look + '" %}', form=Sample()) == (
        '<fieldset class="field"><legend>Kind <span class="hint">required</span></legend>'
        f'<div class="{box}">{label}{radio.format("a", 0)}{word.format("One")}</label>'
        f"{label}{radio.format('b', 1)}{word.format('Two')}</label></div></fieldset>"
    )


def test_a_hidden_field_is_only_its_input():
    assert render("{% field form.secret %}", form=Sample()) == (
        '<input type="hidden" name="secret" id="id_secret">'
    )


def test_words_of_the_page_replace_those_of_the_form():
    source = '{% field form.is_core label=label hint="Why" css="whole" %}'
    assert render(source, form=Sample(), label="<b>") == (
        '<div class="field whole"><label class="check"><input type="checkbox" name="is_core" '
        'aria-describedby="id_is_core_helptext" id="id_is_core"><span>&lt;b&gt;</span></label>'
        '<span class="hint" id="id_is_core_helptext">Why</span></div>'
    )


def test_nothing_is_marked_where_everything_must_be_filled_in():
    class Both(forms.Form):
        first = forms.CharField()
        second = forms.CharField()
        remember = forms.BooleanField(required=False)

    assert "required</span>" not in render("{% field form.first %}", form=Both())


def test_the_summary_links_to_the_fields():
    form = Sample({"title": "", "text": "x"})
    assert render("{% errors form %}", form=form) == (
        '<div class="errors stack stack-s" role="alert" tabindex="-1"><h2>There are 2 problems</h2>'
        '<ul><li><a href="#id_title">Enter “Title”.</a></li>'
        '<li><a href="#id_kind_0">Choose “Kind”.</a></li></ul></div>'
    )


def test_the_summary_is_not_there_without_problems():
    assert render("{% errors form %}", form=Sample()) == ""
    assert render("{% errors form other %}", form=Sample({"title": "t", "kind": "a"})) == ""


def test_sentences_without_their_field_get_its_name():
    class Plain(forms.Form):
        title = forms.CharField()

        def clean(self):
            raise forms.ValidationError("The round is closed.")

    problems = problems_of([Plain({"title": ""})])
    assert [(each.sentence, each.anchor) for each in problems] == [
        ("The round is closed.", ""),
        ("Title: This field is required.", "id_title"),
    ]


def test_formsets_are_asked_form_by_form():
    formset = forms.formset_factory(Sample, min_num=1, validate_min=True)(
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-kind": "a"}
    )
    assert [each.anchor for each in problems_of([formset])] == ["id_form-0-title"]


def test_a_form_without_ids_has_no_anchors():
    assert anchor_of(Sample(auto_id=False)["kind"]) == ""


@pytest.mark.parametrize(("used", "state"), [(89, ""), (90, "near"), (100, "near"), (101, "over")])
def test_counter_states(used, state):
    assert Counter(used, 100).state == state
