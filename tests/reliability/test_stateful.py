"""Whatever people, the clock, the network and the process do, and in whatever order: what should be stored is, once.

Hypothesis makes up the sequences; with `--hypothesis-profile=thorough` many and long ones (docs/reliability.md).
"""

import asyncio
from collections.abc import Coroutine
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from tests.house import Exchange
from tests.reliability.morning import Morning
from tests.reliability.mortal import Blow
from tests.reliability.play import CONSULTANT, LEADERS, Play, build_crew
from tests.reliability.promises import check_at_rest, check_when_all_is_over
from tests.reliability.said import NO_WORDS, Words

WORDS = (
    Words("La banque attend le dossier"),
    Words("42", Decimal(42)),
    Words("٤٢", Decimal(42)),
    Words("42,5", Decimal("42.5")),
    Words("40 %", Decimal(40), is_percent=True),
    Words("٤٠٪", Decimal(40), is_percent=True),
    Words("-5", Decimal(-5)),
    Words("150", Decimal(150)),
    Words("5-10"),
    Words("15/03/2027", day=date(2027, 3, 15)),
    Words("31 مارس 2027", day=date(2027, 3, 31)),
    Words("31/02/2027"),
    Words("البنك رفض القرض، وننتظر جواباً جديداً"),
    Words("."),
    Words("\u200f\u200b"),
    Words("<b>&amp; {{ x }} %s \\ '); DROP TABLE answer;--"),
    Words("\U0001f44d\U0001f3fd e\u0301 \u202egnirts \ufffd"),
    Words("mot " * 1023 + "fin."),
)

people = st.sampled_from([*LEADERS, CONSULTANT])
leaders = st.sampled_from(list(LEADERS))
words = st.sampled_from(WORDS)
#: Which of many: the newest first. Always drawn from the same range, whatever there is to choose from.
newest = st.just(0) | st.integers(0, 12)
places = st.integers(0, 15)
replies = st.none() | st.integers(0, 6)


class Days(RuleBasedStateMachine):
    """Days in the life of three leaders and their consultant."""

    crew: Morning
    exchange: Exchange

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory(prefix="suivi-days-")
        self._runner = asyncio.Runner()
        self._is_broken = False
        self.play: Play = self._run(Play.open(self.crew, self.exchange, Path(self._folder.name)))

    @rule(who=people, message=newest, place=places, again=st.booleans())
    def tap(self, who: str, message: int, place: int, again: bool) -> None:
        self._do(self.play.tap(who, message, place, again=again))

    @rule(who=people, taps=st.lists(places, min_size=2, max_size=6))
    def go_on(self, who: str, taps: list[int]) -> None:
        for place in taps:
            self._do(self.play.tap(who, 0, place))

    @rule(first=people, second=people, message=newest, place=places, other=places)
    def tap_at_the_same_time(self, first: str, second: str, message: int, place: int, other: int) -> None:
        self._run(self.play.tap(first, message, place, rests=False))
        self._do(self.play.tap(second, message, other))

    @rule(who=people, text=words, reply_to=replies)
    def write(self, who: str, text: Words, reply_to: int | None) -> None:
        self._do(self.play.write(who, text, reply_to=reply_to))

    @rule(who=leaders, text=st.just(NO_WORDS) | words, file=st.sampled_from(["voice", "photo"]), reply_to=replies)
    def send_a_file(self, who: str, text: Words, file: str, reply_to: int | None) -> None:
        self._do(self.play.write(who, text, reply_to=reply_to, file=file))

    @rule(who=people, command=st.sampled_from(["/point", "/plan", "/aide", "/appels", "/start", "/stop", "/que"]))
    def command(self, who: str, command: str) -> None:
        self._do(self.play.command(who, command))

    @rule(who=leaders, place=newest, text=words)
    def edit(self, who: str, place: int, text: Words) -> None:
        self._do(self.play.edit(who, place, text))

    @rule(who=people, blocked=st.booleans())
    def block(self, who: str, blocked: bool) -> None:
        self._do(self.play.block(who, blocked=blocked))

    @rule(hours=st.sampled_from([None, 1, 24, 72, 24 * 7]))
    def move_the_clock(self, hours: int | None) -> None:
        self._do(self.play.move(hours))

    @rule(
        kind=st.sampled_from(["drop", "deliver_timeout", "500", "delay", "429"]),
        method=st.sampled_from(["sendMessage", "editMessageText", "answerCallbackQuery"]),
        times=st.integers(1, 2),
    )
    def trouble(self, kind: str, method: str, times: int) -> None:
        self._do(self.play.fault(kind, method, times))

    @rule()
    def pass_a_minute(self) -> None:
        self._do(self.play.pass_a_minute())

    @rule()
    def restart(self) -> None:
        self._do(self.play.restart())

    @rule(blow=st.sampled_from(Blow), number=st.integers(1, 3))
    def will_be_killed(self, blow: Blow, number: int) -> None:
        self.play.strike(blow, number)

    def teardown(self) -> None:
        try:
            if not self._is_broken:
                self._run(check_when_all_is_over(self.play))
        finally:
            self._runner.run(self.play.close())
            self._runner.close()
            self._folder.cleanup()

    def _do(self, deed: Coroutine[Any, Any, None]) -> None:
        self._run(deed)
        try:
            check_at_rest(self.play)
        except BaseException:
            self._is_broken = True
            raise

    def _run(self, deed: Coroutine[Any, Any, Any]) -> Any:
        try:
            return self._runner.run(deed)
        except BaseException:
            self._is_broken = True
            raise


#: Each run of the tests plays the same few.
_SHORT = settings(
    max_examples=4,
    stateful_step_count=15,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    report_multiple_bugs=False,
)


@pytest.fixture(scope="module")
def crew(programme_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Morning:
    return build_crew(programme_template, tmp_path_factory.mktemp("crew"))


def test_what_people_say_is_stored_once_whatever_happens(crew: Morning, exchange: Exchange) -> None:
    machine = type("Days", (Days,), {"crew": crew, "exchange": exchange})
    is_thorough = settings.get_current_profile_name() == "thorough"
    run_state_machine_as_test(machine, settings=settings.default if is_thorough else _SHORT)
