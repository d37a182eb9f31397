"""Requests to central: the only place that knows HTTP. Every way a request can end becomes a `sync.outcome` value.

No proxy, no redirect, no cookie, no certificate but the pinned ones, no answer without central's header, and a limit on
bytes and on time, however slowly they drip. Decides nothing about retrying: that is `sync.engine`'s. Names and tokens
never reach the log.
"""

import logging
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from http.cookiejar import DefaultCookiePolicy
from types import MappingProxyType
from typing import Any, TypeVar

import msgspec
import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError

from sync import answer
from sync.authority import believing_anybody, trusting
from sync.causes import cause, distrusted
from sync.enrolment_wire import Authority, Begin, Begun, Reveal, Standing
from sync.outcome import (
    Garbled,
    NotCentral,
    OtherProtocol,
    Outcome,
    Oversized,
    Reached,
    Refused,
    Unreachable,
    Untrusted,
)
from sync.servers import checked, usable
from sync.sockets import SOCKET_OPTIONS, Sockets, pools
from sync.tokens import Tokens
from sync.wire import (
    PROTOCOL,
    PROTOCOL_HEADER,
    REPORT_HEADER,
    ROTATION_HEADER,
    SIGNATURE_HEADER,
    TIME_HEADER,
    BatchAnswer,
    EventBatch,
    FeedPage,
    Health,
    HubCall,
    NewToken,
    Passes,
    Report,
    batch_bytes,
)

log = logging.getLogger(__name__)

T = TypeVar("T")

GATEWAY = frozenset({413, 429, 502, 503, 504})
"""Statuses a gateway in front of central gives in its own name, so without central's header."""
CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Limits:
    connect_s: float = 3.0
    silence_s: float = 10.0
    """Without any byte, beyond what a long poll waits."""
    total_s: float = 45.0
    """For the whole answer, beyond what a long poll waits."""
    max_bytes: int = 32 << 20
    """Of an answer, unpacked. A full page is about 2 MB."""


