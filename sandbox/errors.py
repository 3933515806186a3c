"""What goes wrong, in Telegram's words for bots and in plain words for drivers."""

from __future__ import annotations

from http import HTTPStatus

from sandbox.jsonwire import JsonObject


class ApiError(Exception):
    """A Bot API refusal: answered as ``{"ok": false, …}`` with ``code`` as HTTP status."""

    def __init__(
        self,
        code: int,
        description: str,
        retry_after: int | None = None,
        migrate_to_chat_id: int | None = None,
    ) -> None:
        """Remember Telegram's code, its text and, where it says so, the seconds to wait or the chat's new id."""
        super().__init__(description)
        self.code = code
        self.description = description
        given = {"retry_after": retry_after, "migrate_to_chat_id": migrate_to_chat_id}
        self.parameters = {name: value for name, value in given.items() if value is not None}

    def answer(self) -> JsonObject:
        """The JSON body Telegram sends for this error."""
        body: JsonObject = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.parameters:
            body["parameters"] = self.parameters
        return body


class ControlError(Exception):
    """A refusal of the control API: answered as ``{"error": message}``."""

    def __init__(self, message: str, status: HTTPStatus = HTTPStatus.BAD_REQUEST) -> None:
        """Remember the sentence for the driver and the HTTP status."""
        super().__init__(message)
        self.message = message
        self.status = status


def bad_request(reason: str) -> ApiError:
    """A 400 with Telegram's prefix."""
    return ApiError(HTTPStatus.BAD_REQUEST, f"Bad Request: {reason}")


def forbidden(reason: str) -> ApiError:
    """A 403 with Telegram's prefix."""
    return ApiError(HTTPStatus.FORBIDDEN, f"Forbidden: {reason}")


def chat_migrated(new_id: int) -> ApiError:
    """The 400 for a group that has become a supergroup, under another id."""
    return ApiError(
        HTTPStatus.BAD_REQUEST,
        "Bad Request: group chat was upgraded to a supergroup chat",
        migrate_to_chat_id=new_id,
    )


def conflict(reason: str) -> ApiError:
    """A 409 with Telegram's prefix."""
    return ApiError(HTTPStatus.CONFLICT, f"Conflict: {reason}")


def unauthorized() -> ApiError:
    """The answer to a token nobody was given."""
    return ApiError(HTTPStatus.UNAUTHORIZED, "Unauthorized")


def method_not_found() -> ApiError:
    """The answer to a method this server does not have."""
    return ApiError(HTTPStatus.NOT_FOUND, "Not Found: method not found")


def too_large() -> ApiError:
    """The answer to an upload above the limit."""
    return ApiError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "Request Entity Too Large")


def too_many_requests(seconds: int) -> ApiError:
    """A 429 asking to wait ``seconds``."""
    return ApiError(
        HTTPStatus.TOO_MANY_REQUESTS,
        f"Too Many Requests: retry after {seconds}",
        retry_after=seconds,
    )


def not_found(message: str) -> ControlError:
    """A 404 of the control API."""
    return ControlError(message, HTTPStatus.NOT_FOUND)
