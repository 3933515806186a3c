"""Methods about the bot itself: who it is, its commands, its texts, its menu button."""

from __future__ import annotations

import json
import re

from sandbox.call import Call
from sandbox.errors import bad_request
from sandbox.jsonwire import JsonObject

_COMMAND = re.compile(r"[a-z0-9_]{1,32}", re.ASCII)
_COMMANDS_LIMIT = 100
_COMMAND_DESCRIPTION_LIMIT = 256
_DESCRIPTION_LIMITS = {"description": 512, "short_description": 120, "name": 64}


def get_me(call: Call) -> JsonObject:
    """``getMe``."""
    return call.bot.user | {
        "can_join_groups": False,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def _scope(call: Call) -> tuple[str, str]:
    scope = call.params.json("scope") or {"type": "default"}
    return json.dumps(scope, sort_keys=True), call.params.text("language_code")


def set_my_commands(call: Call) -> bool:
    """``setMyCommands``."""
    commands = call.params.json("commands")
    if not isinstance(commands, list):
        raise bad_request("can't parse commands: expected an Array")
    if len(commands) > _COMMANDS_LIMIT:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not isinstance(command, dict):
            raise bad_request("can't parse BotCommand: expected an Object")
        if not _COMMAND.fullmatch(str(command.get("command", "")).removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", ""))) <= _COMMAND_DESCRIPTION_LIMIT:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    call.bot.commands[_scope(call)] = commands
    return True


def get_my_commands(call: Call) -> list[JsonObject]:
    """``getMyCommands``."""
    return call.bot.commands.get(_scope(call), [])


def delete_my_commands(call: Call) -> bool:
    """``deleteMyCommands``."""
    call.bot.commands.pop(_scope(call), None)
    return True


def _set_text(call: Call, name: str) -> bool:
    text = call.params.text(name)
    if len(text) > _DESCRIPTION_LIMITS[name]:
        raise bad_request(f"bot {name.replace('_', ' ')} is too long")
    call.bot.texts[name, call.params.text("language_code")] = text
    return True


def set_my_description(call: Call) -> bool:
    """``setMyDescription``."""
    return _set_text(call, "description")


def set_my_short_description(call: Call) -> bool:
    """``setMyShortDescription``."""
    return _set_text(call, "short_description")


def set_my_name(call: Call) -> bool:
    """``setMyName``."""
    return _set_text(call, "name")


def _get_text(call: Call, name: str) -> JsonObject:
    texts = call.bot.texts
    language = call.params.text("language_code")
    return {name: texts.get((name, language), texts.get((name, ""), ""))}


def get_my_description(call: Call) -> JsonObject:
    """``getMyDescription``."""
    return _get_text(call, "description")


def get_my_short_description(call: Call) -> JsonObject:
    """``getMyShortDescription``."""
    return _get_text(call, "short_description")


def set_chat_menu_button(call: Call) -> bool:
    """``setChatMenuButton``."""
    button = call.params.json("menu_button")
    chat_id = call.params.integer("chat_id") or None
    call.bot.menu_buttons[chat_id] = button if isinstance(button, dict) else {"type": "default"}
    return True


def get_chat_menu_button(call: Call) -> JsonObject:
    """``getChatMenuButton``."""
    chat_id = call.params.integer("chat_id") or None
    return call.bot.menu_buttons.get(chat_id, {"type": "commands"})


def get_chat(call: Call) -> JsonObject:
    """``getChat``: what is known of a person who has a chat with the bot."""
    chat = call.known_chat()
    return chat.public | {"accent_color_id": 0, "max_reaction_count": 11}


def yes(_call: Call) -> bool:
    """``logOut`` and ``close``: nothing to do here."""
    return True
