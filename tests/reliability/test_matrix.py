"""A sample of the kill matrix (`make reliability` plays all of it): nothing is lost, doubled or missing."""

import pytest

from tests.reliability.matrix import report
from tests.reliability.matrix.launching import Matrix, Plan, play_matrix
from tests.reliability.matrix.playing import Database
from tests.reliability.matrix.points import Deed, Side
from tests.reliability.matrix.scenarios import SCENARIOS

#: More than there are: one point of each kind, of each scenario, on each database.
STRIDE = 60


@pytest.fixture(scope="module")
def matrix() -> Matrix:
    return play_matrix(Plan(stride=STRIDE, workers=2), lambda _done, _total: None)


def test_nothing_is_lost_doubled_or_missing_wherever_the_bot_is_killed(matrix: Matrix) -> None:
    assert report.findings(matrix) == []


def test_the_sample_holds_kills_of_every_kind_in_every_scenario_on_every_database(matrix: Matrix) -> None:
    killed = {row[:3] for row in report.rows(matrix)}
    kinds = [f"{side} {deed}" for side in Side for deed in Deed]
    assert killed >= {(base, name, kind) for base in Database for name in SCENARIOS for kind in kinds}


def test_what_is_unknown_was_being_sent_and_is_told_with_what_follows(matrix: Matrix) -> None:
    told = report.unknowns(matrix)
    assert told
    assert all(follows for _, _, follows, _ in told)
