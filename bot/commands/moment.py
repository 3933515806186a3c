"""The moment at which a command works: now, under the rules of the settings."""

from bot.clock import real_now
from bot.commands.refusal import RefusalError
from bot.rules import StaleTimeZonesError, rules_for
from bot.settings import Settings
from domain.rules import Moment, Rules


def moment_now(settings: Settings) -> Moment:
    """Now; raises RefusalError where the time-zone data would make it an hour wrong."""
    return Moment(real_now(), rules_now(settings))


def rules_now(settings: Settings) -> Rules:
    """The rules for the years around now; raises RefusalError as above."""
    try:
        return rules_for(real_now(), settings.programme.time_zone)
    except StaleTimeZonesError as error:
        raise RefusalError(str(error)) from error
