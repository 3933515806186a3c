"""Raw updates by long polling: they are handed over as they came, and confirmed only once they are stored.

What has been confirmed is confirmed for good, so the offset is sent until an answer has come to it and then dropped:
after a quiet week Telegram numbers anew, and an old offset could pass over new updates.
"""

import json
from dataclasses import dataclass
from typing import Any, TypeGuard

import aiohttp

from storage.inbox import RawUpdate

#: Telegram's ids have 52 significant bits; what is larger than a database's integer is none.
_LARGEST_ID = 2**63 - 1
#: Stands for the number of an update that has none of use (Telegram's are positive); its digest tells it from others.
UNNUMBERED = 0
#: Seconds until the next try where Telegram names none.
_RETRY_AFTER_SECONDS = 2.0
#: The most updates Telegram hands over at once (Bot API); where it hands over fewer, no more are waiting.
MOST_UPDATES = 100
ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")


class PollingError(RuntimeError):
    """Telegram did not give updates; `retry_after` is in seconds.

    `conflict`: another program receives with the same token, by polling or by a webhook.
    """

    def __init__(self, text: str, *, retry_after: float = 0, conflict: bool = False) -> None:
        super().__init__(text)
        self.retry_after = retry_after
        self.conflict = conflict


@dataclass(frozen=True, slots=True)
class Received:
    """An update to be stored; `tap_id` is the id of the tap that it is, empty for what is none."""

    update: RawUpdate
    tap_id: str


@dataclass(slots=True)
class Poller:
    """Asks for updates; `offset` is what the next call confirms."""

    root: str
    token: str
    session: aiohttp.ClientSession
    offset: int | None = None
    timeout_seconds: int = 25

    async def next(self, *, waits: bool = True) -> list[Received]:
        """The next updates, in order; raises PollingError. The offset is set by `confirm` alone.

        `waits`: where there are none, Telegram holds the call open until there are.
        """
        parameters: dict[str, Any] = {
            "timeout": self.timeout_seconds if waits else 0,
            "limit": MOST_UPDATES,
            "allowed_updates": list(ALLOWED_UPDATES),
        }
        if self.offset is not None:
            parameters["offset"] = self.offset
        try:
            async with self.session.post(f"{self.root}/bot{self.token}/getUpdates", json=parameters) as response:
                answer = await response.json(content_type=None)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            # Only the kind of error is passed on: its text may hold the address, and the address the token.
            raise PollingError(f"no answer: {type(error).__name__}", retry_after=1) from None
        if not isinstance(answer, dict):
            raise PollingError("no answer of Telegram's", retry_after=1)
        if not answer.get("ok"):
            raise _refusal(answer)
        result = answer.get("result")
        if not isinstance(result, list):
            raise PollingError("no list of updates", retry_after=_RETRY_AFTER_SECONDS)
        self.offset = None
        return [received(one) for one in result]

    def confirm(self, updates: list[Received]) -> bool:
        """The next call tells Telegram to forget these: they are on disk. False where none has a number to tell."""
        numbers = [one.update.update_id for one in updates if one.update.update_id != UNNUMBERED]
        if numbers:
            self.offset = numbers[-1] + 1
        return bool(numbers)


def received(update: Any) -> Received:
    """An update as it is stored, with its sender where one can be told.

    What has no number of use is stored once all the same, as nobody's, so that it holds nobody up.
    """
    # Escaped: half a surrogate pair in somebody's text is something no database takes.
    payload = json.dumps(update, separators=(",", ":"))
    number = _number(update)
    if number is None:
        return Received(RawUpdate(update_id=UNNUMBERED, payload=payload, sender_id=None), tap_id="")
    tap = update.get("callback_query")
    return Received(
        RawUpdate(update_id=number, payload=payload, sender_id=_sender(update)),
        tap_id=str(tap.get("id", "")) if isinstance(tap, dict) else "",
    )


def _number(update: Any) -> int | None:
    number = update.get("update_id") if isinstance(update, dict) else None
    return number if _is_integer(number) and UNNUMBERED < number < _LARGEST_ID else None


def _is_integer(value: object) -> TypeGuard[int]:
    """In Python, true and false are numbers; to PostgreSQL they are none."""
    return isinstance(value, int) and not isinstance(value, bool)


def _sender(update: dict[str, Any]) -> int | None:
    for content in update.values():
        if isinstance(content, dict) and isinstance(content.get("from"), dict):
            sender = content["from"].get("id")
            return sender if _is_integer(sender) and abs(sender) <= _LARGEST_ID else None
    return None


def _refusal(answer: dict[str, Any]) -> PollingError:
    conflict = 409
    code, parameters = answer.get("error_code"), answer.get("parameters")
    after = parameters.get("retry_after") if isinstance(parameters, dict) else None
    return PollingError(
        f"{code} {answer.get('description', '')}",
        retry_after=float(after) if isinstance(after, int | float) else _RETRY_AFTER_SECONDS,
        conflict=code == conflict,
    )
