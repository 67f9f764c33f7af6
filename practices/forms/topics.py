"""Input about topics."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PlainForm
from practices.models import Practice, Topic
from practices.querysets import PracticeQuerySet, TopicQuerySet

NOWHERE = "none"


class TopicForm(PlainForm, forms.Form):
    name = forms.CharField(label=_("Topic"), max_length=80)
    text = forms.CharField(
        label=_("In one sentence"),
        max_length=300,
        required=False,
        help_text=_("The question behind it: “How do we pay for the first year?”"),
    )


class SortForm(PlainForm, forms.Form):
    """Some practices and where they go; `NOWHERE` takes them out."""

    practice = forms.ModelMultipleChoiceField(queryset=Practice.objects.none(), required=False)
    topic = forms.ChoiceField(label=_("Topic"))

    def __init__(
        self, *args: Any, practices: PracticeQuerySet, topics: TopicQuerySet, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.topics = {str(each.pk): each for each in topics}
        chosen = cast("forms.ModelMultipleChoiceField[Practice]", self.fields["practice"])
        chosen.queryset = practices
        names = [(key, each.name) for key, each in self.topics.items()]
        cast("forms.ChoiceField", self.fields["topic"]).choices = [(NOWHERE, ""), *names]

    def topic_chosen(self) -> Topic | None:
        """The topic; None to take the practices out."""
        return self.topics.get(self.cleaned_data["topic"])
