"""Logs of a bad day hold no token, no phone number and nobody's words, at any level that is ever written."""

import logging
import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs
from telegram import Update
from telegram.ext import MessageHandler, filters

from domain.tries import Tries
from storage.unit_of_work import UnitOfWork
from tests.house import TOKEN, Chat, House
from tests.reliability.looks import fault, let_time_pass

WORDS = "La caissière est partie avec la clé du coffre"
PHONE = "+999 600 00 00 01"


def secrets_in(written: str) -> list[str]:
    """What of all this a log holds."""
    secrets = [TOKEN, TOKEN.split(":")[1], WORDS, "caissière", PHONE, PHONE.replace(" ", "")]
    return [one for one in secrets if one in written] + re.findall(r"\+?999[\d ]{6,}", written)


def fail_with_words(house: House) -> None:
    """A statement of the database fails on what somebody has written."""

    def step(uow: UnitOfWork, _moment: Any, actor: Any) -> None:
        uow.connection.execute(text("INSERT INTO note (text) VALUES (:words)"), {"words": f"{WORDS} {PHONE}"})

    async def handle(update: Update, context: Any) -> None:
        await context.perform(update, step)

    house.service.application.handlers[0].insert(0, MessageHandler(filters.Regex("caissière"), handle))


async def test_nothing_confidential_is_logged_when_everything_fails(
    house: House, leader: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    house.service.inbox.tries = Tries((timedelta(seconds=0.01),))
    fail_with_words(house)
    with capture_logs() as events:
        await fault(house, "drop", method="getUpdates")
        for kind in ("500", "drop", "deliver_timeout", "403", "429"):
            await fault(house, kind, method="sendMessage", seconds=0.05)
            await leader.phone.send(f"{WORDS} {PHONE}")
            await leader.phone.send("/aide")
            await house.settle()
            await let_time_pass(house, 600)
        await house.push(message={"text": f"{WORDS} {PHONE}", "contact": {"phone_number": PHONE}})
        await house.settle()

    assert any(one["event"] == "update failed" for one in events)
    assert any(one["event"] == "no updates" for one in events)
    assert secrets_in(f"{events}\n{caplog.text}") == []


async def test_notes_of_failures_hold_nothing_confidential(house: House, leader: Chat) -> None:
    house.service.inbox.tries = Tries(())
    fail_with_words(house)
    await leader.send(f"{WORDS} {PHONE}")
    await fault(house, "drop", method="sendMessage")
    await leader.send("/aide")

    def kept(uow: UnitOfWork) -> str:
        errors = uow.connection.execute(text("SELECT error FROM inbox UNION ALL SELECT note FROM outbox"))
        return "\n".join(row[0] for row in errors)

    notes = await house.read(kept)
    assert "IntegrityError" in notes
    assert secrets_in(notes) == []
