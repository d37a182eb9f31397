"""Which server to ask: the store's hubs, then those of the enrolment in order, one that failed lately last. Pure.

Switching costs nothing but a download: event ids make it safe to send anywhere, and another epoch begins the copy anew.
"""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from kiosk.errors import ConfigError

REST_MS = 30_000
"""So long a server that failed is asked only when all others fail, too; then the first one gets its chance again."""


@dataclass(frozen=True, slots=True)
class Servers:
    urls: tuple[str, ...]
    resting: dict[str, int] = field(default_factory=dict[str, int])
    """Until when, monotonic milliseconds."""

    def preferring(self, first: tuple[str, ...], named: tuple[str, ...]) -> "Servers":
        """`first` before the `named` ones. Who rests goes on resting."""
        return replace(self, urls=tuple(dict.fromkeys((*first, *named))))

    def order(self, at_ms: int) -> tuple[str, ...]:
        """Never empty: with nobody else left, the one that failed is asked."""
        fresh = [url for url in self.urls if self.resting.get(url, at_ms) <= at_ms]
        return (*fresh, *(url for url in self.urls if url not in fresh))

    def failed(self, url: str, at_ms: int) -> "Servers":
        return replace(self, resting={**self.resting, url: at_ms + REST_MS})

    def answered(self, url: str) -> "Servers":
        if url not in self.resting:
            return self
        return replace(self, resting={other: until for other, until in self.resting.items() if other != url})


def usable(urls: Iterable[str]) -> tuple[str, ...]:
    """Those that may be used: what came from elsewhere than a person's hand is passed over, not complained of."""
    good: list[str] = []
    for url in urls:
        try:
            good.append(_checked(url))
        except ConfigError:
            continue
    return tuple(dict.fromkeys(good))


def checked(urls: list[str] | tuple[str, ...]) -> Servers:
    """Raises ConfigError for addresses that must not be used: a token never travels in the clear between machines."""
    if not urls:
        raise ConfigError("No server is named: enrol this terminal, or set `servers` in the configuration.")
    return Servers(tuple(dict.fromkeys(_checked(url) for url in urls)))


def _checked(url: str) -> str:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError as error:
        raise ConfigError(f"{url!r} is no address of a server ({error}).") from error
    if parts.scheme not in ("http", "https") or not host:
        raise ConfigError(f"{url!r} is no address of a server: use https://name or https://name:port.")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ConfigError(f"The address of the server {host} must have nothing but name, port and path.")
    if parts.scheme == "http" and not is_loopback(host):
        raise ConfigError(f"{url!r} would send the terminal's token in the clear: use https.")
    return url.rstrip("/")


def is_loopback(host: str) -> bool:
    """Whether a host's name or IP address is each machine's own."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
