"""Buttons of alerts: seen, solved; and the way to one from a list or a notice."""

from domain.alert import AlertState
from domain.buttons import ResolveAlert, SeeAlert, ShowAlert
from domain.views import AlertQueueView, AlertView, StaffNoticeView
from messages.button_words import ButtonWord
from messages.icons import icon
from messages.keyboards.layout import Rows, face, home_row, stacked
from messages.wording import Wording

_LISTED = 12
_TO_BE_SEEN = {AlertState.OPEN, AlertState.REOPENED}


def alert_rows(view: AlertView, words: Wording) -> Rows:
    """*Seen* until somebody has seen it, *solved* until it is."""
    if not view.state.is_open or view.corrected:
        return ()
    faces = [face(ResolveAlert(view.alert_id), "✅", words.label(ButtonWord.RESOLVED))]
    if view.state in _TO_BE_SEEN and not view.seen_by:
        faces.insert(0, face(SeeAlert(view.alert_id), "👁", words.label(ButtonWord.SEEN)))
    return (tuple(faces),)


def alert_queue_rows(view: AlertQueueView, words: Wording) -> Rows:
    faces = [
        face(ShowAlert(one.alert_id), place, icon(one.reason), words.isolated(one.cooperative, 40))
        for place, one in enumerate(view.alerts[:_LISTED], start=1)
    ]
    return stacked(faces) + home_row(words)


def staff_notice_rows(view: StaffNoticeView, words: Wording) -> Rows:
    if view.alert_id is None:
        return ()
    return ((face(ShowAlert(view.alert_id), "🔔", words.label(ButtonWord.SHOW_ALERT)),),)
