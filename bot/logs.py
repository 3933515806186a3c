"""The logs: structured events to the standard error stream, with tokens and phone numbers taken out.

The libraries' own loggers go the same way, so that nothing passes by the redaction.
"""

import logging
import sys
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from bot.redaction import redact
from bot.settings import LogFormat, LogLevel

#: Libraries that tell every request or job: heard only when something is wrong.
_QUIET = ("aiohttp", "alembic", "apscheduler", "asyncio", "httpcore", "httpx", "sqlalchemy", "telegram", "uvicorn")


def configure_logs(level: LogLevel, format: LogFormat) -> None:  # noqa: A002 - the setting's name
    """From now on events of this level and above are written, one way for ours and the libraries'."""
    number = logging.getLevelNamesMapping()[level.name]
    before: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*before, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(number),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=before,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _Redacted(_renderer(format))],
        )
    )
    logging.root.handlers[:] = [handler]
    logging.root.setLevel(number)
    for name in _QUIET:
        logging.getLogger(name).setLevel(max(number, logging.WARNING))


class _Redacted:
    """The last step: what has been rendered, whatever it was made of, without secrets."""

    def __init__(self, renderer: Processor) -> None:
        self._renderer = renderer

    def __call__(self, logger: WrappedLogger, name: str, event: EventDict) -> str:
        rendered: Any = self._renderer(logger, name, event)
        return redact(str(rendered))


def _renderer(format: LogFormat) -> Processor:  # noqa: A002 - the setting's name
    if format is LogFormat.JSON:
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    # Rich tracebacks would show local variables, and those hold people's words.
    return structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback, pad_event_to=0
    )
