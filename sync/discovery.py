"""Hubs on the local network, by multicast DNS: a hub announces itself, terminals listen. The only place that knows zeroconf.

Whoever is on the network can announce anything: what is found here is a hint where a hub may be that central has vouched
for. `sync.hubs` uses it only over TLS with a pinned authority; without one a terminal does not listen at all.
"""

import logging
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from zeroconf import Error as ZeroconfError
from zeroconf import ServiceBrowser, ServiceInfo, ServiceStateChange, Zeroconf

from kiosk.errors import Fault

log = logging.getLogger(__name__)

SERVICE = "_launch-kiosk._tcp.local."
ASK_MS = 3000
MAX_ADDRESS = 200
"""Characters: a property of mDNS takes 255 bytes with its name."""

Found = Callable[[str, tuple[str, ...]], None]
"""The hub's id and its addresses; none when it said good-bye. On a thread of zeroconf's."""


@dataclass(frozen=True, slots=True)
class Presence:
    """What a hub says of itself."""

    hub_id: str
    launch: int
    store: int
    address: str
    """`https://name:port`, as its certificate names it."""


class Announcement:
    """`with` it is announced; the end says good-bye. Raises Fault when the network does not let us."""

    def __init__(self, presence: Presence, listens_at: tuple[str, int], interfaces: Sequence[str] = ()) -> None:
        """`listens_at`: IP address and port of the socket. `interfaces`: IP addresses, instead of all."""
        host, port = listens_at
        if len(presence.address) > MAX_ADDRESS:
            raise Fault("announce this hub", f"An address may have {MAX_ADDRESS} characters", "--address is too long")
        packed = socket.inet_pton(socket.AF_INET6 if ":" in host else socket.AF_INET, host)
        self._info = ServiceInfo(
            SERVICE,
            f"{presence.hub_id}.{SERVICE}",
            addresses=[packed],
            port=port,
            server=f"{presence.hub_id}.local.",
            properties={
                "hub": presence.hub_id,
                "launch": str(presence.launch),
                "store": str(presence.store),
                "address": presence.address,
            },
        )
        self._zeroconf = _open(interfaces)

    def __enter__(self) -> "Announcement":
        try:
            self._zeroconf.register_service(self._info)
        except (ZeroconfError, OSError) as error:
            self._zeroconf.close()
            raise Fault(
                "announce this hub", "Is it running twice? Terminals find it by central as well", error
            ) from error
        return self

    def __exit__(self, *_error: object) -> None:
        self._zeroconf.unregister_service(self._info)
        self._zeroconf.close()


class Listening:
    """Tells `found` of the hubs of one store until `close`. Raises Fault when the network does not let us."""

    def __init__(self, launch: int, store: int, found: Found, interfaces: Sequence[str] = ()) -> None:
        self._place = (str(launch), str(store))
        self._found = found
        self._zeroconf = _open(interfaces)
        self._browser = ServiceBrowser(self._zeroconf, SERVICE, handlers=[self._changed])

    def close(self) -> None:
        self._browser.cancel()
        self._zeroconf.close()

    def _changed(self, zeroconf: Zeroconf, service_type: str, name: str, state_change: ServiceStateChange) -> None:
        hub_id = name.removesuffix("." + SERVICE)
        if state_change is ServiceStateChange.Removed:
            self._found(hub_id, ())
            return
        info = zeroconf.get_service_info(service_type, name, ASK_MS)
        said = _text(info) if info else {}
        if (said.get("launch"), said.get("store")) != self._place or said.get("hub") != hub_id:
            return
        address = said.get("address", "")
        log.info("hub %s announces itself", hub_id)
        self._found(hub_id, (address,) if address else ())


def _text(info: ServiceInfo) -> dict[str, str]:
    """Its properties, as far as they are text."""
    return {
        key.decode("ascii", "replace"): value.decode("utf-8", "replace")
        for key, value in info.properties.items()
        if value is not None
    }


def _open(interfaces: Sequence[str]) -> Zeroconf:
    try:
        return Zeroconf(interfaces=list(interfaces)) if interfaces else Zeroconf()
    except OSError as error:
        raise Fault("use the local network's names (mDNS)", "Leave it off, or check the network", error) from error
