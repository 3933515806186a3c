"""`status`, `deadletters` and `doctor`: what is to be seen, and another try for what was set aside."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import real_now
from domain.answer import Attachment, AttachmentKind
from domain.outgoing import Lane, Outgoing, OutgoingKind
from domain.people import Channel, Reachability
from domain.ticks import TickName
from sandbox import Server
from storage import answers, due_failures, file_copies, inbox, leases, outbox, people, sending, silences
from storage.engine import writing_engine
from storage.inbox import RawUpdate
from storage.transport_states import InboxState, OutboxState
from storage.unit_of_work import unit_of_work
from tests.command_line.terminal import TOKEN, WORKBOOK, Terminal

AT = datetime(2026, 12, 7, 9, 30, tzinfo=UTC)

VOICE = Attachment(
    id=0, person_id=1, kind=AttachmentKind.VOICE, file_id="f", file_unique_id="u", mime_type="audio/ogg", size_bytes=5
)


@pytest.fixture
def with_failures(imported: Terminal) -> Iterator[Terminal]:
    """Of each kind one that was set aside, and one that waits or may have arrived."""
    engine = writing_engine(f"sqlite:///{imported.database}")
    with unit_of_work(engine) as uow:
        inbox.store(uow, [RawUpdate(update_id=number, payload="{}", sender_id=5) for number in (7, 8)], AT)
        inbox.finish(uow, 1, InboxState.DEAD, AT, "KeyError in _told, line 12")
        outbox.put(uow, Outgoing(key="k", kind=OutgoingKind.HELP, lane=Lane.REPLY, chat_id=5), AT)
        sending.mark(uow, 1, OutboxState.FAILED, "Forbidden: asked by +999 000 000 01", AT)
        outbox.put(uow, Outgoing(key="l", kind=OutgoingKind.ALERT, lane=Lane.ALERT, chat_id=5), AT)
        sending.mark(uow, 2, OutboxState.UNKNOWN, "TimedOut", AT)
        for subject, next_try_at in (("4:opening", None), ("5:opening", AT)):
            due_failures.record(
                uow,
                TickName.LADDER,
                subject,
                attempts=3,
                failed_at=AT,
                next_try_at=next_try_at,
                cause="ValueError in storage.rows.as_value",
            )
    yield imported
    engine.dispose()


def test_status_counts_what_waits_and_what_was_set_aside(with_failures: Terminal) -> None:
    found = json.loads(with_failures.give("status", "--json").out)

    assert found["active"] is False
    assert found["inbox"] == {"new": 1, "done": 0, "ignored": 0, "dead": 1}
    none = dict.fromkeys((state.value for state in OutboxState), 0)
    assert list(found["outbox"]) == ["reply", "alert", "check_in", "report"]
    assert found["outbox"]["report"] == none
    assert found["outbox"]["reply"] == {**none, "failed": 1}
    assert found["unknown"] == {"alert": 1}
    assert found["dead_letters"] == {"updates": 1, "messages": 1, "dues": 1}
    assert found["last_poll"] is None
    shown = with_failures.give("status")
    assert shown.code == 0
    assert "1 updates, 1 messages, 1 dues" in shown.out
    assert "1 alert" in shown.out


def test_status_counts_the_files_that_people_sent(imported: Terminal) -> None:
    engine = writing_engine(f"sqlite:///{imported.database}")
    with unit_of_work(engine) as uow:
        stored = [answers.add_attachment(uow, VOICE) for _ in range(4)]
        file_copies.mark_kept(uow, stored[0].id, path="1.ogg", size_bytes=1_000_000)
        file_copies.give_up(uow, stored[1].id, "larger than 20971520 bytes")
    engine.dispose()

    found = json.loads(imported.give("status", "--json").out)
    assert found["files"] == {"waiting": 2, "kept": 1, "unavailable": 1}
    assert found["files_full"] is False

    imported.configure(files="most_megabytes = 1")
    assert json.loads(imported.give("status", "--json").out)["files_full"] is True
    assert "2 waiting, 1 kept, 1 unavailable, full" in imported.give("status").out


def test_doctor_tells_of_a_folder_of_files_that_cannot_be_used(imported: Terminal) -> None:
    (imported.folder / "files").write_text("no folder")
    imported.configure(files='folder = "files"')
    assert "✗ files: nothing can be written to files.folder (files): File exists" in imported.give("doctor").out


def test_status_counts_who_is_out_of_reach(imported: Terminal) -> None:
    assert "nobody" in imported.give("status").out
    engine = writing_engine(f"sqlite:///{imported.database}")
    states = (Reachability.BLOCKED, Reachability.BLOCKED, Reachability.DEACTIVATED, Reachability.STOPPED)
    with unit_of_work(engine) as uow:
        for person_id, state in enumerate(states, start=1):
            people.set_reachability(uow, person_id, state)
    engine.dispose()

    found = json.loads(imported.give("status", "--json").out)["unreachable"]
    assert found == {"blocked": 2, "deactivated": 1, "moved": 0, "stopped": 1}
    assert "2 blocked, 1 deactivated, 1 stopped" in imported.give("status").out


def test_status_shows_a_silence_in_force_and_a_foreign_poller(imported: Terminal) -> None:
    found = json.loads(imported.give("status", "--json").out)
    assert (found["silence_until"], found["foreign_poller"]) == (None, None)

    until = real_now() + timedelta(minutes=5)
    engine = writing_engine(f"sqlite:///{imported.database}")
    with unit_of_work(engine) as uow:
        silences.ask(uow, Channel.TELEGRAM, until)
        leases.beat(uow, leases.FOREIGN_POLLER, AT)
    engine.dispose()

    found = json.loads(imported.give("status", "--json").out)
    assert (found["silence_until"], found["foreign_poller"]) == (until.isoformat(), AT.isoformat())
    shown = imported.give("status").out
    assert f"until {until.isoformat()}" in shown
    assert AT.isoformat() in shown


def test_dead_letters_are_listed_and_tried_again(with_failures: Terminal) -> None:
    listed = with_failures.give("deadletters", "list").out
    assert "u1" in listed
    assert "KeyError in _told" in listed
    assert "message: help" in listed
    assert "+999" not in listed

    as_json = json.loads(with_failures.give("deadletters", "list", "--json").out)
    assert [one["id"] for one in as_json] == ["u1", "m1", "d1"]
    assert as_json[0]["since"] == AT.isoformat()
    assert as_json[2]["what"] == "due: climb the ladder, 4:opening"
    assert "+999" not in as_json[1]["cause"]

    for key in ("u1", "m1", "d1"):
        assert with_failures.give("deadletters", "replay", key).code == 0

    found = json.loads(with_failures.give("status", "--json").out)
    assert (found["inbox"]["new"], found["outbox"]["reply"]["pending"]) == (2, 1)
    assert found["dead_letters"] == {"updates": 0, "messages": 0, "dues": 0}
    assert with_failures.give("deadletters", "list", "--json").out == "[]\n"
    assert with_failures.give("deadletters", "list").out == "Nothing is set aside.\n"


@pytest.mark.parametrize("key", ["u2", "m2", "d2", "u99999999999999999999"])
def test_only_what_was_set_aside_is_tried_again(with_failures: Terminal, key: str) -> None:
    done = with_failures.give("deadletters", "replay", key)
    assert (done.code, done.err) == (1, f"suivi: nothing is set aside under {key}\n")


def test_doctor_finds_a_healthy_bot(imported: Terminal, online: Terminal, telegram: Server) -> None:
    imported.configure(
        telegram=f'token = "{TOKEN}"\nbase_url = "{telegram.url}"',
        programme=f'content_folder = "{WORKBOOK.parent}"',
    )
    done = imported.give("doctor")
    assert done.code == 0, done.out
    assert [line.split(":")[0] for line in done.out.splitlines()] == [
        "✓ settings",
        "✓ token",
        "✓ time zone",
        "✓ fonts",
        "✓ write rights",
        "✓ files",
        "✓ programme",
    ]
    assert "@SuiviLocalBot" in done.out


def test_doctor_tells_every_fault_and_goes_on(terminal: Terminal) -> None:
    done = terminal.give("doctor")
    assert done.code == 1
    assert "✗ token: telegram.token is missing" in done.out
    assert "✓ fonts" in done.out
    assert "✗ programme: the database" in done.out
    assert not terminal.database.exists()


def test_doctor_tells_settings_that_cannot_be_read(terminal: Terminal) -> None:
    terminal.configure(limits="chat_burst = 0")
    done = terminal.give("doctor")
    assert done.code == 1
    assert done.out.startswith("✗ settings: config.toml: limits.chat_burst")


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ('time_zone = "Europe/Paris"', "✗ programme: the workbook says Africa/Casablanca, programme.time_zone Europe/"),
        ('content_folder = "nowhere"', "✗ programme: programme.content_folder (nowhere) lacks videos/V1.mp4"),
    ],
)
def test_doctor_compares_the_settings_with_the_programme(imported: Terminal, settings: str, words: str) -> None:
    imported.configure(programme=settings)
    assert words in imported.give("doctor").out
