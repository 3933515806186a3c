"""The simulator: a whole programme played through the real bot, by people who act as people can.

Leaders, consultants and staff sit at phones of the local Telegram. They read their chats and tap the buttons shown
there, over HTTP; nothing is written into the tables of the bot. What they did is kept in a tally of its own, which is
compared with the monthly summaries.

    async with open_stage(folder, token=TOKEN) as stage:           # suivi.db in folder; the clock stands at the start
        await play_history(stage, until)                           # all is at rest, the clock at `until` (aware)
        stage.state.save(folder / "telegram")                      # the local Telegram; suivi.db is on disk

- `stage.open_stage(folder, *, token=TOKEN, months=None, cooperatives=None, workbook=WORKBOOK) -> AsyncIterator[Stage]`
- `history.play_history(stage, until, *, seed=1) -> History`, which may be called again with a later instant
- `command.run_simulation(months, cooperatives, seed, report, as_json) -> int`
"""
