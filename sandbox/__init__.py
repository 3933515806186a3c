"""A local Telegram: a Bot API server and phones in the browser, to try and test a bot against.

It imports nothing of the bot it serves: what works against it has really gone over HTTP.
"""

from sandbox.app import create_app
from sandbox.clockcontrol import ClockControl
from sandbox.people import User
from sandbox.serving import PortTakenError, Server, serve
from sandbox.state import State

__all__ = ["ClockControl", "PortTakenError", "Server", "State", "User", "create_app", "serve"]
