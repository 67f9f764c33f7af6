"""What the coordinator and the lead write when they decide about a text or a practice."""

from django import forms
from django.utils.translation import gettext_lazy as _

from practices.forms.fields import LimitedText
from practices.models import Practice, Revision


class ReturnForm(forms.Form):
    remarks = LimitedText(
        label=_("Remarks"),
        limit=2000,
        rows=4,
        help_text=_("What has to change before it can be published?"),
        error_messages={
            "required": _("Write what has to change, so that the author knows what to do.")
        },
    )


class ApproveForm(forms.Form):
    """The reason is asked only of somebody who edited the text last."""

    reason = LimitedText(
        label=_("Why you publish your own text"),
        limit=int(Revision._meta.get_field("own_approval_reason").max_length or 0),
        rows=2,
        required=False,
        help_text=_("You edited it last. The reason is kept in the history."),
    )


class AddressForm(forms.Form):
    """The last part of the address; whether it is free is for the action to say."""

    slug = forms.SlugField(
        label=_("New address"),
        max_length=80,
        help_text=_("Small letters, digits and hyphens: the last part of the address."),
        error_messages={"invalid": _("Use small letters, digits and hyphens only.")},
    )

    def clean_slug(self) -> str:
        slug = str(self.cleaned_data["slug"]).lower().replace("_", "-").strip("-")
        if not slug:  # without any, every list that names the practice would break
            raise forms.ValidationError(_("Use at least one letter or digit."))
        return slug


class TakeDownForm(forms.Form):
    reason = LimitedText(
        label=_("Reason"),
        limit=int(Practice._meta.get_field("takedown_reason").max_length or 0),
        rows=3,
        help_text=_("It is kept with the practice, and the partner's lead gets it by mail."),
        error_messages={"required": _("Write the reason. It is kept with the practice.")},
    )
