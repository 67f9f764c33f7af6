"""A round at home: its end, who is asked, who joins it, and what is passed on."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.home.people import Asked, read_lines
from core.forms import PlainForm
from core.languages import ANSWERING
from regions.models import Level, Membership

SHOWING = [("no", _("No, keep my answers off the wall")), ("yes", _("Yes, they may be shown"))]
LANGUAGES = tuple(ANSWERING.items())


class HomeRoundForm(PlainForm, forms.Form):
    ends_on = forms.DateField(
        label=_("Until"), help_text=_("The end of this day. One or two weeks are usual.")
    )


class MoveEndForm(PlainForm, forms.Form):
    """Another last day of an open round."""

    ends_on = forms.DateField(
        label=_("New end"), help_text=_("Later or earlier, at most 62 days after the opening.")
    )


class AskingForm(PlainForm, forms.Form):
    """The base of forms that stand on one page: each with ids of its own."""

    ids = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"{self.ids}-%s", **kwargs)


class InviteForm(AskingForm):
    """One person to be asked."""

    ids = "one"

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail"))
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    level = forms.ChoiceField(
        label=_("Level, if you know it"),
        choices=[("", _("They say it themselves")), *Level.choices],
        required=False,
    )

    @property
    def people(self) -> list[Asked]:
        typed = self.cleaned_data
        return [Asked(typed["name"], typed["email"], typed["language"], typed["level"])]


class PasteForm(AskingForm):
    """Several people, one on a line."""

    ids = "lines"

    lines = forms.CharField(
        label=_("People, one on a line"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Name, e-mail, and if you like language and level: Anna Berg; a@b.eu; sv"),
    )
    language = forms.ChoiceField(label=_("Language of lines without one"), choices=LANGUAGES)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        found, unread = read_lines(typed.get("lines", ""), typed.get("language", ""))
        if unread:
            numbers = ", ".join(str(each) for each in unread)
            sentence = _("No name or no e-mail address in line %(numbers)s.")
            self.add_error("lines", str(sentence) % {"numbers": numbers})
        self.people = found
        return typed


class PickForm(AskingForm):
    """People of the region with an account."""

    ids = "accounts"

    accounts = forms.MultipleChoiceField(
        label=_("People with an account"), widget=forms.CheckboxSelectMultiple
    )
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)

    def __init__(self, *args: Any, members: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {str(each.pk): each for each in members}
        field = self.fields["accounts"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(pk, each.user.name) for pk, each in self.members.items()]

    @property
    def people(self) -> list[Asked]:
        picked = [self.members[pk] for pk in self.cleaned_data["accounts"]]
        language = self.cleaned_data["language"]
        return [Asked(m.user.name, m.user.email, language, m.level) for m in picked]


class OtherForm(PlainForm, forms.Form):
    """Somebody else to be asked, named by whoever declined."""

    name = forms.CharField(label=_("Name of your colleague"), max_length=120)
    email = forms.EmailField(label=_("E-mail"))
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)

    @property
    def to(self) -> Asked:
        typed = self.cleaned_data
        return Asked(typed["name"], typed["email"], typed["language"])


class PassForm(OtherForm):
    """A colleague who knows the answer to one question."""

    note = forms.CharField(
        label=_("A word to them"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class JoinForm(PlainForm, forms.Form):
    """Who answers. People with an account, and those asked by name, are not asked for it."""

    name = forms.CharField(label=_("Your name"), max_length=120)
    level = forms.ChoiceField(
        label=_("You speak as"), choices=Level.choices, widget=forms.RadioSelect
    )
    showing = forms.ChoiceField(
        label=_("May your answers be shown when fewer than three people answer?"),
        help_text=_("Of so few people the answers may be recognised."),
        choices=SHOWING,
        initial="no",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, asks_name: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_name:
            del self.fields["name"]

    @property
    def may_show_alone(self) -> bool:
        return bool(self.cleaned_data["showing"] == "yes")
