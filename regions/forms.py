"""Input about partners, their pages and their people."""

from collections.abc import Sequence
from typing import Any, cast
from urllib.parse import urlsplit

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from accounts.entrance import PASSWORD_HINT
from regions.models import Industry, Level, Partner, PolicyLevel, Region, nuts_code
from regions.querysets import PartnerQuerySet
from regions.rules import Lasting, Role

type PartnerChoice = forms.ModelChoiceField[Partner]
type IndustryChoice = forms.ModelChoiceField[Industry]


class CapitalsField(forms.CharField):
    """A code in capital letters, however it is typed."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).upper()


class InviteForm(forms.Form):
    """Who is invited, to which of `partners`, as what; the roles only for those who may give."""

    email = forms.EmailField(label=_("E-mail"), max_length=254)
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    partner = forms.ModelChoiceField(
        label=_("Partner"), queryset=Partner.objects.none(), empty_label=None
    )
    level = forms.ChoiceField(
        label=_("Level"),
        choices=Level,
        widget=forms.RadioSelect,
        help_text=_("From where in the system this person speaks."),
    )
    is_lead = forms.BooleanField(label=_("As partner lead"), required=False)
    is_coordinator = forms.BooleanField(label=_("As coordinator"), required=False)

    def __init__(
        self,
        *args: Any,
        partners: PartnerQuerySet,
        can_name_leads: bool,
        can_name_coordinators: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        cast("PartnerChoice", self.fields["partner"]).queryset = partners
        if not can_name_leads:
            del self.fields["is_lead"]
        if not can_name_coordinators:
            del self.fields["is_coordinator"]


class WelcomeForm(forms.Form):
    """A new account: the address is the invitation's and is not asked for."""

    name = forms.CharField(label=_("Your name"), max_length=120)
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=PASSWORD_HINT,
    )
    again = forms.CharField(
        label=_("Password, once more"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password

    def clean(self) -> None:
        password, again = self.cleaned_data.get("password"), self.cleaned_data.get("again")
        if password and again and password != again:
            self.add_error("again", _("The two passwords differ. Type the same one twice."))


class RoleForm(forms.Form):
    """A role and whether it is given or taken back."""

    role = forms.ChoiceField(choices=Role)
    is_held = forms.BooleanField(required=False)


class ProfileForm(forms.Form):
    """What the page of a region says about itself."""

    profile = forms.CharField(
        label=_("What the region wants to be known for"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Two or three sentences; everybody can read them."),
    )
    local_name = forms.CharField(
        label=_("Name in its own language"), max_length=120, required=False
    )
    policy_level = forms.ChoiceField(
        label=_("Policy level"), choices=PolicyLevel, widget=forms.RadioSelect
    )
    latitude = forms.FloatField(
        label=_("Latitude"),
        required=False,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("Of a town in the region, for the map: 55.7"),
    )
    longitude = forms.FloatField(
        label=_("Longitude"),
        required=False,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("For example 13.2; west of Greenwich with a minus."),
    )
    website = forms.URLField(
        label=_("Web page of the partner"), max_length=200, required=False, assume_scheme="https"
    )

    def clean(self) -> None:
        has = [self.cleaned_data.get(name) is not None for name in ("latitude", "longitude")]
        if any(has) and not all(has) and not self.errors:
            missing = "longitude" if has[0] else "latitude"
            self.add_error(missing, _("Give both numbers, or leave both empty."))


class StrengthForm(forms.Form):
    """A field of strength and how one knows."""

    industry = forms.ModelChoiceField(
        label=_("Field"), queryset=Industry.objects.none(), empty_label=_("Choose a field")
    )
    evidence = forms.CharField(
        label=_("Evidence"),
        max_length=300,
        help_text=_("One sentence with a figure or a name, and where it can be read."),
    )
    as_of = forms.DateField(
        label=_("As of"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, region: Region, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("IndustryChoice", self.fields["industry"])
        field.queryset = Industry.objects.not_yet_of(region)


class PartnerNamesForm(forms.Form):
    """The names of a partner and its region."""

    organisation = forms.CharField(label=_("Organisation"), max_length=160)
    short = forms.CharField(label=_("Short name"), max_length=40)
    region_name = forms.CharField(label=_("Region"), max_length=120)


class NewPartnerForm(PartnerNamesForm):
    """A partner that joins."""

    code = CapitalsField(
        label=_("NUTS code"),
        max_length=5,
        validators=[nuts_code],
        help_text=_("Two letters and up to three more letters or digits, as in SE22."),
    )
    short_code = CapitalsField(
        label=_("Letters under the marks"),
        max_length=3,
        help_text=_("Two or three letters that tell this region from the others."),
    )


class SiteField(forms.URLField):
    """The address of a page of one site; nothing else may stand behind its name."""

    def __init__(self, *, hosts: Sequence[str], **options: Any) -> None:
        super().__init__(assume_scheme="https", max_length=200, required=False, **options)
        self.hosts = hosts

    def clean(self, value: Any) -> str:
        address: str = super().clean(value)
        place = urlsplit(address)
        host = (place.hostname or "").removeprefix("www.")
        # What stands before an "@" could be read as the name of another site.
        if address and ("@" in place.netloc or host not in self.hosts):
            raise forms.ValidationError(
                _("Enter an address that begins with https://%(host)s/."),
                params={"host": self.hosts[0]},
            )
        return address


class PartnershipForm(forms.Form):
    """What stands at the foot of every page."""

    name = forms.CharField(label=_("Short name"), max_length=80)
    full_name = forms.CharField(label=_("Full name"), max_length=200, required=False)
    programme = forms.CharField(label=_("Programme"), max_length=120, required=False)
    funding_sentence = forms.CharField(
        label=_("Funding sentence"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("As the programme asks for it."),
    )
    linkedin_group = SiteField(
        label=_("LinkedIn group"),
        hosts=("linkedin.com",),
        help_text=_("The whole address. Nothing is loaded from there; it is a link."),
    )
    x_account = SiteField(label=_("Account on X"), hosts=("x.com", "twitter.com"))


class TokenForm(forms.Form):
    """What a token is for, for which of one's partners, and for how long."""

    name = forms.CharField(
        label=_("What it is for"),
        max_length=80,
        help_text=_("So that you recognise it later: “Statistics of our region”, for example."),
    )
    partner = forms.ChoiceField(label=_("Reads as"), required=False)
    lasting = forms.TypedChoiceField(
        label=_("Ends after"), choices=Lasting.choices, coerce=int, initial=Lasting.HALF_YEAR
    )

    def __init__(self, *args: Any, partners: Sequence[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partners = {str(each.pk): each for each in partners}
        field = cast("forms.ChoiceField", self.fields["partner"])
        field.choices = [(key, each.organisation) for key, each in self.partners.items()]
        if not partners:
            del self.fields["partner"]

    def clean(self) -> dict[str, Any]:
        """The partner as a row; None for somebody who acts for none."""
        cleaned = super().clean() or self.cleaned_data
        first = next(iter(self.partners.values()), None)
        cleaned["partner"] = self.partners.get(cleaned.get("partner", ""), first)
        return cleaned
