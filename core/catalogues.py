"""Words in other languages: catalogues are read as .po, which people edit, and written as .mo.

Pure: no gettext of the system is needed. The format is that of GNU gettext, as far as our own
catalogues use it: context, plural forms, strings over several lines, comments.
"""

import ast
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

MAGIC: Final = 0x950412DE
BEFORE_TABLES: Final = 28  # bytes of the head of a .mo file
IN_CONTEXT: Final = "\x04"
BETWEEN_FORMS: Final = "\0"


@dataclass
class Entry:
    """What is said, and how it is said in the catalogue's language: one string per form."""

    message: str = ""
    plural: str = ""
    context: str | None = None
    said: dict[int, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """How gettext looks it up."""
        text = self.message if self.context is None else self.context + IN_CONTEXT + self.message
        return text + BETWEEN_FORMS + self.plural if self.plural else text

    @property
    def value(self) -> str:
        return BETWEEN_FORMS.join(self.said[form] for form in sorted(self.said))


def read_po(text: str) -> list[Entry]:
    """The entries of a .po file in its order; the head is the entry without a message.

    Raises `ValueError` with the number of a line that is no part of an entry.
    """
    entries: list[Entry] = []
    part = ""
    for number, line in enumerate(text.splitlines(), start=1):
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            part = ""
            continue
        if not stripped.startswith('"'):
            part, _space, stripped = stripped.partition(" ")
            if part == "msgctxt" or (part == "msgid" and not _is_begun(entries)):
                entries.append(Entry())
        if not part or not stripped.startswith('"') or not entries:
            message = f"line {number} is no part of an entry"
            raise ValueError(message)
        _add(entries[-1], part, ast.literal_eval(stripped.strip()))
    return entries


def _is_begun(entries: list[Entry]) -> bool:
    """Whether the last entry has its context and waits for its message."""
    return bool(entries) and entries[-1].context is not None and not entries[-1].said


def _add(entry: Entry, part: str, text: str) -> None:
    match part:
        case "msgctxt":
            entry.context = (entry.context or "") + text
        case "msgid":
            entry.message += text
        case "msgid_plural":
            entry.plural += text
        case "msgstr":
            entry.said[0] = entry.said.get(0, "") + text
        case _ if part.startswith("msgstr[") and part.endswith("]"):
            form = int(part[7:-1])
            entry.said[form] = entry.said.get(form, "") + text
        case _:
            message = f"{part} is not known"
            raise ValueError(message)


def write_mo(entries: Iterable[Entry]) -> bytes:
    """The same as gettext reads it at run time; what is not said yet is left out.

    The same entries give the same bytes, whatever their order.
    """
    pairs = sorted(
        (each.key.encode(), each.value.encode()) for each in entries if all(each.said.values())
    )
    begins = BEFORE_TABLES + 16 * len(pairs)
    keys, values = b"", b""
    spans: list[tuple[int, int, int, int]] = []
    for key, value in pairs:
        spans.append((len(key), len(keys), len(value), len(values)))
        keys += key + b"\0"
        values += value + b"\0"
    table = [number for size, place, _s, _p in spans for number in (size, begins + place)]
    after = begins + len(keys)
    table += [number for _s, _p, size, place in spans for number in (size, after + place)]
    second = BEFORE_TABLES + 8 * len(pairs)
    head = struct.pack("<7I", MAGIC, 0, len(pairs), BEFORE_TABLES, second, 0, begins)
    return head + struct.pack(f"<{len(table)}I", *table) + keys + values


def untranslated(entries: Iterable[Entry]) -> Iterator[Entry]:
    return (each for each in entries if not each.said or not all(each.said.values()))
