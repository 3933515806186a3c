"""What is told of a person who can no longer be reached on Telegram, and of one who is back."""

from dataclasses import dataclass

from domain.people import Reachability, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class OutOfReachView:
    """Whom to phone, and why; `cooperatives` are those of the person that the reader may see.

    With REACHABLE it is the same message once the person is back.
    """

    person_name: str
    role: Role
    phone: str
    cooperatives: tuple[str, ...]
    reachability: Reachability
