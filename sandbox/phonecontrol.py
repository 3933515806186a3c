"""Control routes for people and their phones, ``/sandbox/users…``."""

from __future__ import annotations

import asyncio
from http import HTTPStatus

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from sandbox.body import read_upload
from sandbox.bots import Bot, Tap
from sandbox.chats import Chat
from sandbox.errors import ControlError, not_found
from sandbox.files import UPLOAD_LIMIT, FileKind
from sandbox.jsonresponse import json_response
from sandbox.jsonwire import JsonObject
from sandbox.people import User
from sandbox.phone import Phone
from sandbox.requestjson import (
    flag_of,
    integer_of,
    json_body,
    json_value,
    path_integer,
    query_integer,
    query_wait,
    seconds_of,
    text_of,
)
from sandbox.state import State
from sandbox.views import chat_view, user_view

TAP_WAIT = 5.0
_LONGEST_TAP_WAIT = 60.0


class PhoneControl:
    """The people of a ``State`` and what they do."""

    def __init__(self, state: State) -> None:
        """Control this state."""
        self._state = state

    async def users(self, request: Request) -> Response:
        """GET: all people. POST: add one person, or a list of them."""
        if request.method == "GET":
            return json_response([user_view(user) for user in self._state.users.values()])
        body = await json_value(request)
        if isinstance(body, list):
            return json_response([self._add_user(item) for item in body], HTTPStatus.CREATED)
        return json_response(self._add_user(body), HTTPStatus.CREATED)

    def _add_user(self, body: object) -> JsonObject:
        if not isinstance(body, dict):
            raise ControlError("a user must be a JSON object")
        first_name = text_of(body, "first_name")
        if not first_name:
            raise ControlError("first_name is missing")
        user_id = integer_of(body, "id") or self._state.free_user_id()
        if user_id <= 0:
            raise ControlError("id must be above 0")
        tags = body.get("tags", body.get("labels")) or []
        if not isinstance(tags, list):
            raise ControlError("tags must be a list")
        user = User(user_id, first_name, tags=[str(tag) for tag in tags])
        for name in ("last_name", "username", "language_code", "phone", "role", "label"):
            setattr(user, name, text_of(body, name))
        self._state.add_user(user)
        return user_view(user)

    async def send(self, request: Request) -> Response:
        """A person writes, shares a contact, edits, or sends a file."""
        if request.headers.get("content-type", "").startswith("multipart/form-data"):
            return json_response(await self._send_file(self._phone(request), request))
        body = await json_body(request)
        phone = self._phone(request, body.get("group"))
        edit_of = integer_of(body, "edit_of")
        reply_to = integer_of(body, "reply_to")
        contact = body.get("contact")
        if edit_of is not None:
            message = phone.edit(edit_of, text_of(body, "text", "") or "")
        elif contact is not None:
            if not isinstance(contact, dict):
                raise ControlError("contact must be a JSON object")
            message = phone.share_contact(contact, reply_to)
        else:
            message = phone.write(text_of(body, "text", "") or "", reply_to)
        return json_response({"message_id": message["message_id"], "message": message})

    async def _send_file(self, phone: Phone, request: Request) -> JsonObject:
        async with request.form(max_part_size=UPLOAD_LIMIT) as form:
            fields = {n: v for n, v in form.multi_items() if isinstance(v, str)}
            parts = [(n, v) for n, v in form.multi_items() if isinstance(v, UploadFile)]
            if len(parts) != 1 or parts[0][0] not in set(FileKind):
                raise ControlError("exactly one file: voice, audio, photo, video or document")
            upload = await read_upload(parts[0][1])
        if not upload.data:
            raise ControlError("the file is empty")
        stored = self._state.files.add(
            FileKind(parts[0][0]),
            upload,
            width=integer_of(fields, "width") or 0,
            height=integer_of(fields, "height") or 0,
            duration=integer_of(fields, "duration") or 0,
        )
        message = phone.send_file(
            stored,
            fields.get("caption", ""),
            integer_of(fields, "reply_to"),
            fields.get("media_group_id"),
        )
        return {"message_id": message["message_id"], "message": message}

    async def tap(self, request: Request) -> Response:
        """A person taps a button; waits a while for the bot's answer."""
        phone = self._phone(request)
        body = await json_body(request)
        message_id = integer_of(body, "message_id")
        data = text_of(body, "data")
        if message_id is None or data is None:
            raise ControlError("message_id and data are needed")
        force, resend = flag_of(body, "force"), flag_of(body, "resend")
        wait = seconds_of(body, "wait", TAP_WAIT)
        tap, update_id = phone.tap(message_id, data, force=force, resend=resend)
        answer = await _answered(tap, min(wait, _LONGEST_TAP_WAIT))
        return json_response(
            {"answered": answer is not None, "text": None, "show_alert": False, "url": None}
            | (answer or {})
            | {"callback_query_id": tap.query_id, "update_id": update_id}
        )

    async def block(self, request: Request) -> Response:
        """A person blocks or unblocks the bot, or leaves Telegram."""
        phone = self._phone(request)
        body = await json_body(request)
        if "deactivated" in body:
            phone.user.deactivated = flag_of(body, "deactivated")
        if "blocked" in body:
            phone.block(blocked=flag_of(body, "blocked"))
        elif "deactivated" not in body:
            raise ControlError("blocked must be true or false")
        return json_response({"blocked": phone.chat.blocked})

    async def chat(self, request: Request) -> Response:
        """What the phone shows, or what changed on it after ``after``."""
        phone = self._phone(request)
        after = query_integer(request, "after")
        wait = query_wait(request)
        deadline = asyncio.get_running_loop().time() + wait
        while phone.chat.seq <= after:
            left = deadline - asyncio.get_running_loop().time()
            if not await self._state.changed.wait(left):
                break
        return json_response(chat_view(self._state, phone.user, phone.chat, after))

    async def file(self, request: Request) -> Response:
        """The bytes of a file, for the page."""
        self._user(request)
        stored = self._state.files.get(request.path_params["file_id"])
        if stored is None:
            raise not_found("there is no such file")
        return FileResponse(
            self._state.files.location(stored),
            media_type=stored.mime_type,
            filename=stored.name,
            content_disposition_type="inline",
        )

    def _user(self, request: Request) -> User:
        return self._state.user(path_integer(request, "user_id"))

    def _phone(self, request: Request, group: object = None) -> Phone:
        bot, user = self._bot(request), self._user(request)
        chat = self._state.chat(bot, user) if group is None else _group_chat(bot, group)
        return Phone(self._state, bot, user, chat)

    def _bot(self, request: Request) -> Bot:
        wanted = query_integer(request, "bot")
        if not wanted:
            return self._state.main_bot
        for bot in self._state.bots.values():
            if bot.id == wanted:
                return bot
        raise not_found(f"there is no bot {wanted}")


def _group_chat(bot: Bot, group: object) -> Chat:
    group_id = integer_of(group, "id") if isinstance(group, dict) else None
    if not isinstance(group, dict) or group_id is None or group_id >= 0:
        raise ControlError("group must have an id below 0")
    title = text_of(group, "title", "Group")
    public = {"id": group_id, "type": "group", "title": title}
    return bot.chats.setdefault(group_id, Chat(group_id, public))


async def _answered(tap: Tap, seconds: float) -> JsonObject | None:
    if tap.answer is None:
        return None
    try:
        async with asyncio.timeout(seconds):
            # Shielded: the bot may still answer after this driver has stopped waiting.
            return await asyncio.shield(tap.answer)
    except TimeoutError:
        return None
