"""What the coordinator chooses and writes about tags."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from practices.upkeep.tags import LONGEST, name_blockers
from practices.writing.spelling import tidy

BY_NAME, BY_USE = "name", "use"
SORTS = [(BY_NAME, _("Name")), (BY_USE, _("Most used"))]


class TagListForm(forms.Form):
    """What narrows and orders the list; what cannot be read does not narrow it."""

    q = forms.CharField(label=_("Find a tag"), required=False, max_length=LONGEST)
    sort = forms.ChoiceField(label=_("Sort by"), required=False, choices=SORTS)

    @property
    def words(self) -> str:
        return str(self.cleaned_data.get("q") or "") if self.is_valid() else ""

    @property
    def order(self) -> str:
        return str(self.cleaned_data.get("sort") or BY_NAME) if self.is_valid() else BY_NAME


class TagNameForm(forms.Form):
    """The name from now on; `sure` names the other tag that the person was told about."""

    name = forms.CharField(
        label=_("Name from now on"),
        max_length=LONGEST,
        error_messages={"required": _("Write the tag with at least one letter or digit.")},
    )
    sure = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_name(self) -> str:
        name = tidy(self.cleaned_data["name"])
        if blockers := name_blockers(name):
            raise forms.ValidationError([str(each) for each in blockers])
        return name

    def with_doubt(self, name: str) -> "TagNameForm":
        """The same form, asking once more."""
        data: dict[str, Any] = {"name": self.data.get("name", ""), "sure": name}
        return TagNameForm(initial=data)
