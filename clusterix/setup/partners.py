"""Between the pasted text, the fields of its preview, and the draft."""

from dataclasses import asdict
from typing import Any

from django.http import QueryDict

from clusterix.setup.paste import Pasted, PastedRow, read

LETTERS = "letters"


def paste_of(sent: QueryDict) -> Pasted:
    """The rows of a sent form; letters chosen in the preview count while the rows are the same."""
    return read(sent.get("text", ""), sent.getlist(LETTERS))


def entered_partners(text: str, pasted: Pasted, lead: int) -> dict[str, Any]:
    """What the draft keeps."""
    rows = [{**asdict(row), "problems": []} for row in pasted.rows]
    return {"text": text, "lead": lead, "rows": rows}


def drafted(held: dict[str, Any]) -> Pasted:
    """The rows of the draft as they were kept."""
    return Pasted(rows=[PastedRow(**{**row, "problems": ()}) for row in held["rows"]])
