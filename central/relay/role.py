"""What makes a served central a hub: the few questions its routes ask. `central/relay/hub.py` answers them."""

from typing import Protocol

from sync.wire import Relayed


class Relay(Protocol):
    @property
    def hub_id(self) -> str: ...

    def ready(self) -> bool:
        """Whether the copy was ever whole: before that, terminals are better served by central."""
        ...

    def knock(self) -> bool:
        """A token is not known here: ask central for the terminals, True when it has answered since. Raises ProblemError
        (503) when it cannot be asked, or was asked a moment ago: only central's word makes a token a bad one."""
        ...

    def standing(self, terminal_id: str) -> Relayed:
        """How far central is behind what this terminal has told the hub."""
        ...

    def took(self) -> None:
        """Events were taken in: send them on."""
        ...
