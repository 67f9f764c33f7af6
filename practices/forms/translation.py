"""The second language version: one field for each long text, beside the original."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from practices.forms.fields import limited
from practices.forms.text import PracticeForm, language_choices
from practices.models import TRANSLATED_FIELDS

ONE_LINE = ("title",)


class TranslationForm(forms.Form):
    """`seen` and `base` say which words the writer had before them."""

    seen = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    base = forms.CharField(required=False, max_length=1000, widget=forms.HiddenInput)
    language = forms.ChoiceField(
        label=_("Language of this version"),
        error_messages={"required": _("Choose the language of this version.")},
    )
    fits = forms.BooleanField(
        label=_("This version says what the text says now"),
        required=False,
        initial=True,
        help_text=_("Untick it while you are not done: the page then says that it is older."),
    )

    def __init__(self, *args: Any, original: str, **kwargs: Any) -> None:
        """`original` is the language of the text, which cannot be that of the version."""
        super().__init__(*args, **kwargs)
        others = [(code, name) for code, name in language_choices() if code != original]
        cast(forms.ChoiceField, self.fields["language"]).choices = [("", _("Choose")), *others]
        for name in TRANSLATED_FIELDS:
            self.fields[name] = self._field(name)

    def _field(self, name: str) -> forms.Field:
        source = PracticeForm.base_fields[name]
        rows = 0 if name in ONE_LINE else int(source.widget.attrs.get("rows", 2))
        made = limited(
            name,
            rows=rows,
            label=source.label,
            required=name in ONE_LINE,
            error_messages={"required": source.error_messages["required"]},
        )
        if language := self["language"].value():
            made.widget.attrs["lang"] = language
        return made

    def words(self) -> Mapping[str, str]:
        """What was written; call it when valid."""
        return {name: self.cleaned_data[name] for name in TRANSLATED_FIELDS}
