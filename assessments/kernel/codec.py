"""A result as plain JSON data and back without loss, and the fingerprint of what went in."""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from enum import StrEnum
from fractions import Fraction
from hashlib import sha256
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from .model import Criterion, Rater, check_inputs
from .result import Result

# Changes whenever the same inputs could give another result, or a result another shape.
KERNEL_VERSION = "1.1"

# Version 1 had the same figures, scores and suggestions and did not say what would change them.
_WITHOUT_CHANGES = "1"
_VERSION_FIELD = "kernel_version"
_FRACTION = re.compile(r"-?[0-9]+(/[0-9]*[1-9][0-9]*)?")


def to_dict(result: Result) -> dict[str, Any]:
    """Turn a result into JSON-able data: fractions as "13/10", codes as text, tuples as lists."""
    return {_VERSION_FIELD: KERNEL_VERSION, **_encode(result)}


def from_dict(data: Mapping[str, Any]) -> Result:
    """Turn the data of `to_dict` back into an equal result; that of version 1 has no changes.

    Raises ValueError, with a sentence, for data of another kernel version or another shape.
    """
    body = dict(data)
    version = body.pop(_VERSION_FIELD, None)
    if version == _WITHOUT_CHANGES:
        body["changes"] = None
    elif version != KERNEL_VERSION:
        message = f"This result is of kernel version {version!r}, not {KERNEL_VERSION!r}."
        raise ValueError(message)
    result: Result = _decode(Result, body, "result")
    return result


def input_hash(
    criteria: Sequence[Criterion],
    raters: Collection[Rater],
    threshold: int | Fraction,
    mitigated: AbstractSet[str],
) -> str:
    """The SHA-256, in 64 hexadecimal digits, of everything that a result depends on.

    The order of raters, of their answers and of mitigations does not matter; that of the criteria
    does, because results keep it. Raises ValueError like `assess`.
    """
    check_inputs(criteria, raters, threshold, mitigated)
    canonical = {
        "criteria": [
            [
                criterion.code,
                criterion.dimension,
                str(Fraction(criterion.weight)),
                criterion.is_gate,
            ]
            for criterion in criteria
        ],
        "raters": [
            [rater.key, rater.level, dict(rater.answers)]
            for rater in sorted(raters, key=lambda rater: rater.key)
        ],
        "threshold": str(Fraction(threshold)),
        "mitigated": sorted(mitigated),
    }
    text = json.dumps(canonical, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def _encode(part: object) -> Any:
    if is_dataclass(part):
        return {field.name: _encode(getattr(part, field.name)) for field in fields(part)}
    if isinstance(part, tuple):
        return [_encode(item) for item in part]
    if isinstance(part, Fraction):
        return str(part)
    return part.value if isinstance(part, StrEnum) else part


def _decode(kind: Any, data: object, where: str) -> Any:
    """Read data as the kind that a field of the result declares; `where` names it in errors."""
    origin = get_origin(kind)
    if origin is UnionType:
        # Every union among the results is "something or None".
        return None if data is None else _decode(get_args(kind)[0], data, where)
    if origin is tuple:
        return _decode_tuple(get_args(kind), data, where)
    if is_dataclass(kind):
        return _decode_object(kind, data, where)
    if issubclass(kind, Fraction):
        return _decode_fraction(data, where)
    if issubclass(kind, StrEnum):
        return _decode_code(kind, data, where)
    # Not isinstance: True is an int for Python, but no count.
    if type(data) is not kind:
        raise _misfit(where, data, kind.__name__)
    return data


def _decode_object(kind: Any, data: object, where: str) -> Any:
    hints = get_type_hints(kind)
    if not isinstance(data, dict) or data.keys() != hints.keys():
        raise _misfit(where, data, f"an object with the fields {', '.join(hints)}")
    return kind(**{name: _decode(hint, data[name], name) for name, hint in hints.items()})


def _decode_tuple(kinds: Sequence[Any], data: object, where: str) -> Any:
    if not isinstance(data, list):
        raise _misfit(where, data, "a list")
    if kinds[-1] is Ellipsis:
        kinds = [kinds[0]] * len(data)
    if len(data) != len(kinds):
        raise _misfit(where, data, f"a list of {len(kinds)}")
    return tuple(_decode(kind, item, where) for kind, item in zip(kinds, data, strict=True))


def _decode_fraction(data: object, where: str) -> Fraction:
    if not isinstance(data, str) or not _FRACTION.fullmatch(data):
        raise _misfit(where, data, 'a fraction such as "13/10"')
    return Fraction(data)


def _decode_code(kind: type[StrEnum], data: object, where: str) -> StrEnum:
    codes = [member.value for member in kind]
    if data not in codes:
        raise _misfit(where, data, f"one of {', '.join(codes)}")
    return kind(data)


def _misfit(where: str, data: object, wanted: str) -> ValueError:
    return ValueError(f"The stored {where} must be {wanted}, not {data!r}.")
