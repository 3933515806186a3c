"""An answer that a phone saw accepted is on disk: another process reads it from the files as they are."""

import shutil
import sqlite3
from pathlib import Path

from tests.house import Chat, House


async def test_an_accepted_answer_is_in_the_files_when_the_phone_shows_it(
    house: House, leader: Chat, tmp_path: Path
) -> None:
    question = await leader.last()
    data = question["buttons"][2][0]["callback_data"]

    answer = await leader.phone.tap(question["message_id"], data)
    copied = tmp_path / "copy"
    copied.mkdir()
    for name in ("suivi.db", "suivi.db-wal"):
        shutil.copy(tmp_path / name, copied / name)

    assert answer["text"] == "✅ Enregistré"
    reader = sqlite3.connect(copied / "suivi.db")
    assert reader.execute("SELECT count(*) FROM answer").fetchone() == (1,)
    reader.close()
    await house.settle()
