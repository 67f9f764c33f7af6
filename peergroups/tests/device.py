"""A participant's device as the server sees it: the token of a place, and what it sends."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client

from clusterix.testing.room import Room
from core import clock
from exchanges.models import Participation
from peergroups.room.places import token_of


class Device(Client):
    """`device.send(device.tap("R1", 2))`: without any cookie."""

    def __init__(self, room: Room, person: Participation, name: str = "phone") -> None:
        super().__init__()
        self.room, self.name, self.sequence = room, name, 0
        self.token = token_of(room.session, person)
        self.address = f"/sessions/{room.session.pk}/room/"

    def tap(self, code: str, value: int | None, **fields: Any) -> dict[str, Any]:
        """One tap, made now."""
        self.sequence += 1
        made_at: datetime = fields.pop("made_at", clock.now())
        return {
            "uuid": str(uuid4()),
            "item": self.room.item.pk,
            "round": None,
            "criterion": code,
            "value": value,
            "obstacle": "",
            "comment": "",
            "made_at": made_at.isoformat(),
            "sequence": self.sequence,
        } | fields

    @property
    def headers_sent(self) -> dict[str, str]:
        return {"X-Place": self.token, "X-Device": self.name}

    def send(self, *taps: Any, kept: int = 0, **more: Any) -> HttpResponse:
        body = {"device": self.name, "kept": kept, "taps": taps} | more
        headers = self.headers_sent
        address = f"{self.address}taps/"
        return self.post(address, body, content_type="application/json", headers=headers)

    def told(self, *taps: Any, **more: Any) -> tuple[Any, Any, Any]:
        """Kept, waiting, and the sentences of what was refused."""
        answer = self.send(*taps, **more)
        assert answer.status_code == 200, answer.content
        said = answer.json()
        return said["kept"], said["waiting"], {e["uuid"]: e["sentence"] for e in said["refused"]}

    def ask(self, path: str = "", **headers: str) -> HttpResponse:
        return self.get(f"{self.address}{path}", headers=self.headers_sent | headers)
