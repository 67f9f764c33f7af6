"""How a session finds its person: with every page of somebody who is signed in."""

from typing import Any, Final, override

from allauth.account.auth_backends import AuthenticationBackend

from accounts.models import User
from core.statements import Statement

_PERSON: Final = Statement(lambda pk: User.objects.filter(pk=pk), pk=int)


class PersonBackend(AuthenticationBackend):  # type: ignore[misc]  # the package has no types
    """As allauth's, but the person's row is asked for with a statement that is ready."""

    @override
    def get_user(self, user_id: Any) -> User | None:
        person = _PERSON.first(pk=int(user_id))
        return person if person and self.user_can_authenticate(person) else None
