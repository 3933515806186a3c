"""`run`."""

from bot.commands.options import DEFAULT_FILE, ConfigFile, settings_of


def run(config: ConfigFile = DEFAULT_FILE) -> None:
    """Run the bot until it is interrupted (Ctrl-C, SIGTERM)."""
    settings = settings_of(config, needs_token=True)
    import asyncio

    from bot.commands.serving import serve

    asyncio.run(serve(settings))
