"""The title cards of a video: what each shows, how long, and its picture."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import jinja2
from playwright.sync_api import Page, sync_playwright

from content.catalogue import CONTENT, Title, Video

WIDTH: Final = 854
HEIGHT: Final = 480
CARD_SECONDS: Final = 4.0
CLOSING: Final = Title(
    fr="Une question ? Votre consultant vous répond.",
    ar="لديكم سؤال؟ المستشار رهن إشارتكم",
)
CHROMIUM_FLAGS: Final = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


@dataclass(frozen=True)
class Slide:
    """One picture: a card with a title, or points of which the first `shown` can be seen."""

    title: Title
    seconds: float
    number: str = ""
    points: list[Title] = field(default_factory=list)
    shown: int = 0


def slides_of(video: Video) -> list[Slide]:
    """Return a title card, the points appearing one after another, and a closing card."""
    each = (video.seconds - 2 * CARD_SECONDS) / len(video.points)
    return [
        Slide(video.title, CARD_SECONDS, number=video.code[1:]),
        *(Slide(video.title, each, points=video.points, shown=n + 1) for n in range(len(video.points))),
        Slide(CLOSING, CARD_SECONDS),
    ]


@contextmanager
def browser_page() -> Iterator[Page]:
    """Yield a page of the system's Chromium, of a slide's size."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_FLAGS)
        yield browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        browser.close()


def render(page: Page, slide: Slide, path: Path) -> None:
    """Write the picture of `slide` to `path` (PNG)."""
    loader = jinja2.FileSystemLoader(CONTENT)
    template = jinja2.Environment(loader=loader, autoescape=True).get_template("slide.html.jinja")
    page.set_content(template.render(slide=slide))
    page.screenshot(path=path)
