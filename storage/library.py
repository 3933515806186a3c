"""Named queries on videos and guide sections, and on what was opened of them."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, insert, select, update

from domain.library import GuideSection, Video
from domain.programme import Axis
from storage.rows import as_value
from storage.tables import library as t
from storage.unit_of_work import UnitOfWork


def videos(uow: UnitOfWork) -> tuple[Video, ...]:
    """All videos by code."""
    return tuple(as_value(Video, row) for row in uow.connection.execute(select(t.video).order_by(t.video.c.code)))


def video(uow: UnitOfWork, code: str) -> Video | None:
    row = uow.connection.execute(select(t.video).where(t.video.c.code == code)).first()
    return as_value(Video, row) if row else None


def set_file_id(uow: UnitOfWork, code: str, file_id: str) -> None:
    """Keeps Telegram's id of an uploaded video: from now on it costs no upload."""
    uow.connection.execute(update(t.video).where(t.video.c.code == code).values(file_id=file_id))


def sections(uow: UnitOfWork) -> tuple[GuideSection, ...]:
    """All guide sections by code."""
    query = select(t.guide_section).order_by(t.guide_section.c.code)
    return tuple(as_value(GuideSection, row) for row in uow.connection.execute(query))


def section(uow: UnitOfWork, code: str) -> GuideSection | None:
    row = uow.connection.execute(select(t.guide_section).where(t.guide_section.c.code == code)).first()
    return as_value(GuideSection, row) if row else None


def of_axes(uow: UnitOfWork, axes: Collection[Axis]) -> tuple[tuple[Video, ...], tuple[GuideSection, ...]]:
    """Videos and sections of some axes."""
    return (
        tuple(one for one in videos(uow) if one.axis in axes),
        tuple(one for one in sections(uow) if one.axis in axes),
    )


def record_opening(uow: UnitOfWork, *, person_id: int, cooperative_id: int | None, code: str, at: datetime) -> None:
    """Somebody opened a video or a section."""
    uow.connection.execute(
        insert(t.content_delivery).values(person_id=person_id, cooperative_id=cooperative_id, code=code, at=at)
    )


def openings(uow: UnitOfWork, since: datetime, until: datetime) -> dict[tuple[int | None, str], int]:
    """How often each code was opened by each cooperative's people in [since, until)."""
    query = (
        select(t.content_delivery.c.cooperative_id, t.content_delivery.c.code, func.count())
        .where(t.content_delivery.c.at >= since, t.content_delivery.c.at < until)
        .group_by(t.content_delivery.c.cooperative_id, t.content_delivery.c.code)
    )
    return {(row[0], row[1]): row[2] for row in uow.connection.execute(query)}
