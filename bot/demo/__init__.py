"""The demo: the bot over real HTTP against the local Telegram, two months into the sample programme.

The history is played through the bot once and kept as a snapshot (`snapshot`, `history`); each start runs a copy of it
(`command`, `stage`), and the page's clock buttons move the programme on (`clock_desk`).
"""
