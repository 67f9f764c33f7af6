"""Ways to pass a public practice on: plain links and a citation, nothing from elsewhere."""

from dataclasses import dataclass
from typing import Final, Self
from urllib.parse import quote, urlencode

from django.http import HttpRequest
from django.templatetags.static import static

from practices.reading.page import PracticePage

SIGN: Final = "share.png"  # sites that show links take no SVG


@dataclass(frozen=True)
class Sharing:
    """`permanent` is the practice's address; `address` also says the language that is shown."""

    title: str
    summary: str
    owner: str
    permanent: str
    address: str
    picture: str  # whole address of the first picture of the approved text
    preview: str  # that of what other sites show beside the link: the picture, or our sign
    year: int  # of the text that is read

    @classmethod
    def of(cls, page: PracticePage, request: HttpRequest) -> Self | None:
        """Of what everybody can read; nothing for drafts and what was taken down."""
        practice = page.practice
        if not practice.is_published or practice.published_at is None:
            return None
        permanent = request.build_absolute_uri(practice.get_absolute_url())
        shown = page.translation
        pictures = page.pictures
        picture = request.build_absolute_uri(pictures[0].get_absolute_url()) if pictures else ""
        return cls(
            title=page.text.title,
            summary=page.text.summary,
            owner=practice.organisation or practice.partner.organisation,
            permanent=permanent,
            address=f"{permanent}?lang={shown.language}" if shown else permanent,
            picture=picture,
            preview=picture or request.build_absolute_uri(static(SIGN)),
            year=practice.published_at.year,
        )

    @property
    def on_linkedin(self) -> str:
        query = urlencode({"url": self.address})
        return f"https://www.linkedin.com/sharing/share-offsite/?{query}"

    @property
    def on_x(self) -> str:
        return f"https://x.com/intent/post?{urlencode({'text': self.title, 'url': self.address})}"

    @property
    def by_mail(self) -> str:
        """Programs for mail take a plus sign for itself, so blanks are written as %20."""
        body = f"{self.title}\n{self.summary}\n\n{self.address}"
        return f"mailto:?subject={quote(self.title)}&body={quote(body)}"
