"""Buttons around the questions: the recap, the choice of a check-in, calls."""

from domain.answer import CallWish
from domain.buttons import (
    CallFailure,
    ChangeAnswer,
    Confirm,
    ReportCallFailure,
    SayMore,
    ShowCheckIn,
    StartPhoneEntry,
    WishCall,
)
from domain.rendered import ButtonFace
from domain.views import (
    AskWhichView,
    CallTasksView,
    CallTaskView,
    CallWishView,
    RecapView,
    SayMoreView,
    ThanksView,
)
from messages.button_words import ButtonWord
from messages.icons import icon
from messages.keyboards.layout import Rows, face, home_row, in_rows, paired, stacked
from messages.wording import Wording

_A_ROW = 4
_LISTED = 12
_CALLS_LISTED = 20
_CONTACTS = 3


def recap_rows(view: RecapView, words: Wording) -> Rows:
    """*Change* by line, *add* for what was not asked, "anything else?" beside *confirm*."""
    lines, left_out = view.lines[:_LISTED], view.not_asked[:_LISTED]
    changes = [face(ChangeAnswer(one.item_id), "✏️", place) for place, one in enumerate(lines, start=1)]
    additions = [
        face(ChangeAnswer(one.item_id), "➕", place) for place, one in enumerate(left_out, start=len(lines) + 1)
    ]
    more = face(SayMore(view.check_in_id), "💬", words.label(ButtonWord.ANYTHING_ELSE))
    last: tuple[ButtonFace, ...] = (more,)
    if not view.confirmed:
        last = (more, face(Confirm(view.check_in_id), "✔️", words.label(ButtonWord.CONFIRM)))
    return (*in_rows(changes, _A_ROW), *in_rows(additions, _A_ROW), last)


def say_more_rows(view: SayMoreView, words: Wording) -> Rows:
    return ((face(ShowCheckIn(view.check_in_id), "↩️", words.label(ButtonWord.BACK)),),)


def thanks_rows(_: ThanksView, words: Wording) -> Rows:
    return home_row(words)


def ask_which_rows(view: AskWhichView, words: Wording) -> Rows:
    return stacked(
        face(ShowCheckIn(one.check_in_id), place, "🏘", words.isolated(one.cooperative, 40))
        for place, one in enumerate(view.choices[:20], start=1)
    )


def call_task_rows(view: CallTaskView, words: Wording) -> Rows:
    """Fill in with the leader who is on the line, or say why nobody was reached."""
    failures = [
        face(ReportCallFailure(view.call_task_id, failure), icon(failure), words.label(failure))
        for failure in CallFailure
    ]
    return stacked(_on_the_line(view, words)) + paired(failures)


def call_tasks_rows(view: CallTasksView, words: Wording) -> Rows:
    """One button a leader, under the number of the call in the list."""
    faces = [
        one
        for place, task in enumerate(view.tasks[:_CALLS_LISTED], start=1)
        for one in _on_the_line(task, words, place)
    ]
    return stacked(faces) + home_row(words)


def _on_the_line(task: CallTaskView, words: Wording, place: int | None = None) -> list[ButtonFace]:
    return [
        face(
            StartPhoneEntry(task.call_task_id, one.person_id),
            place,
            "📝",
            words.label(ButtonWord.ON_THE_LINE, name=words.isolated(one.name, 30)),
        )
        for one in task.contacts[:_CONTACTS]
    ]


def call_wish_rows(view: CallWishView, words: Wording) -> Rows:
    if not view.to_leader:
        return ()
    if not view.asking:
        return home_row(words)
    return paired(face(WishCall(wish), place, icon(wish), words.label(wish)) for place, wish in enumerate(CallWish, 1))
