"""How check-ins were answered (docs/rules.md, "Summary")."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from domain.answer import Answer, Ask, CallWish
from domain.check_in import CheckInState
from domain.dialogue import ItemAnswers, effective_answers
from domain.month_material import RecordedCheckIn, answers_by_item
from domain.people import Channel
from domain.summary import Response


def response_of(check_ins: Sequence[RecordedCheckIn]) -> Response:
    """The counts of some check-ins; the channels are those of the answers that count."""
    states = Counter(one.check_in.state for one in check_ins)
    by_phone = sum(is_assisted(one) for one in check_ins if one.check_in.state is CheckInState.COMPLETE)
    return Response(
        due=len(check_ins) - states[CheckInState.EXCUSED],
        complete_alone=states[CheckInState.COMPLETE] - by_phone,
        complete_by_phone=by_phone,
        partial=states[CheckInState.PARTIAL],
        missed=states[CheckInState.MISSED],
        running=states[CheckInState.PLANNED] + states[CheckInState.OPEN],
        excused=states[CheckInState.EXCUSED],
        answers_by_channel=_channels(answer.channel for one in check_ins for answer in effective(one)),
    )


def is_assisted(recorded: RecordedCheckIn) -> bool:
    """Whether at least one answer that counts was typed by somebody else, or came by another way than the chat."""
    return any(given.assisted for given in _given(recorded))


def calls_wished(check_ins: Iterable[RecordedCheckIn]) -> int:
    """How many actions a call was wished about."""
    asked = (given.followed.get(Ask.CALL) for one in check_ins for given in _given(one))
    return sum(answer is not None and answer.given.call in {CallWish.TODAY, CallWish.WEEK} for answer in asked)


def effective(recorded: RecordedCheckIn) -> Iterator[Answer]:
    """The answers about actions that count, each once."""
    for given in _given(recorded):
        yield from {answer.id: answer for answer in given.all()}.values()


def merged_responses(responses: Iterable[Response]) -> Response:
    """The sum of several responses."""
    parts = tuple(responses)
    channels = Counter[Channel]()
    for part in parts:
        channels.update(dict(part.answers_by_channel))
    return Response(
        due=sum(one.due for one in parts),
        complete_alone=sum(one.complete_alone for one in parts),
        complete_by_phone=sum(one.complete_by_phone for one in parts),
        partial=sum(one.partial for one in parts),
        missed=sum(one.missed for one in parts),
        running=sum(one.running for one in parts),
        excused=sum(one.excused for one in parts),
        answers_by_channel=_channels(channels.elements()),
    )


def _given(recorded: RecordedCheckIn) -> Iterator[ItemAnswers]:
    by_item = answers_by_item(recorded.answers)
    yield from (effective_answers(answers, item_id) for item_id, answers in by_item.items())


def _channels(channels: Iterable[Channel]) -> tuple[tuple[Channel, int], ...]:
    counts = Counter(channels)
    return tuple((channel, counts[channel]) for channel in Channel if counts[channel])
