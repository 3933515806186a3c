"""What is ordered by code comes in one order on both engines, whatever language a PostgreSQL server sorts by."""

from sqlalchemy import Engine, String, insert, inspect

from domain.programme import Axis
from storage import library
from storage.schema import migrate
from storage.tables import metadata
from storage.tables.columns import CODE
from storage.tables.library import video
from storage.unit_of_work import unit_of_work

#: By their letters' numbers. A dictionary has signs before letters, and small letters beside large ones.
CODES = ["A-B", "A.B", "A1", "A10", "A2", "AA", "A_B", "B", "É", "خ"]


def test_codes_come_in_one_order(engine: Engine) -> None:
    with unit_of_work(engine) as uow:
        for code in reversed(CODES):
            one = {"code": code, "axis": Axis.FINANCE, "title": code, "source": "v.mp4"}
            uow.connection.execute(insert(video).values(one))

        assert [one.code for one in library.videos(uow)] == CODES


def test_codes_are_not_sorted_by_the_servers_language(postgres_engine: Engine) -> None:
    migrate(postgres_engine)
    for table in metadata.sorted_tables:
        if "code" in table.c and table.c.code.type is CODE:
            (found,) = (one for one in inspect(postgres_engine).get_columns(table.name) if one["name"] == "code")
            assert isinstance(found["type"], String)
            assert found["type"].collation == "C", table.name