class Client:
    """One terminal's requests. Any thread may call; each has its own session. Raises ConfigError for unusable servers."""

    def __init__(
        self,
        servers: list[str] | tuple[str, ...],
        store: int,
        token: str | Tokens,
        ca_pem: str = "",
        *,
        limits: Limits | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        report: Callable[[], Report | None] = lambda: None,
        unproven: bool = False,
        sign: Callable[[bytes], str] | None = None,
    ) -> None:
        """`report`: what is said of this terminal with each question for the feed. `sign`: the device key's signature, base64url, for what is sent.
        `unproven`: whoever answers is taken for central. For the one question that the code of an invitation answers for
        (`enrolment_authority`); a token is never sent on such a line."""
        self._servers = checked(servers)
        self._named = self._servers.urls
        self._store = store
        token = "" if unproven else token
        self._tokens = token if isinstance(token, Tokens) else Tokens((token,))
        self._rotation_due = False
        self._limits = limits or Limits()
        self._now = now
        self._report = report
        self._sign = sign
        self._tls = believing_anybody() if unproven else trusting(ca_pem)
        self._gate = threading.Lock()
        self._lines = threading.local()
        self._all: list[_Line] = []
        self._closed = False
        self._offset_ms: int | None = None
        self._round_trip_s: float | None = None

    def feed(self, epoch: str, cursor: int, limit: int, wait_s: int) -> Outcome[FeedPage]:
        """The next page, after up to `wait_s` seconds when there is nothing new."""
        asked: dict[str, str | int] = {"epoch": epoch, "cursor": cursor, "limit": limit, "wait": wait_s}
        told = self._report()
        more = {} if told is None else {REPORT_HEADER: msgspec.json.encode(told).decode()}
        path = f"/v1/stores/{self._store}/feed"
        outcome = self._ask(FeedPage, "GET", path, params=asked, wait_s=wait_s, more=more)
        if self._rotation_due and isinstance(outcome, Reached):
            self._rotation_due = False
            self._tokens.renew(lambda: self._ask(NewToken, "POST", f"/v1/stores/{self._store}/token"))
        return outcome

    def send(self, batch: EventBatch) -> Outcome[BatchAnswer]:
        body = msgspec.json.encode(batch)
        more = {SIGNATURE_HEADER: self._sign(batch_bytes(self._store, body))} if self._sign is not None else {}
        return self._ask(BatchAnswer, "POST", f"/v1/stores/{self._store}/events", body=body, more=more)

    def call_in(self, call: HubCall) -> Outcome[Passes]:
        """A hub's own question; others are refused."""
        return self._ask(Passes, "PUT", f"/v1/stores/{self._store}/hub", body=msgspec.json.encode(call))

    def enrolment_authority(self, invitation_id: str) -> Outcome[Authority]:
        return self._ask(Authority, "GET", f"/v1/enrolment/{invitation_id}")

    def enrolment_begin(self, invitation_id: str, said: Begin) -> Outcome[Begun]:
        return self._ask(Begun, "POST", f"/v1/enrolment/{invitation_id}/begin", body=msgspec.json.encode(said))

    def enrolment_reveal(self, invitation_id: str, said: Reveal) -> Outcome[Standing]:
        return self._ask(Standing, "POST", f"/v1/enrolment/{invitation_id}/reveal", body=msgspec.json.encode(said))

    def health(self) -> Outcome[Health]:
        return self._ask(Health, "GET", "/v1/health")

    def prefer(self, urls: Iterable[str]) -> None:
        """From now on, ask these first, in order, then the servers of the beginning. A long poll that waits elsewhere moves
        at once. Addresses that must not be used (`sync.servers`) are passed over."""
        first = usable(urls)
        with self._gate:
            before, self._servers = self._servers, self._servers.preferring(first, self._named)
            if before.urls == self._servers.urls:
                return
            best = self._servers.order(_ms())[0]
            for line in self._all:
                if line.asking not in ("", best):
                    # Under the gate: a moment later this line may be asking the better one already.
                    line.moved = True
                    line.sockets.bar()

    def clock_offset_ms(self) -> int | None:
        """Central's clock minus ours, as last measured; None before the first contact."""
        return self._offset_ms

    def close(self) -> None:
        """End every request that is under way, a waiting long poll too, and refuse new ones. From any thread."""
        with self._gate:
            self._closed = True
            lines, self._all = self._all, []
        for line in lines:
            line.close()

    # --- one question ---------------------------------------------------------------------------------------------

    def _ask(
        self, reply: type[T], method: str, path: str, *, more: Mapping[str, str] = MappingProxyType({}), **what: Any
    ) -> Outcome[T]:
        """Under the token that is taken; central's no to the last one if none is."""
        outcome: Outcome[T] = Unreachable("closed")
        for _ in range(len(self._tokens)):
            token = self._tokens.current
            mine = {"Authorization": f"Bearer {token}"} if token else {}
            outcome = self._ask_servers(reply, method, path, more={**more, **mine}, **what)
            if not (isinstance(outcome, Refused) and outcome.problem and outcome.problem.error == "unauthorized"):
                break
            self._tokens.refused(token)
        return outcome

    def _ask_servers(
        self,
        reply: type[T],
        method: str,
        path: str,
        *,
        more: Mapping[str, str],
        params: dict[str, str | int] | None = None,
        body: bytes | None = None,
        wait_s: float = 0,
    ) -> Outcome[T]:
        """Of the servers in order the first that answers; the last one's failure if none does."""
        outcome: Outcome[T] = Unreachable("closed")
        tried: list[str] = []
        while True:
            line = self._line()
            if line is None:
                return Unreachable("closed")
            with self._gate:
                # Choosing and saying so are one step: `prefer` must not fall in between.
                left = [url for url in self._servers.order(_ms()) if url not in tried]
                if not left:
                    return outcome
                url = line.asking = left[0]
            request = requests.Request(
                method, url + path, params=params, data=body, headers=self._headers(body) | dict(more)
            )
            outcome = self._one(line, request, reply, wait_s)
            with self._gate:
                line.asking = ""
                moved, line.moved = line.moved, False
                line.sockets.admit()
                if moved and isinstance(outcome, Unreachable):
                    continue  # cut off here to ask a better one there: whoever was asked is not to blame
                tried.append(url)
                answers = not isinstance(outcome, Unreachable | NotCentral) and not (
                    len(left) > 1 and _passes_on(outcome)
                )
                self._servers = self._servers.answered(url) if answers else self._servers.failed(url, _ms())
                if answers:
                    return outcome
                if isinstance(outcome, Unreachable):
                    for other in self._all:
                        if other is not line and other.asking == url:
                            other.sockets.bar()  # a long poll there would wait until its time is up

    def _headers(self, body: bytes | None) -> dict[str, str]:
        headers = {
            PROTOCOL_HEADER: str(PROTOCOL),
            "Accept": "application/json",
            "Accept-Encoding": "gzip",
            "User-Agent": "launch-kiosk",
        }
        return headers | {"Content-Type": "application/json"} if body is not None else headers

    def _one(self, line: "_Line", request: requests.Request, reply: type[T], wait_s: float) -> Outcome[T]:
        limits = self._limits
        started = time.monotonic()
        # A timeout of the socket begins anew with every byte, so a slow drip would never end: the watch ends it.
        watch = _Watch(limits.total_s + wait_s, line.sockets)
        watch.start()
        try:
            prepared = line.session.prepare_request(request)
            timeout = (limits.connect_s, limits.silence_s + wait_s)
            with line.session.send(prepared, stream=True, timeout=timeout, allow_redirects=False) as response:
                outcome = self._read(response, reply, started)
            # WORKAROUND http.client takes headers that end in the middle for whole ones.
            return Unreachable("the answer took too long") if watch.has_cut.is_set() else outcome
        except (requests.RequestException, HTTPError, OSError) as error:
            return (Untrusted if distrusted(error) else Unreachable)(cause(error))
        finally:
            watch.cancel()
            watch.join()

    def _read(self, response: requests.Response, reply: type[T], started: float) -> Outcome[T]:
        headers = response.headers
        version = headers.get(PROTOCOL_HEADER)
        if version is None or 300 <= response.status_code < 400:
            if response.status_code in GATEWAY:
                return Refused(response.status_code, answer.retry_after(headers.get("Retry-After"), self._now()))
            return NotCentral(f"status {response.status_code} from something that is not central")
        if not version.isdecimal():
            return Garbled("central's header is damaged")
        if version != str(PROTOCOL):
            return OtherProtocol(f"central speaks protocol {version[:8]}, this kiosk {PROTOCOL}")
        self._measure(headers.get(TIME_HEADER), time.monotonic() - started)
        self._rotation_due = self._rotation_due or headers.get(ROTATION_HEADER) == "due"
        content = bytearray()
        for chunk in response.iter_content(CHUNK):
            content += chunk
            if len(content) > self._limits.max_bytes:
                return Oversized(f"an answer of more than {self._limits.max_bytes} bytes")
        if response.status_code != 200:
            pause = answer.retry_after(headers.get("Retry-After"), self._now())
            return Refused(response.status_code, pause, answer.problem(content))
        return answer.read(content, reply)

    def _measure(self, told: str | None, took_s: float) -> None:
        """Central wrote the time when it began to answer. A long poll's wait came before that, so it does not count."""
        with self._gate:
            quick = self._round_trip_s is None or took_s <= max(self._round_trip_s * 4, 0.5)
            round_trip_s = took_s if quick else self._round_trip_s or took_s
            offset_ms = answer.clock_offset_ms(told, min(took_s, round_trip_s) / 2, self._now())
            if offset_ms is not None:
                self._round_trip_s, self._offset_ms = round_trip_s, offset_ms

    def _line(self) -> "_Line | None":
        line: _Line | None = getattr(self._lines, "line", None)
        with self._gate:
            if self._closed:
                return None
            if line is None:
                line = self._lines.line = _Line(self._tls)
                self._all.append(line)
        return line


