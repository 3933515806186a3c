"""A snapshot is taken up as long as it stands for the code and content, and replaced whole or not at all."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.demo.fingerprint import fingerprint
from bot.demo.snapshot import KEPT_FOR, Manifest, Playground, build, is_current, read_manifest

AT = datetime(2026, 11, 30, 12, tzinfo=UTC)
MADE = Manifest("abc", AT, AT)


async def write_one(ground: Playground, _until: datetime) -> None:
    ground.database.write_text("one")


async def fail_half_way(ground: Playground, _until: datetime) -> None:
    ground.database.write_text("half")
    raise RuntimeError("interrupted")


def names_in(folder: Path) -> list[str]:
    return [one.name for one in folder.iterdir()]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("bot/inner/a.py", "bot/__pycache__/a.pyc", "sandbox/page/main.js", "content/programme.xlsx"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("first")
    return tmp_path


SOURCES = ("bot", "sandbox", "content")


@pytest.mark.parametrize("name", ["bot/inner/a.py", "bot/inner/new.py", "content/programme.xlsx"])
def test_the_fingerprint_changes_with_code_and_content(root: Path, name: str) -> None:
    before = fingerprint(root, SOURCES)
    (root / name).write_text("other")
    assert fingerprint(root, SOURCES) != before


@pytest.mark.parametrize("name", ["bot/__pycache__/a.pyc", "sandbox/page/main.js"])
def test_the_fingerprint_leaves_out_what_makes_no_history(root: Path, name: str) -> None:
    before = fingerprint(root, SOURCES)
    (root / name).write_text("other")
    assert fingerprint(root, SOURCES) == before


async def test_a_snapshot_tells_what_it_was_made_with(tmp_path: Path) -> None:
    await build(tmp_path / "snapshot", MADE, write_one)
    assert read_manifest(tmp_path / "snapshot") == MADE


@pytest.mark.parametrize("content", [None, "", "[]", '{"fingerprint": "abc"}'])
def test_a_snapshot_that_cannot_be_read_is_none(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "manifest.json").write_text(content)
    assert read_manifest(tmp_path) is None


def test_a_snapshot_is_current_for_its_code_and_while_its_messages_are_kept() -> None:
    assert is_current(MADE, "abc", AT + KEPT_FOR - timedelta(seconds=1))
    assert not is_current(MADE, "abc", AT + KEPT_FOR)
    assert not is_current(MADE, "def", AT)


async def test_a_history_that_fails_leaves_the_earlier_snapshot_and_nothing_else(tmp_path: Path) -> None:
    await build(tmp_path / "snapshot", MADE, write_one)

    with pytest.raises(RuntimeError, match="interrupted"):
        await build(tmp_path / "snapshot", Manifest("def", AT, AT), fail_half_way)

    assert read_manifest(tmp_path / "snapshot") == MADE
    assert (tmp_path / "snapshot" / "suivi.db").read_text() == "one"
    assert names_in(tmp_path) == ["snapshot"]
