"""`status`."""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.commands.options import DEFAULT_FILE, ConfigFile, settings_of

if TYPE_CHECKING:
    from datetime import datetime

    from storage.unit_of_work import UnitOfWork


def status(
    as_json: Annotated[bool, typer.Option("--json", help="The same as JSON.")] = False,
    config: ConfigFile = DEFAULT_FILE,
) -> None:
    """Tell how the bot is: active process, queues, what was set aside, last poll, next check-in."""
    from bot.clock import real_now
    from bot.commands.database import looking

    with looking(settings_of(config)) as uow:
        found = _status(uow, real_now())
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        _print(found)


def _status(uow: "UnitOfWork", now: "datetime") -> dict[str, Any]:
    """What `--json` prints; times are ISO, UTC, and null where there is none."""
    from bot.intake import FOREIGN_POLLER, LAST_POLL
    from bot.writer import LEASE
    from domain.people import Channel
    from storage import check_ins, inbox, leases, outbox, silences

    lease = leases.find(uow, LEASE)
    holder, until = (lease.holder, lease.expires_at) if lease else ("", now)
    beats = leases.beats(uow)
    planned = check_ins.next_planned(uow)
    lanes: dict[str, dict[str, int]] = {}
    for (lane, state), count in sorted(outbox.depths(uow).items()):
        lanes.setdefault(lane.name.lower(), {})[state.value] = count
    return {
        "active": bool(holder) and until > now,
        "holder": holder or None,
        "lease_until": until.isoformat() if holder else None,
        "last_poll": _iso(beats.get(LAST_POLL)),
        "foreign_poller": _iso(beats.get(FOREIGN_POLLER)),
        "silence_until": _iso(silences.until(uow, Channel.TELEGRAM, now)),
        "inbox": {state.value: count for state, count in sorted(inbox.depths(uow).items())},
        "outbox": lanes,
        "dead_letters": {"updates": len(inbox.dead(uow)), "messages": len(outbox.failed(uow))},
        "next_check_in": {"period": str(planned.period), "on": planned.on.isoformat()} if planned else None,
    }


def _print(found: dict[str, Any]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table.grid(padding=(0, 2))
    planned = found["next_check_in"]
    process = f"{found['holder']}, lease until {found['lease_until']}" if found["active"] else "none"
    rows = {
        "active process": process,
        "last poll": found["last_poll"] or "never",
        "foreign poller": found["foreign_poller"] or "never seen",
        "silence asked for": f"until {found['silence_until']}" if found["silence_until"] else "none",
        "inbox": _counts(found["inbox"]),
        **{f"outbox, {lane}": _counts(states) for lane, states in found["outbox"].items()},
        "set aside": _counts(found["dead_letters"]) if any(found["dead_letters"].values()) else "nothing",
        "next check-in": f"{planned['on']} ({planned['period']})" if planned else "none planned yet",
    }
    for name, value in rows.items():
        table.add_row(name, value)
    Console(soft_wrap=True, highlight=False).print(table)


def _iso(at: "datetime | None") -> str | None:
    return at.isoformat() if at is not None else None


def _counts(states: dict[str, int]) -> str:
    return ", ".join(f"{count} {state}" for state, count in states.items()) or "empty"
