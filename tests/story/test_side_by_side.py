"""The next question does not wait until the last one shows its answer."""

from tests.reliability.looks import fault, let_time_pass
from tests.story.conftest import OpenCheckIn


async def test_the_next_question_does_not_wait_for_the_edit_of_the_last_one(opened: OpenCheckIn) -> None:
    leader = opened.leader
    asked = (await leader.last())["message_id"]
    await fault(opened.house, "500", method="editMessageText")

    await leader.tap("Passer")

    assert "2/3" in await leader.text()
    assert "Question passée" not in await _shown(opened, asked)
    await let_time_pass(opened.house, 60)
    await opened.house.settle()
    assert "Question passée" in await _shown(opened, asked)


async def _shown(opened: OpenCheckIn, message_id: int) -> str:
    texts = {one["message_id"]: str(one["text"]) for one in await opened.leader.messages()}
    return texts[message_id]
