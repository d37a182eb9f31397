"""What makes a served central a hub: the few questions its routes ask. `central/relay/hub.py` answers them."""

from typing import Protocol

from sync.wire import Relayed


class Relay(Protocol):
    @property
    def hub_id(self) -> str: ...

    def ready(self) -> bool:
        """Whether the copy was ever whole and central still knows this hub: else terminals are better served by central."""
        ...

    async def knock(self) -> bool:
        """A token is not known here: have central asked for the terminals. False when it could not be asked in time: only
        central's word makes a token a bad one. On the loop; holds nothing while it waits."""
        ...

    def standing(self, terminal_id: str) -> Relayed:
        """How far central is behind what this terminal has told the hub."""
        ...

    def took(self) -> None:
        """Events were taken in: send them on."""
        ...
