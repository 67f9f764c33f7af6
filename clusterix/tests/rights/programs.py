"""Asking as a program: the `prepare` of targets behind the API."""

from clusterix.testing.persona import Persona
from regions.actions import make_api_token


def with_token(client: Persona) -> None:
    """The program of who asks; whoever has no account has no token."""
    if client.user is not None:
        held = client.reader.partner
        token = make_api_token(by=client.reader, name="Statistics", partner=held)
        client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {token.secret}"
