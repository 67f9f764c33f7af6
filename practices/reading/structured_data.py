"""A practice for search engines, in the words of schema.org. Public text only, no people."""

from typing import Any

from django.http import HttpRequest

from practices.models import Practice
from regions.countries import country_name


def structured_data(practice: Practice, request: HttpRequest, picture: str) -> dict[str, Any]:
    """JSON-LD of a published practice read `with_page()`; what is not known is left out.

    `picture` is the whole address of the first picture of its approved text.
    """
    places = [practice.place, *(country_name(code) for code in practice.countries)]
    links = [source["url"] for source in practice.links if source["url"]]
    theme = practice.theme
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": practice.title,
        "description": practice.summary,
        "inLanguage": practice.language,
        "url": request.build_absolute_uri(practice.get_absolute_url()),
        "image": [picture] if picture else [],
        "datePublished": practice.first_published_at,
        "dateModified": practice.published_at,
        "publisher": organisation(practice.partner.organisation),
        "author": organisation(practice.organisation),
        "articleSection": theme.name if theme else "",
        "keywords": [tag["name"] for tag in practice.tag_labels],
        "spatialCoverage": [{"@type": "Place", "name": place} for place in places if place],
        "citation": links,
    }
    return {name: value for name, value in data.items() if value}


def organisation(name: str) -> dict[str, str] | None:
    return {"@type": "Organization", "name": name} if name else None
