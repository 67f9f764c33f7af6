"""Sessions in the database, as Django keeps them; asked for with a statement that is ready."""

from typing import Final

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models.functions import Now

from core.statements import Statement

_SESSION: Final = Statement(
    lambda key: Session.objects.filter(pk=key, expire_date__gt=Now()), key=str
)


class SessionStore(db.SessionStore):
    """Every page of somebody who is signed in begins with this."""

    def _get_session_from_db(self) -> Session | None:
        # A key that no session can have may be one that no text of the database can hold.
        found = _SESSION.first(key=self.session_key) if str(self.session_key).isalnum() else None
        if found is None:
            self._session_key = None
        return found
