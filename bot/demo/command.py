"""The command `demo`: takes the port, makes the snapshot if need be, runs a copy of it until it is interrupted."""

import asyncio
import logging
import shutil
import signal
import tempfile
from collections.abc import Coroutine
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import structlog
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from bot.clock import real_now
from bot.demo.cast import Cast, find_cast
from bot.demo.fingerprint import fingerprint
from bot.demo.snapshot import Manifest, Playground, build, copy, is_current, read_manifest
from bot.demo.stage import Front, Stage, open_stage
from bot.service import ServiceError
from sandbox import PortTakenError, Server

T = TypeVar("T")

FOLDER = Path("var/demo")
#: Where the sources and the content are.
ROOT = Path(__file__).parents[2]


class FolderError(Exception):
    """The demo has nowhere to put its files, with the reason in one line."""


def run_demo(port: int, folder: Path = FOLDER) -> None:
    """Runs the demo on 127.0.0.1 until Ctrl-C or SIGTERM; port 0 takes any free one.

    Exits with 1 and one line if the port is taken or `folder` cannot be written to.
    """
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    console = Console(highlight=False, soft_wrap=True)
    try:
        front = Front()
        server = Server(front, port)
        _make_writable(folder)
        asyncio.run(_until_interrupted(server, front, folder, console))
    except (PortTakenError, FolderError, ServiceError) as error:
        _refuse(str(error))


def _make_writable(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return
    except OSError as error:
        raise FolderError(f"the folder {folder} cannot be written to: {error.strerror}") from error


def _refuse(reason: str) -> None:
    Console(stderr=True, highlight=False, soft_wrap=True).print(f"demo: {reason}", markup=False)
    raise SystemExit(1)


async def _until_interrupted(server: Server, front: Front, folder: Path, console: Console) -> None:
    stopped = asyncio.Event()
    for wanted in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(wanted, stopped.set)
    try:
        await _run(server, front, folder, console, stopped)
    except asyncio.CancelledError:
        console.print("The demo has stopped.")
    finally:
        server.stop()


async def _run(server: Server, front: Front, folder: Path, console: Console, stopped: asyncio.Event) -> None:
    manifest = await _unless(stopped, _current_snapshot(folder / "snapshot", console))
    # A port is one demo's alone, and so is the folder named after it.
    working = folder / f"port-{server.port}"
    try:
        async with open_stage(copy(folder / "snapshot", working), manifest.moment, server, front) as stage:
            _welcome(console, stage, await stage.service.readers.run(find_cast))
            await _unless(stopped, stage.service.run_until_failure())
    finally:
        shutil.rmtree(working, ignore_errors=True)


async def _unless(stopped: asyncio.Event, work: Coroutine[Any, Any, T]) -> T:
    """What the work gives; CancelledError, and the work cut off, once the demo is to stop."""
    task, stop = asyncio.create_task(work), asyncio.create_task(stopped.wait())
    await asyncio.wait((task, stop), return_when=asyncio.FIRST_COMPLETED)
    stop.cancel()
    if not task.done():
        task.cancel()
    return await task


async def _current_snapshot(folder: Path, console: Console) -> Manifest:
    digest, stored, now = fingerprint(ROOT), read_manifest(folder), real_now()
    if stored is not None and is_current(stored, digest, now):
        return stored
    # The simulator is of no use to a start from a snapshot, and takes its time to import.
    from bot.demo.history import STORY_BEGINS, play  # noqa: PLC0415 - as said above

    console.print("First start: two months of the programme are played through the bot.")
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        line = progress.add_task("December 2026 to February 2027", total=1.0)

        async def played(ground: Playground, until: datetime) -> None:
            await play(ground, until, lambda share: progress.update(line, completed=share))

        made = Manifest(digest, STORY_BEGINS, now)
        await build(folder, made, played)
    return made


def _welcome(console: Console, stage: Stage, cast: Cast) -> None:
    console.print(
        f"""
Suivi, two months into a programme of 18 cooperatives (all fictional). Open:

    {cast.address(stage.url)}

  1. {cast.leader.name} leads {cast.cooperative}: this morning's check-in awaits her. Tap "blocked" and say why.
  2. {cast.consultant.name} is her consultant: an alert waits unseen, and hers arrives at once.
  3. {cast.staff.name} is programme staff: /bilan gives a month's summary, /suivi tells who has answered.

The page's clock moves the programme on. Ctrl-C stops the demo.
""",
        markup=False,
    )
