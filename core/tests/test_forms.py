from datetime import date

import pytest
from django import forms

from core.forms import DateInput, PlainForm


class Sample(PlainForm, forms.Form):
    day = forms.DateField()
    at = forms.TimeField(label="Begin", required=False)
    moment = forms.DateTimeField(required=False)
    people = forms.IntegerField(required=False)
    cost = forms.DecimalField(required=False)
    level = forms.ChoiceField(choices=[("a", "A")])
    paper = forms.FileField()
    agree = forms.BooleanField(label="I have read it")
    own = forms.CharField(error_messages={"required": "Say who pays."})
    note = forms.CharField(max_length=5, widget=forms.Textarea)


def test_errors_name_their_field_and_say_what_to_do():
    wrong = {"at": "x", "moment": "x", "people": "x", "cost": "x", "level": "z", "note": "123456"}
    assert Sample(wrong).errors == {
        "day": ["Enter “Day”."],
        "at": ["Enter “Begin” as a time, for example 14:05."],
        "moment": ["Enter “Moment” as a date: year-month-day, for example 2013-05-09."],
        "people": ["Enter “People” as a number."],
        "cost": ["Enter “Cost” as a number."],
        "level": ["Choose “Level” from the list."],
        "paper": ["Choose a file for “Paper”."],
        "agree": ["Tick “I have read it”."],
        "own": ["Say who pays."],
        "note": ["Shorten “Note” to 5 characters."],
    }


@pytest.mark.parametrize(
    ("name", "html"),
    [
        ("day", '<input type="date" name="day" value="2013-05-09" required id="id_day">'),
        ("at", '<input type="time" name="at" value="14:05" id="id_at">'),
        (
            "moment",
            '<input type="datetime-local" name="moment" value="2013-05-09T14:05" id="id_moment">',
        ),
    ],
)
def test_dates_use_the_fields_of_the_browser(name, html):
    initial = {"day": date(2013, 5, 9), "at": "14:05", "moment": "2013-05-09T14:05"}
    assert str(Sample(initial=initial)[name]) == html


def test_what_the_browser_sends_is_understood():
    form = Sample({"day": "2013-05-09", "moment": "2013-05-09T14:05"})
    form.is_valid()
    assert form.cleaned_data["day"] == date(2013, 5, 9)
    assert f"{form.cleaned_data['moment']:%H:%M}" == "14:05"


def test_a_counted_text_is_not_cut_by_the_browser():
    assert str(Sample()["note"]) == (
        '<textarea name="note" rows="3" data-limit="5" required id="id_note">\n</textarea>'
    )


def test_one_form_does_not_change_the_next():
    Sample({"note": "123456"}).is_valid()
    assert isinstance(Sample().fields["day"].widget, DateInput)
    assert type(Sample.base_fields["day"].widget) is forms.DateInput
    assert Sample.base_fields["note"].error_messages["required"] == "This field is required."
