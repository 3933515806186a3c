"""The local Telegram with a crowd of people on their phones, in a process of its own.

People live in the server's event loop, so that they cost it no HTTP.
"""

import asyncio
import json
import sys
import time
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from starlette.types import Receive, Scope, Send

from benchmarks.pinning import pin, tell
from benchmarks.tapping import Tapping
from benchmarks.walker import Walker
from sandbox.app import create_app
from sandbox.limits import RateLimits
from sandbox.people import User
from sandbox.phone import Phone
from sandbox.serving import serve
from sandbox.state import State

FIRST_USER = 500_000_001


@dataclass(slots=True)
class Crowd:
    """All the people; `at_once` of them are in a conversation at a time."""

    state: State
    walkers: list[Walker] = field(default_factory=list)

    def gather(self, number: int) -> None:
        """So many people, whose chats with the bot are open."""
        for user_id in range(FIRST_USER, FIRST_USER + number):
            user = User(id=user_id, first_name=f"P{user_id}", language_code="fr")
            self.state.add_user(user)
            chat = self.state.chat(self.state.main_bot, user)
            chat.started = True
            self.walkers.append(Walker(Phone(self.state, self.state.main_bot, user, chat)))

    async def greet(self, words: str) -> None:
        """Whoever has nothing to tap writes these words; comes back when everybody has."""
        for walker in self.walkers:
            if walker.newest_button() is None:
                walker.phone.write(words)
        while any(one.newest_button() is None for one in self.walkers):
            await self.state.changed.wait(30)

    async def walk(self, at_once: int) -> dict[str, float]:
        """Lets everybody go through their conversation; gives how many turns that were and the seconds they took."""
        by_id = {one.phone.user.id: one for one in self.walkers}
        waiting, active = list(reversed(self.walkers)), set[int]()
        seen, began, calls = self.state.revision, time.perf_counter(), self.state.calls.seq
        while waiting or active:
            while waiting and len(active) < at_once:
                walker = waiting.pop()
                active.add(walker.phone.user.id)
                walker.act()
            await self.state.changed.wait(30)
            touched, seen = self.state.touched_after(seen), self.state.revision
            for user_id in active.intersection(touched):
                walker = by_id[user_id]
                walker.act()
                if walker.over:
                    active.discard(user_id)
        seconds = time.perf_counter() - began
        turns = sum(one.turns for one in self.walkers)
        made = self.state.calls.after(calls)
        counted = [one for one in made if one["method"] != "getUpdates"]
        return {"turns": turns, "seconds": seconds, "calls": len(counted)}

    async def tap_for(self, seconds: float, rate: float) -> dict[str, Any]:
        """Lets people tap what they are shown, at that rate, for so long."""
        return await Tapping(self.state, {one.phone.user.id: one for one in self.walkers}).go(seconds, rate)

    async def first_second(self) -> int:
        """How many people have got something to tap a second after the first of them."""
        while not self._reached():
            await self.state.changed.wait(30)
        await asyncio.sleep(1)
        return self._reached()

    def _reached(self) -> int:
        return sum(1 for one in self.walkers if one.phone.chat.entries)

    def flood(self, number: int) -> None:
        """So many updates that wait for a bot that is down: taps and words in turn, from everybody in turn."""
        for place in range(number):
            walker = self.walkers[place % len(self.walkers)]
            round_ = place // len(self.walkers)
            if round_ == 0 and walker.act() is not None:
                continue
            walker.phone.write("/plan" if round_ % 2 else f"Bonjour {round_}")


def main() -> None:
    """Answers orders on standard input; tells the server's address first."""
    pin(int(sys.argv[1]))
    state = State(seed=1)
    crowd = Crowd(state)
    orders = _Orders(crowd)
    with serve(orders.beside(create_app(state))) as server:
        tell(url=server.url)
        for line in sys.stdin:
            tell(**asyncio.run(orders.forwarded(server.url, json.loads(line))))


@dataclass(slots=True)
class _Orders:
    """Orders are carried out in the server's event loop, where the state lives."""

    crowd: Crowd

    def beside(self, app: Any) -> Any:
        """The server with one more address for orders."""

        async def answer(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["path"] != "/crowd":
                await app(scope, receive, send)
                return
            body = (await receive())["body"]
            said = json.dumps(await self.carry_out(json.loads(body))).encode()
            length = (b"content-length", str(len(said)).encode())
            await send({"type": "http.response.start", "status": 200, "headers": [length]})
            await send({"type": "http.response.body", "body": said})

        return answer

    async def carry_out(self, order: dict[str, Any]) -> dict[str, Any]:
        """Does what is asked; gives what is asked for."""
        self._prepare(order)
        match order:
            case {"greet": words}:
                await self.crowd.greet(words)
            case {"walk": at_once}:
                return await self.crowd.walk(at_once)
            case {"tap_for": seconds, "a_second": rate}:
                return await self.crowd.tap_for(seconds, rate)
            case {"first_second": _}:
                return {"openings": await self.crowd.first_second()}
            case {"waiting": _}:
                return {"waiting": len(self.crowd.state.main_bot.updates)}
            case {"polled": _}:
                return {"polled": self.crowd.state.main_bot.poller is not None}
        return {}

    def _prepare(self, order: dict[str, Any]) -> None:
        """Does what is asked for before it begins, if it is that."""
        match order:
            case {"gather": number}:
                self.crowd.gather(number)
            case {"limit": per_second}:
                self.crowd.state.limits = RateLimits(self.crowd.state.now, global_per_second=per_second)
            case {"flood": number}:
                self.crowd.flood(number)

    async def forwarded(self, url: str, order: dict[str, Any]) -> dict[str, Any]:
        """Hands an order to the server's event loop, over its own door."""
        timeout = aiohttp.ClientTimeout(total=600)
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.post(f"{url}/crowd", json=order) as answer,
        ):
            done: dict[str, Any] = await answer.json(content_type=None)
            return done


if __name__ == "__main__":
    main()
