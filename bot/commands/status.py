"""`status`."""

import json
from dataclasses import asdict
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
    """Tell how the bot is: active process, queues, what was set aside or may be lost, last poll, next check-in."""
    from bot.clock import real_now
    from bot.commands.database import looking

    settings = settings_of(config)
    with looking(settings) as uow:
        found = _status(uow, real_now(), settings.files.most_bytes)
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        _print(found)


def _status(uow: "UnitOfWork", now: "datetime", most_bytes: int) -> dict[str, Any]:
    """What `--json` prints; times are ISO, UTC, and null where there is none. `most_bytes` of files may be kept."""
    from bot.intake import LAST_POLL
    from bot.writer import LEASE
    from domain.people import Channel
    from storage import check_ins, dead_letters, file_copies, inbox, leases, silences
    from storage.transport_states import InboxState

    lease = leases.find(uow, LEASE)
    holder, until = (lease.holder, lease.expires_at) if lease else ("", now)
    beats = leases.beats(uow)
    planned, inbox_depths = check_ins.next_planned(uow), inbox.depths(uow)
    return {
        "active": bool(holder) and until > now,
        "holder": holder or None,
        "lease_until": until.isoformat() if holder else None,
        "last_poll": _iso(beats.get(LAST_POLL)),
        "foreign_poller": _iso(beats.get(leases.FOREIGN_POLLER)),
        "silence_until": _iso(silences.until(uow, Channel.TELEGRAM, now)),
        "inbox": {state.value: inbox_depths.get(state, 0) for state in InboxState},
        "outbox": _lanes(uow),
        "unknown": dead_letters.unknown(uow),
        "files": {state.value: count for state, count in file_copies.counts(uow).items()},
        "files_full": file_copies.kept_bytes(uow) >= most_bytes,
        "unreachable": _unreachable(uow),
        "dead_letters": asdict(dead_letters.count(uow)),
        "next_check_in": {"period": str(planned.period), "on": planned.on.isoformat()} if planned else None,
    }


def _unreachable(uow: "UnitOfWork") -> dict[str, int]:
    """How many people have joined and cannot be written to any more, by what became of them."""
    from domain.people import Reachability
    from storage import people

    counts = people.by_reachability(uow)
    away = (Reachability.BLOCKED, Reachability.DEACTIVATED, Reachability.MOVED, Reachability.STOPPED)
    return {one.value: counts.get(one, 0) for one in away}


def _lanes(uow: "UnitOfWork") -> dict[str, dict[str, int]]:
    """How many messages of each lane are in each state, none included."""
    from domain.outgoing import Lane
    from storage import outbox
    from storage.transport_states import OutboxState

    depths = outbox.depths(uow)
    return {lane.name.lower(): {state.value: depths.get((lane, state), 0) for state in OutboxState} for lane in Lane}


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
        "may not have arrived": _counts(found["unknown"]) if found["unknown"] else "nothing",
        "out of reach": _counts(found["unreachable"]) if any(found["unreachable"].values()) else "nobody",
        "files": _counts(found["files"]) + (", full" if found["files_full"] else ""),
        "set aside": _counts(found["dead_letters"]) if any(found["dead_letters"].values()) else "nothing",
        "next check-in": f"{planned['on']} ({planned['period']})" if planned else "none planned yet",
    }
    for name, value in rows.items():
        table.add_row(name, value)
    Console(soft_wrap=True, highlight=False).print(table)


def _iso(at: "datetime | None") -> str | None:
    return at.isoformat() if at is not None else None


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items() if count) or "empty"
