"""What is told of polls that fail, and how long the next one waits."""

from structlog.testing import capture_logs

from bot.polling import PollingError
from bot.polling_trouble import PollingTrouble

AWAY = PollingError("no answer: ClientConnectorError", retry_after=1)
BROKEN = PollingError("502 Bad Gateway", retry_after=2)
CONFLICT = PollingError("409 Conflict", conflict=True)


def told(trouble: PollingTrouble, *happens: tuple[float, PollingError]) -> list[str]:
    """The reasons that come into the log when polls fail at these times."""
    with capture_logs() as events:
        for at, error in happens:
            trouble.pause_after(error, at)
    return [one["reason"] for one in events]


def test_a_reason_is_told_when_it_begins_and_when_it_changes() -> None:
    assert told(PollingTrouble(), (0, AWAY), (1, AWAY), (3, BROKEN), (5, BROKEN), (9, AWAY)) == [
        str(AWAY),
        str(BROKEN),
        str(AWAY),
    ]


def test_another_program_is_told_of_once_a_minute_at_most() -> None:
    happens = [(at, CONFLICT) for at in (0, 1, 59, 60, 61, 119, 121)]
    assert len(told(PollingTrouble(), *happens)) == 3


def test_the_pause_grows_to_fifteen_seconds_and_is_short_again_afterwards() -> None:
    trouble = PollingTrouble()
    assert [trouble.pause_after(AWAY, at) for at in range(6)] == [1, 2, 4, 8, 15, 15]
    trouble.end(waited=False)
    assert trouble.pause_after(AWAY, 7) == 1


def test_what_telegram_asks_for_is_waited_for() -> None:
    assert PollingTrouble().pause_after(PollingError("429", retry_after=40), 0) == 40


def test_that_updates_come_again_is_told_once() -> None:
    trouble = PollingTrouble()
    with capture_logs() as events:
        trouble.end(waited=True)
        trouble.pause_after(AWAY, 0)
        trouble.end(waited=False)
        trouble.end(waited=True)
    assert [(one["event"], one["log_level"]) for one in events] == [
        ("no updates", "warning"),
        ("updates come again", "info"),
    ]


def test_another_program_is_gone_only_when_a_poll_that_waited_was_left_alone() -> None:
    trouble = PollingTrouble()
    trouble.pause_after(CONFLICT, 0)
    trouble.end(waited=False)
    assert trouble.pause_after(CONFLICT, 1) == 2
    assert told(trouble, (2, CONFLICT)) == []
    trouble.end(waited=True)
    assert told(trouble, (3, CONFLICT)) == [str(CONFLICT)]
