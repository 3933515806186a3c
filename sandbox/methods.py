"""The Bot API methods this server has, by lower-case name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sandbox import downloads, editing, polling, profile, sending, taps
from sandbox.call import Call
from sandbox.files import FileKind

Method = Callable[[Call], object]

GET_UPDATES = "getupdates"

_BY_NAME: Mapping[str, Method] = {
    "getMe": profile.get_me,
    "logOut": profile.yes,
    "close": profile.yes,
    "deleteWebhook": polling.delete_webhook,
    "getWebhookInfo": polling.get_webhook_info,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.media_sender(FileKind.PHOTO),
    "sendVoice": sending.media_sender(FileKind.VOICE),
    "sendAudio": sending.media_sender(FileKind.AUDIO),
    "sendVideo": sending.media_sender(FileKind.VIDEO),
    "sendDocument": sending.media_sender(FileKind.DOCUMENT),
    "sendChatAction": sending.send_chat_action,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "editMessageMedia": editing.edit_message_media,
    "deleteMessage": editing.delete_message,
    "setMessageReaction": editing.set_message_reaction,
    "answerCallbackQuery": taps.answer_callback_query,
    "getFile": downloads.get_file,
    "getChat": profile.get_chat,
    "setMyCommands": profile.set_my_commands,
    "getMyCommands": profile.get_my_commands,
    "deleteMyCommands": profile.delete_my_commands,
    "setMyName": profile.set_my_name,
    "setMyDescription": profile.set_my_description,
    "getMyDescription": profile.get_my_description,
    "setMyShortDescription": profile.set_my_short_description,
    "getMyShortDescription": profile.get_my_short_description,
    "setChatMenuButton": profile.set_chat_menu_button,
    "getChatMenuButton": profile.get_chat_menu_button,
}

# Telegram does not mind the case of a method's name.
METHODS: Mapping[str, Method] = {name.lower(): method for name, method in _BY_NAME.items()}
NAMES: Mapping[str, str] = {name.lower(): name for name in _BY_NAME} | {GET_UPDATES: "getUpdates"}
