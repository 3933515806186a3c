"""Raw updates by long polling: they are handed over as they came, and confirmed only once they are stored.

What has been confirmed is confirmed for good, so the offset is sent until an answer has come to it and then dropped:
after a quiet week Telegram numbers anew, and an old offset could pass over new updates.
"""

import json
from dataclasses import dataclass
from typing import Any

import aiohttp

from storage.inbox import RawUpdate

#: Telegram's ids have 52 significant bits; what is larger than a database's integer is none.
_LARGEST_ID = 2**63 - 1
ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")


class PollingError(RuntimeError):
    """Telegram did not give updates; `retry_after` is in seconds, `conflict` says that another process polls."""

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

    async def next(self) -> list[Received]:
        """The next updates, in order; raises PollingError. The offset is set by `confirm` alone."""
        parameters: dict[str, Any] = {
            "timeout": self.timeout_seconds,
            "limit": 100,
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
        self.offset = None
        return [received(one) for one in answer["result"]]

    def confirm(self, updates: list[Received]) -> None:
        """The next call tells Telegram to forget these: they are on disk."""
        if updates:
            self.offset = updates[-1].update.update_id + 1


def received(update: dict[str, Any]) -> Received:
    """An update as it is stored, with its sender where one can be told."""
    tap = update.get("callback_query")
    return Received(
        RawUpdate(
            update_id=int(update["update_id"]),
            # Escaped: half a surrogate pair in somebody's text is something no database takes.
            payload=json.dumps(update, separators=(",", ":")),
            sender_id=_sender(update),
        ),
        tap_id=str(tap.get("id", "")) if isinstance(tap, dict) else "",
    )


def _sender(update: dict[str, Any]) -> int | None:
    for content in update.values():
        if isinstance(content, dict) and isinstance(content.get("from"), dict):
            sender = content["from"].get("id")
            return sender if isinstance(sender, int) and abs(sender) <= _LARGEST_ID else None
    return None


def _refusal(answer: dict[str, Any]) -> PollingError:
    conflict = 409
    code = answer.get("error_code")
    after = (answer.get("parameters") or {}).get("retry_after", 2)
    return PollingError(f"{code} {answer.get('description', '')}", retry_after=float(after), conflict=code == conflict)
