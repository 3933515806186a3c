"""A sample of the kill matrix (`make reliability` plays all of it): nothing is lost, doubled or missing."""

from tests.reliability.matrix import report
from tests.reliability.matrix.launching import Plan, play_matrix
from tests.reliability.matrix.playing import Database
from tests.reliability.matrix.points import Deed, Side
from tests.reliability.matrix.scenarios import SCENARIOS

#: More than there are: one point of each kind and scenario.
STRIDE = 60


PLAN = Plan(stride=STRIDE, workers=2, in_turn=True)


def test_a_sample_of_kills_of_every_kind_in_every_scenario_loses_doubles_and_misses_nothing() -> None:
    matrix = play_matrix(PLAN, lambda _done, _total: None)

    assert report.findings(matrix) == []
    killed = {row[:3] for row in report.rows(matrix)}
    kinds = [f"{side} {deed}" for side in Side for deed in Deed]
    assert killed >= {(one.database, one.scenario, kind) for one in PLAN.orders for kind in kinds}
    assert {one.database for one in PLAN.orders} == set(Database)
    assert {one.scenario for one in PLAN.orders} == set(SCENARIOS)
    told = report.unknowns(matrix)
    assert told
    assert all(follows for _, _, follows, _ in told), "an unknown of which nobody says what follows"
