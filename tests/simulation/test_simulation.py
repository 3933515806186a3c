"""A short real simulation, and proof that it would see a wrong figure."""

import json
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio

from bot.simulation.audit import compare_all, compare_month, look_over
from bot.simulation.command import run_simulation
from bot.simulation.comparison import differences
from bot.simulation.cooperative_month import CooperativeMonth, cooperative_month
from bot.simulation.figures import figures_of
from bot.simulation.history import History, begin_history
from bot.simulation.stage import open_stage
from domain.check_in import CheckInState
from domain.period import Month
from domain.summary import Summary
from storage import people
from storage.unit_of_work import UnitOfWork
from tests.postgres import Postgres
from usecases.summarising import summary_of

DECEMBER = Month(2026, 12)
in_one_loop = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def played(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[History]:
    """One month of four cooperatives, played to its end."""
    async with open_stage(tmp_path_factory.mktemp("played"), months=1, cooperatives=4) as stage:
        history = await begin_history(stage, seed=1)
        await history.play(history.timetable.month_is_over(DECEMBER))
        yield history


async def month_of(played: History, code: str) -> tuple[CooperativeMonth, Summary]:
    """What was done in a cooperative, and what the bot says of it."""
    moment = played.stage.service.moment()

    def look(uow: UnitOfWork) -> Summary:
        cooperative = people.cooperative_by_code(uow, code)
        assert cooperative is not None
        return summary_of(uow, moment, DECEMBER, cooperative.id)

    consultant = "nobody, for every action of the sample has its stakeholders"
    done = cooperative_month(played.tally, played.plans, code, DECEMBER, played.stage.zone, consultant)
    return done, await played.stage.read(look)


@in_one_loop
async def test_every_figure_of_a_month_is_what_the_people_did(played: History) -> None:
    assert await compare_all(played, played.stage.now) == []
    assert played.tally.deeds["Tap"] > 40


@in_one_loop
async def test_every_check_in_ends_and_nothing_is_left_lying(played: History) -> None:
    found = await look_over(played)

    assert found.faults == []
    assert found.states.total() == 8
    assert found.states[CheckInState.COMPLETE] > 0


@in_one_loop
async def test_whoever_is_reached_by_phone_alone_has_no_phone_here(played: History) -> None:
    assert played.casting.leaders["C03"] == ()
    assert {"L03A", "L03B"}.isdisjoint(played.players)


@in_one_loop
async def test_a_figure_that_is_wrong_is_found_with_what_was_expected(played: History) -> None:
    done, summary = await month_of(played, "C01")
    response = replace(summary.response, missed=summary.response.missed + 1)

    found = list(differences(figures_of(done), replace(summary, response=response)))

    assert [(one.what, one.cooperative, one.month, one.expected, one.got) for one in found] == [
        ("missed", "C01", "2026-12", "0", "1")
    ]


@in_one_loop
async def test_a_line_that_is_missing_and_one_too_many_are_found(played: History) -> None:
    done, summary = await month_of(played, "C04")
    gone, *kept = summary.indicators
    invented = replace(summary.planned[0], action_code="C04-X9")
    falsified = replace(summary, indicators=tuple(kept), planned=(*summary.planned, invented))

    found = {one.what: (one.expected, one.got) for one in differences(figures_of(done), falsified)}

    assert found["planned C04-X9"][0] == "nothing"
    assert found[f"indicator {gone.action_code} 1"][1] == "nothing"


@in_one_loop
async def test_the_comparison_covers_the_programme_as_well(played: History) -> None:
    falsified = replace(played.tally, opened=played.tally.opened + Counter([("C01", DECEMBER, "V6")]))

    found = await compare_month(replace(played, tally=falsified), DECEMBER)

    assert {one.cooperative for one in found} == {"C01", ""}


def test_the_command_prints_what_happened_and_writes_its_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run_simulation(months=1, cooperatives=2, seed=3, report=tmp_path / "report", as_json=True)

    told = json.loads(capsys.readouterr().out)
    assert code == 0
    assert (told["check_ins"], told["differences"], told["faults"]) == (4, [], [])
    assert sum(told["final"].values()) == 4
    assert sorted(one.name for one in (tmp_path / "report").iterdir()) == [
        "report.md",
        "simulation.json",
        "summary-2026-12-fr.pdf",
    ]
    assert "| 2026-12 | 4 |" in (tmp_path / "report" / "report.md").read_text(encoding="utf-8")


def test_the_same_seed_plays_the_same_story_on_postgresql(
    postgres: Postgres, capsys: pytest.CaptureFixture[str]
) -> None:
    told = []
    for url in (None, postgres.new_database()):
        assert run_simulation(1, 2, seed=5, report=None, as_json=True, database_url=url) == 0
        told.append(json.loads(capsys.readouterr().out))

    assert told[1]["differences"] == []
    assert told[1] == {**told[0], "seconds": told[1]["seconds"]}


def test_nothing_is_played_in_a_database_that_holds_something(
    programme_template: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{programme_template}"

    assert run_simulation(1, 1, seed=1, report=None, as_json=True, database_url=url) == 1
    assert "the database is not empty: there is something in action" in capsys.readouterr().err


@pytest.mark.parametrize(("months", "cooperatives"), [(0, None), (1, 0), (1, 99)])
def test_what_cannot_be_played_is_refused_in_one_line(
    months: int, cooperatives: int | None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_simulation(months, cooperatives, seed=1, report=None, as_json=True) == 1

    assert capsys.readouterr().err.count("\n") == 1
