from dataclasses import dataclass


@dataclass(frozen=True)
class NewsItem:
    page: int
    position: int
    title: str
    text: str
    urgent: bool
    what: str


@dataclass(frozen=True)
class News:
    intro: str
    items: list


def news_between(*, since, edition, completed_at=None):
    return News("", [])


def must_see(document):
    return tuple(
        number for number, screen in enumerate(document["body"], start=1) if screen["value"].get("must_see", False)
    )
