"""A connection as a browser keeps it: HTTP/1.1, opened again when the server has closed it."""

import asyncio
import contextlib
import zlib
from dataclasses import dataclass

HOST = "127.0.0.1"
PATIENCE = 30.0  # seconds for an answer


@dataclass(frozen=True)
class Answer:
    status: int
    etag: str
    body: bytes


class Lost(Exception):
    """The connection broke before the answer was there: nobody knows whether it was done."""


class Wire:
    def __init__(self, port: int, headers: dict[str, str]) -> None:
        self._port = port
        always = {
            "Host": HOST,
            "X-Forwarded-Proto": "https",
            "Accept-Encoding": "gzip",
            **headers,
        }
        self._head = "".join(f"{name}: {value}\r\n" for name, value in always.items())
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self._turn = asyncio.Lock()

    async def ask(self, method: str, path: str, body: bytes = b"", more: str = "") -> Answer:
        """`more`: further lines of the head. Raises `Lost`."""
        if body:
            more += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        sent = f"{method} {path} HTTP/1.1\r\n{self._head}{more}\r\n".encode() + body
        async with self._turn:
            try:
                return await asyncio.wait_for(self._exchange(sent), PATIENCE)
            except (OSError, EOFError, TimeoutError, ValueError, IndexError) as error:
                self.close()
                raise Lost(repr(error)) from error

    async def _exchange(self, sent: bytes) -> Answer:
        if self._streams is None or self._streams[0].at_eof():
            self.close()
            self._streams = await asyncio.open_connection(HOST, self._port)
        reader, writer = self._streams
        writer.write(sent)
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        lines = (line.split(": ", 1) for line in head[1:] if line)
        headers = {name.lower(): value for name, value in lines}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        if headers.get("content-encoding") == "gzip":
            body = zlib.decompress(body, wbits=31)
        if headers.get("connection", "").lower() == "close":
            self.close()
        return Answer(int(head[0].split(" ")[1]), headers.get("etag", ""), body)

    def close(self) -> None:
        if self._streams is not None:
            with contextlib.suppress(OSError, RuntimeError):
                self._streams[1].close()
            self._streams = None
