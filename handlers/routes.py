"""A tap's way into a use case, as data: the kind of button, the use case, and its arguments."""

from collections.abc import Callable, Mapping
from typing import Any

from domain.buttons import Button

#: What a button asks for: a use case and its arguments.
Call = tuple[Callable[..., Any], dict[str, Any]]
Routes = Mapping[type[Button], Callable[[Any], Call]]
