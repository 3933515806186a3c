"""Buttons of joining: consent, language, welcome, home, help."""

from domain.buttons import ChooseLanguage, ChooseSlot, GiveConsent, Task
from domain.people import Language, Slot
from domain.rendered import ButtonFace
from domain.views import ConsentView, HelpView, HomeView, LanguageView, SimpleText, SimpleView, WelcomeView
from messages.button_words import ButtonWord
from messages.icons import icon
from messages.keyboards.layout import Rows, face, home_row, paired, task_face
from messages.wording import Wording, wording

_OFFERED = (Language.ARABIC, Language.FRENCH)
_WITH_HOME = {
    SimpleText.NO_OPEN_CHECK_IN,
    SimpleText.UNKNOWN_COMMAND,
    SimpleText.NOTE_PASSED_ON,
    SimpleText.NOT_YOURS,
}


def simple_rows(view: SimpleView, words: Wording) -> Rows:
    return home_row(words) if view.text in _WITH_HOME else ()


def consent_rows(_: ConsentView, __: Wording) -> Rows:
    """Yes and no in both languages: none is chosen yet."""
    return (
        (
            _in_both(GiveConsent(agreed=True), "✅", ButtonWord.YES),
            _in_both(GiveConsent(agreed=False), "✖️", ButtonWord.NO),
        ),
    )


def _in_both(button: GiveConsent, sign: str, word: ButtonWord) -> ButtonFace:
    return face(button, sign, " / ".join(wording(language).label(word) for language in _OFFERED))


def language_rows(view: LanguageView, _: Wording) -> Rows:
    """Each language under its own name; the current one is marked."""
    return (
        tuple(
            face(ChooseLanguage(language), "✅" if language is view.current else "", wording(language).label(language))
            for language in _OFFERED
        ),
    )


def welcome_rows(view: WelcomeView, words: Wording) -> Rows:
    slots = _slots(view.slot, words) if view.slot is not None else ()
    return slots + paired(task_face(task, words) for task in view.tasks)


def _slots(chosen: Slot, words: Wording) -> Rows:
    return (tuple(face(ChooseSlot(slot), "✅" if slot is chosen else icon(slot), words.label(slot)) for slot in Slot),)


def home_rows(view: HomeView, words: Wording) -> Rows:
    counts = {Task.CHECK_IN: view.open_check_ins, Task.ALERTS: view.open_alerts, Task.CALLS: view.open_calls}
    return paired(task_face(task, words, counts.get(task, 0)) for task in view.tasks)


def help_rows(view: HelpView, words: Wording) -> Rows:
    return paired(task_face(task, words) for task in view.tasks)
