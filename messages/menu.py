"""The words of Telegram's command menu: those of the tasks themselves."""

from collections.abc import Iterable

from domain.buttons import Task
from domain.people import Language
from messages.wording import wording


def menu_words(tasks: Iterable[Task], language: Language) -> tuple[str, ...]:
    """Each task's words in a language, in the order given."""
    words = wording(language)
    return tuple(words.label(one) for one in tasks)
