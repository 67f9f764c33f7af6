"""The person: login by e-mail, no user name."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts.querysets import UserQuerySet
from core import clock
from core.public_changes import CountsAsPublic


class UserManager(BaseUserManager["User"]):
    """Makes people; the address is kept as typed, compared without case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_admin=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class ColourMode(models.TextChoices):
    AUTOMATIC = "", _("Automatic")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account. What they may do comes from memberships, not from here."""

    email = models.EmailField(_("e-mail"), max_length=254)
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(_("language"), max_length=10, default="en")
    colour_mode = models.CharField(
        _("colours"), max_length=5, choices=ColourMode, default=ColourMode.AUTOMATIC, blank=True
    )
    wants_digest = models.BooleanField(_("send me the weekly letter"), default=True)
    is_active = models.BooleanField(_("active"), default=True)
    is_admin = models.BooleanField(_("administrator"), default=False)
    shows_email = models.BooleanField(_("members may see my e-mail address"), default=False)
    is_public_contact = models.BooleanField(
        _("everybody may read my name as a contact of my region"), default=False
    )
    # Part of what a session is checked against: counting up ends all sessions of the person.
    session_number = models.PositiveIntegerField(default=0, editable=False)
    is_demonstration = models.BooleanField(default=False, editable=False)
    joined_at = models.DateTimeField(default=clock.now, editable=False)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[UserManager] = UserManager()
    people = UserQuerySet.as_manager()  # the reads

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_unique")]
        triggers = [
            CountsAsPublic(
                "{row}.is_public_contact",
                only=("name", "email", "is_active", "is_public_contact"),
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Ends with a new password, and when `session_number` moves on."""
        return salted_hmac(
            "accounts.models.User.session",
            f"{self.password}:{self.session_number}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Django's permissions guard its admin site only; there one right decides."""
        return self.is_active and self.is_admin

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active and self.is_admin

    @property
    def is_staff(self) -> bool:
        """Django's admin site asks for this name."""
        return self.is_admin
