"""Small stories of a cooperative, told check-in by check-in, for the tests of the summary."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from domain.action_plan import Action, ActionState, Constraint, Indicator, IndicatorKind
from domain.alert import Alert, AlertState
from domain.answer import Answer, Ask, AttachmentKind, CallWish, Given, Status
from domain.check_in import AgendaItem, AgendaReason, CheckIn, CheckInState
from domain.month_material import CooperativeMonth, RecordedCheckIn
from domain.people import Channel
from domain.period import Month, Period
from domain.programme import Cooperative
from domain.rules import Rules
from domain.summarise import summarise_cooperative
from domain.summary import Summary

LEADER, CONSULTANT = 7, 9
RULES = Rules(zone=ZoneInfo("Africa/Casablanca"))


def at(on: date, hour: int = 10) -> datetime:
    return datetime.combine(on, time(hour), UTC)


def indicator(action_id: int, *, position: int = 1, **told: Any) -> Indicator:
    values: dict[str, Any] = {
        "id": action_id * 10 + position,
        "action_id": action_id,
        "position": position,
        "name": f"Indicateur {action_id}.{position}",
        "kind": IndicatorKind.FOLLOW_UP,
        "unit": "fiches",
        "baseline": Decimal(0),
        "target": Decimal(5),
    }
    return Indicator(**(values | told))


@dataclass
class Story:
    """What is told goes into the material of any month; ids count up in the order of telling."""

    actions: Sequence[Action]
    indicators: Sequence[Indicator] = ()
    code: str = "C01"
    check_ins: list[RecordedCheckIn] = field(default_factory=list)
    alerts: list[Alert] = field(default_factory=list)
    kinds: dict[int, AttachmentKind] = field(default_factory=dict)
    next_id: int = 1000

    def check_in(
        self,
        period: str,
        on: date,
        state: CheckInState = CheckInState.COMPLETE,
        *,
        not_asked: Sequence[int] = (),
        frozen: dict[int, dict[str, Any]] | None = None,
    ) -> None:
        """A check-in that lists all actions; `frozen` says what the agenda wrote down about some of them."""
        check_in_id = self._id()
        items = []
        for position, action in enumerate(self.actions, 1):
            values: dict[str, Any] = {
                "id": self._id(),
                "check_in_id": check_in_id,
                "position": position,
                "action_id": action.id,
                "reason": AgendaReason.IN_PROGRESS,
                "asked": action.id not in not_asked,
                "state_before": ActionState.NOT_STARTED,
                "progress_before_percent": None,
                "deadline_before": action.deadline,
                "blocked_by_before": None,
                "blocked_on_before": None,
            }
            items.append(AgendaItem(**(values | (frozen or {}).get(action.id, {}))))
        started = state is not CheckInState.PLANNED
        check_in = CheckIn(
            id=check_in_id,
            cooperative_id=1,
            period=Period.parse(period),
            on=on,
            state=state,
            opened_at=at(on, 9) if started else None,
        )
        self.check_ins.append(RecordedCheckIn(check_in=check_in, items=tuple(items)))

    def say(
        self, action_id: int, status: Status, on: date, *then: Given, by_phone: bool = False, place: int = -1
    ) -> list[int]:
        """A status about an action in the last check-in (or the one at `place`), and what followed; gives the ids."""
        recorded = self.check_ins[place]
        item = next(one for one in recorded.items if one.action_id == action_id)
        given = (Given(ask=Ask.STATUS, status=status), *then)
        answers = [
            Answer(
                id=self._id(),
                check_in_id=recorded.check_in.id,
                item_id=item.id,
                version=version,
                given=one,
                answered_by=LEADER,
                typed_by=CONSULTANT if by_phone else LEADER,
                channel=Channel.PHONE if by_phone else Channel.TELEGRAM,
                at=at(on),
            )
            for version, one in enumerate(given)
        ]
        self.check_ins[place] = RecordedCheckIn(
            check_in=recorded.check_in, items=recorded.items, answers=(*recorded.answers, *answers)
        )
        return [one.id for one in answers]

    def attachment(self, kind: AttachmentKind) -> int:
        attachment_id = self._id()
        self.kinds[attachment_id] = kind
        return attachment_id

    def alert(self, action_id: int, opened: date, resolved: date | None = None, resolution: str = "") -> None:
        alert_id = self._id()
        self.alerts.append(
            Alert(
                id=alert_id,
                cooperative_id=1,
                action_id=action_id,
                check_in_id=self.check_ins[-1].check_in.id,
                item_id=0,
                reason=Constraint.OTHER,
                state=AlertState.RESOLVED if resolved else AlertState.OPEN,
                opened_at=at(opened, 11),
                owner_id=CONSULTANT,
                reported_by=LEADER,
                resolved_at=at(resolved, 16) if resolved else None,
                resolution=resolution,
            )
        )

    def material(self, month: str, as_of: date | None = None, rules: Rules = RULES, **told: Any) -> CooperativeMonth:
        of = Month.parse(month)
        values: dict[str, Any] = {
            "month": of,
            "programme": "Appui",
            "cooperative": Cooperative(id=1, code=self.code, name=f"Nour {self.code}", name_ar=f"نور {self.code}"),
            "consultant": "Salma",
            "as_of": as_of or of.next().first_day() - timedelta(days=1),
            "rules": rules,
            "actions": tuple(self.actions),
            "indicators": tuple(self.indicators),
            "check_ins": tuple(one for one in self.check_ins if one.check_in.period.month <= of),
            "attachment_kinds": self.kinds,
            "alerts": tuple(self.alerts),
        }
        return CooperativeMonth(**(values | told))

    def summary(self, month: str, as_of: date | None = None, **told: Any) -> Summary:
        return summarise_cooperative(self.material(month, as_of, **told))

    def _id(self) -> int:
        self.next_id += 1
        return self.next_id


def reason(code: Constraint, text: str = "") -> Given:
    return Given(ask=Ask.REASON, reason=code, text=text)


def detail(text: str = "", attachment_id: int | None = None) -> Given:
    return Given(ask=Ask.DETAIL, text=text, attachment_id=attachment_id)


def call(wish: CallWish) -> Given:
    return Given(ask=Ask.CALL, call=wish)


def value(number: int) -> Given:
    return Given(ask=Ask.VALUE, number=Decimal(number))


def progress(number: int | None = None, percent: int | None = None) -> Given:
    return Given(ask=Ask.PROGRESS, number=None if number is None else Decimal(number), percent=percent)


def proof(attachment_id: int | None) -> Given:
    return Given(ask=Ask.PROOF, attachment_id=attachment_id, skipped=attachment_id is None)


def new_date(on: date) -> Given:
    return Given(ask=Ask.NEW_DATE, new_date=on)
