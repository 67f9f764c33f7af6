"""The public addresses of the catalogue as a schema, so that a generator can ask them."""

from typing import Any

from practices.models import Instrument, Kind, Maturity, PlaceLevel

TEXT: dict[str, Any] = {"type": "string"}
SEVERAL: dict[str, Any] = {"type": "array", "items": TEXT}


def one_of(choices: Any) -> dict[str, Any]:
    return {"type": "array", "items": {"type": "string", "enum": list(choices.values)}}


FILTERS: dict[str, dict[str, Any]] = {
    "q": TEXT,
    "theme": SEVERAL,
    "status": SEVERAL,
    "region": SEVERAL,
    "country": {"type": "array", "items": {"type": "string", "pattern": "^[A-Z]{2}$"}},
    "industry": SEVERAL,
    "links": SEVERAL,
    "tag": SEVERAL,
    "instrument": one_of(Instrument),
    "kind": one_of(Kind),
    "maturity": one_of(Maturity),
    "level": one_of(PlaceLevel),
    "evidence": SEVERAL,
    "sort": TEXT,
    "page": {"type": "integer"},
}
OTHERS: dict[str, dict[str, dict[str, Any]]] = {
    "/practices/compare/": {"p": SEVERAL},
    "/practices/suggest/": {"q": TEXT},
}
WITH_FILTERS = (
    "/practices/",
    "/practices/map/",
    "/practices/feed/",
    "/practices/export.csv",
    "/practices/export.json",
)


def operation(fields: dict[str, dict[str, Any]]) -> dict[str, Any]:
    parameters = [
        {"name": name, "in": "query", "required": False, "schema": schema}
        for name, schema in fields.items()
    ]
    return {"get": {"parameters": parameters, "responses": {"200": {"description": "A page"}}}}


PAGES: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Addresses of the catalogue", "version": "1"},
    "paths": {
        **{address: operation(FILTERS) for address in WITH_FILTERS},
        **{address: operation(fields) for address, fields in OTHERS.items()},
    },
}
