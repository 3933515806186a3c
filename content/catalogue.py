"""What the data files hold, read into values."""

import tomllib
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).resolve().parent
DATA = CONTENT / "data"


@dataclass(frozen=True)
class Programme:
    """The programme and the days on which nothing is planned."""

    name: str
    start: date
    months: int
    time_zone: str
    public_holidays: list[date]
    movable_feasts: list[date]


@dataclass(frozen=True)
class Person:
    """A leader, a consultant or a member of staff."""

    code: str
    name: str
    role: str
    position: str
    phone: str
    language: str
    cooperative: str | None = None
    email: str | None = None


@dataclass(frozen=True)
class Title:
    """A title in both languages."""

    fr: str
    ar: str


@dataclass(frozen=True)
class Indicator:
    """What measures an action; a follow-up indicator (suivi) or a performance one."""

    name: str
    type: str
    unit: str
    baseline: float
    target: float


@dataclass(frozen=True)
class BankAction:
    """An action of the bank, before a cooperative makes it its own."""

    code: str
    axis: str
    title: Title
    responsible: str
    due_month: int
    months: int
    priority: str
    stakeholders: list[str]
    indicators: list[Indicator]


@dataclass(frozen=True)
class Cooperative:
    """A cooperative, the actions it chose and where it departs from the bank."""

    code: str
    name: str
    name_ar: str
    province: str
    commune: str
    activity: str
    members: int
    women: int
    language: str
    voice: str
    channel: str
    consultant: str
    roles: dict[str, str]
    actions: list[str]
    titles: dict[str, Title] = field(default_factory=dict)
    indicators: dict[str, list[Indicator]] = field(default_factory=dict)
    stakeholders: dict[str, list[str]] = field(default_factory=dict)
    deadlines: dict[str, date] = field(default_factory=dict)


@dataclass(frozen=True)
class Event:
    """A training module, a workshop or a meeting; for all cooperatives when none is named."""

    code: str
    type: str
    title: str
    date: date
    time: time
    place: str
    cooperatives: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Video:
    """A thematic video and the points it makes."""

    code: str
    axis: str
    title: Title
    file: str
    seconds: int
    points: list[Title]


@dataclass(frozen=True)
class GuideSection:
    """A section of the guide; `file` lacks the ending `.fr.md` or `.ar.md`."""

    code: str
    axis: str
    title: Title
    file: str


def read(name: str) -> dict[str, Any]:
    """Return the raw tables of the data file `name`."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def load_programme() -> Programme:
    """Return the programme."""
    return Programme(**read("programme"))


def load_people() -> list[Person]:
    """Return the people: leaders, consultants, staff."""
    return [Person(**row) for row in read("people")["people"]]


def load_action_bank() -> dict[str, BankAction]:
    """Return the actions of the bank by code."""
    bank = {}
    for code, row in read("action_bank").items():
        indicators = [Indicator(**indicator) for indicator in row.pop("indicators")]
        bank[code] = BankAction(code, title=_pop_title(row), indicators=indicators, **row)
    return bank


def load_cooperatives() -> list[Cooperative]:
    """Return the cooperatives."""
    cooperatives = []
    for row in read("cooperatives")["cooperatives"]:
        titles = {code: Title(**title) for code, title in row.pop("titles", {}).items()}
        indicators = {
            code: [Indicator(**indicator) for indicator in rows] for code, rows in row.pop("indicators", {}).items()
        }
        cooperatives.append(Cooperative(titles=titles, indicators=indicators, **row))
    return cooperatives


def load_events() -> list[Event]:
    """Return the training modules, workshops and meetings."""
    return [Event(**row) for row in read("calendar")["events"]]


def load_videos() -> list[Video]:
    """Return the videos."""
    videos = []
    for row in read("videos")["videos"]:
        points = [Title(**point) for point in row.pop("points")]
        videos.append(Video(title=_pop_title(row), points=points, **row))
    return videos


def load_guide() -> list[GuideSection]:
    """Return the sections of the guide."""
    return [GuideSection(title=_pop_title(row), **row) for row in read("guide")["sections"]]


def _pop_title(row: dict[str, Any]) -> Title:
    return Title(fr=row.pop("title_fr"), ar=row.pop("title_ar"))
