"""Plays the phones and boards of a room: a process of its own, told its part as JSON on stdin.

The last line that it prints is what it saw, as JSON.
"""

import asyncio
import json
import random
import re
import sys
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any, Final
from uuid import uuid4

from bench.rooms.plan import Plan
from bench.rooms.wire import Lost, Wire

POLL: Final = (2.0, 5.0)  # seconds between two looks of a phone
BOARD_POLL: Final = 2.0
SEEN: Final = re.compile(rb"[?&;]seen=([A-Za-z0-9._~%-]+)")


@dataclass
class Part:
    """`spread`: every question once, over `seconds`; `full`: as fast as `at_once` phones can;
    `count`: until so many are acknowledged, with `signal` lines at each of `marks`."""

    port: int
    kind: str
    seconds: float = 60
    at_once: int = 32
    answers: int = 0
    path: str = ""  # of the bare view
    boards: bool = True


@dataclass
class Seen:
    """Milliseconds from the moment when something was due to its answer."""

    acks: dict[str, float] = field(default_factory=dict)
    doubts: int = 0  # sent again, as no answer came
    refused: list[str] = field(default_factory=list)
    polls: list[float] = field(default_factory=list)
    nothing_new: int = 0
    boards: list[float] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    seconds: float = 0.0


class Phone:
    def __init__(self, plan: Plan, part: Part, number: int, seen: Seen) -> None:
        self.plan, self.part, self.seen = plan, part, seen
        self.number = number
        self.device = f"phone-{number}"
        headers = {"X-Place": plan.tokens[number], "X-Device": self.device, "X-Kept": "0"}
        self.wire = Wire(part.port, headers)
        self.address = f"/sessions/{plan.session}/room/"
        self.sequence = count(time.time_ns() // 1000)
        self.chance = random.Random(number)  # the same room each time

    async def tap(self, code: str, due: float) -> None:
        """Answer one question; the same tap again until it is acknowledged."""
        uuid = str(uuid4())
        body = json.dumps(self._delivery(uuid, code)).encode()
        path = self.part.path or f"{self.address}taps/"
        while True:
            try:
                answer = await self.wire.ask("POST", path, body)
            except Lost:
                answer = None
            if answer is not None and answer.status == 200:
                break
            if answer is not None and answer.status < 500:
                self.seen.troubles.append(f"{answer.status} {answer.body[:200]!r}")
                return
            self.seen.doubts += 1
            await asyncio.sleep(self.chance.uniform(0.05, 0.3))
        said = json.loads(answer.body)
        if uuid in said["kept"]:
            self.seen.acks[uuid] = (time.perf_counter() - due) * 1000
        else:
            self.seen.refused.append(uuid)

    def _delivery(self, uuid: str, code: str) -> dict[str, Any]:
        tap = {
            "uuid": uuid,
            "item": self.plan.item,
            "round": self.plan.round,
            "criterion": code,
            "value": self.chance.randint(-2, 2),
            "obstacle": "",
            "comment": "",
            "made_at": datetime.now(UTC).isoformat(),
            "sequence": next(self.sequence),
        }
        return {"device": self.device, "kept": 0, "taps": [tap]}

    async def spread(self, begin: float) -> None:
        step = self.part.seconds / len(self.plan.codes)
        shift = self.chance.uniform(0, step)
        for place, code in enumerate(self.plan.codes):
            due = begin + shift + place * step
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            await self.tap(code, due)

    async def without_pause(self, until: float) -> None:
        while time.perf_counter() < until:
            await self.tap(self.chance.choice(self.plan.codes), time.perf_counter())

    async def until_enough(self, numbers: Any) -> None:
        for _ in numbers:
            await self.tap(self.chance.choice(self.plan.codes), time.perf_counter())
            print("ack", flush=True)

    async def poll(self) -> None:
        """Look where the room is, until somebody ends this."""
        etag = ""
        await asyncio.sleep(self.chance.uniform(0, POLL[1]))
        while True:
            begin = time.perf_counter()
            more = f"If-None-Match: {etag}\r\n" if etag else ""
            try:
                answer = await self.wire.ask("GET", f"{self.address}now/", more=more)
            except Lost:
                await asyncio.sleep(0.5)
                continue
            self.seen.polls.append((time.perf_counter() - begin) * 1000)
            self.seen.nothing_new += answer.status == 304
            if answer.status not in {200, 304}:
                self.seen.troubles.append(f"now: {answer.status}")
            etag = answer.etag
            await asyncio.sleep(self.chance.uniform(*POLL))


async def board(plan: Plan, part: Part, cookie: str, seen: Seen, *, is_wall: bool) -> None:
    """A moderator's board or the wall: once the page, then what is new in it."""
    wire = Wire(part.port, {"Cookie": cookie})
    address = f"/sessions/{plan.session}/board/?{'projector&' if is_wall else ''}"
    known = ""
    while True:
        begin = time.perf_counter()
        more = "HX-Request: true\r\n" if known else ""
        try:
            answer = await wire.ask("GET", f"{address}seen={known}", more=more)
        except Lost:
            await asyncio.sleep(0.5)
            continue
        if known:
            seen.boards.append((time.perf_counter() - begin) * 1000)
        if answer.status not in {200, 204, 304}:
            seen.troubles.append(f"board: {answer.status}")
        found = SEEN.search(answer.body)
        known = found.group(1).decode() if found else known
        await asyncio.sleep(max(0.0, begin + BOARD_POLL - time.perf_counter()))


async def play(plan: Plan, part: Part) -> Seen:
    seen = Seen()
    phones = [Phone(plan, part, number, seen) for number in range(len(plan.tokens))]
    beside: list[asyncio.Task[None]] = []
    if part.boards:
        for place, cookie in enumerate(plan.cookies):
            watching = board(plan, part, cookie, seen, is_wall=place == 2)
            beside.append(asyncio.create_task(watching))
        await asyncio.sleep(1)
    begin = time.perf_counter()
    if part.kind == "spread":
        beside += [asyncio.create_task(each.poll()) for each in phones]
        await asyncio.gather(*(each.spread(begin) for each in phones))
    elif part.kind == "full":
        until = begin + part.seconds
        await asyncio.gather(*(each.without_pause(until) for each in phones[: part.at_once]))
    else:
        numbers = iter(range(part.answers))
        await asyncio.gather(*(each.until_enough(numbers) for each in phones[: part.at_once]))
    seen.seconds = time.perf_counter() - begin
    for task in beside:
        task.cancel()
    await asyncio.gather(*beside, return_exceptions=True)
    return seen


def main() -> None:
    told = json.load(sys.stdin)
    seen = asyncio.run(play(Plan.from_json(told["plan"]), Part(**told["part"])))
    print(json.dumps(vars(seen)))


if __name__ == "__main__":
    main()