class _Watch(threading.Timer):
    """Ends a request whose time is up."""

    def __init__(self, seconds: float, sockets: Sockets) -> None:
        self.has_cut = threading.Event()

        def cut() -> None:
            self.has_cut.set()
            sockets.cut()

        super().__init__(seconds, cut)
        self.name, self.daemon = "sync-watch", True


class _Session(requests.Session):
    def get_redirect_target(self, resp: requests.Response) -> None:
        """None. WORKAROUND requests reads a redirect's body whole, without limit, to fill `response.next`, even with
        `allow_redirects=False` and `stream=True` (`Session.resolve_redirects`)."""


class _Line:
    """One thread's session and its connections."""

    def __init__(self, tls: ssl.SSLContext) -> None:
        self.asking = ""
        """Which server is being asked on this line."""
        self.moved = False
        """It was cut because there is a better server to ask."""
        self.sockets = Sockets()
        self.session = _Session()
        self.session.trust_env = False  # no proxy, no .netrc, no REQUESTS_CA_BUNDLE
        self.session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self.session.headers.clear()
        for prefix in ("https://", "http://"):
            self.session.mount(prefix, _Adapter(self.sockets, tls))

    def close(self) -> None:
        self.sockets.close()
        self.session.close()


class _Adapter(HTTPAdapter):
    """requests' transport with our trust, our list of sockets, and keep-alive probes against lines that died silently."""

    def __init__(self, sockets: Sockets, tls: ssl.SSLContext) -> None:
        self._sockets = sockets
        self._tls = tls
        self._proven = tls.verify_mode is ssl.CERT_REQUIRED
        super().__init__(pool_connections=4, pool_maxsize=1)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **pool_kwargs: Any) -> None:
        super().init_poolmanager(connections, maxsize, block, socket_options=SOCKET_OPTIONS, **pool_kwargs)
        self.poolmanager.pool_classes_by_scheme = pools(self._sockets, proven=self._proven)

    def build_connection_pool_key_attributes(
        self, request: requests.PreparedRequest, verify: Any, cert: Any = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        host, options = super().build_connection_pool_key_attributes(request, self._proven, cert)
        return host, {**options, "ssl_context": self._tls}

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """Nothing. WORKAROUND requests loads its bundle of public authorities into whatever context it is given
        (`HTTPAdapter.cert_verify` sets `ca_certs`, urllib3's `ssl_wrap_socket` loads them): a pinned authority
        would be one among 140."""


def _passes_on(outcome: Outcome[Any]) -> bool:
    """Whether another server may do better: a hub that has no whole copy or cannot ask central, a server that is broken.
    One that is only busy is waited for: changing servers costs a download."""
    if not isinstance(outcome, Refused) or outcome.problem is None or outcome.status < 500:
        return False
    return outcome.problem.error != "busy"


def _ms() -> int:
    return time.monotonic_ns() // 1_000_000
