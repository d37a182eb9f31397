"""What can happen to one request and its answer on the way. The bytes are real; so are both ends."""

from collections.abc import Iterable
from enum import StrEnum
from random import Random
from typing import Protocol, TypeVar

import msgspec

from kiosk.domain.clock import utc_text
from sync.http import _passes_on
from sync.outcome import NotCentral, Outcome, Unreachable
from sync.servers import Servers, usable
from sync.wire import Answer, AnswerKind, BatchAnswer, EventBatch, FeedPage, Health, HubCall, Passes, Problem
from tests.simulation.centre import Centre
from tests.simulation.day import URL
from tests.simulation.disk import PowerCut
from tests.simulation.message import Reader, Reply, Request
from tests.simulation.story import Story, Violated

T = TypeVar("T")


class Fate(StrEnum):
    GOOD = "arrives"
    LOST = "is lost"
    CUT = "is cut on the way there"
    LATE = "is given up, and arrives later"
    TWICE = "arrives twice"
    ANSWER_LOST = "arrives, its answer does not"
    ANSWER_CUT = "arrives, its answer is cut"
    STALE = "is answered by somebody's copy of an earlier answer"
    PORTAL = "is answered by a captive portal"
    IMPOSTOR = "is answered by somebody who signs with another key"
    UNAUTHORIZED = "401"
    CONFLICT = "409"
    TOO_LARGE = "413"
    UNREADABLE = "422"
    SLOW_DOWN = "429"
    FAILED = "500"
    FAILED_AFTERWARDS = "500, after it was done"
    NO_GATEWAY = "502"
    NO_GATEWAY_AFTERWARDS = "502, after it was done"
    BUSY = "503"


BAD = tuple(fate for fate in Fate if fate is not Fate.GOOD)
STATUS = {
    Fate.UNAUTHORIZED: 401,
    Fate.CONFLICT: 409,
    Fate.TOO_LARGE: 413,
    Fate.UNREADABLE: 422,
    Fate.SLOW_DOWN: 429,
    Fate.FAILED: 500,
    Fate.FAILED_AFTERWARDS: 500,
    Fate.NO_GATEWAY: 502,
    Fate.NO_GATEWAY_AFTERWARDS: 502,
    Fate.BUSY: 503,
}
OF_A_GATEWAY = frozenset({Fate.SLOW_DOWN, Fate.NO_GATEWAY, Fate.NO_GATEWAY_AFTERWARDS})
DONE_ALL_THE_SAME = frozenset(
    {Fate.ANSWER_LOST, Fate.ANSWER_CUT, Fate.FAILED_AFTERWARDS, Fate.NO_GATEWAY_AFTERWARDS, Fate.TWICE, Fate.GOOD}
)
PAGE = Reply(200, b"<html>Welcome to our guest network</html>", (("Content-Type", "text/html"),))


class Node(Protocol):
    """Somebody who is asked: central, or the hub. `serve` raises PowerCut when its power went while it worked."""

    name: str
    up: bool

    def serve(self, request: Request) -> Reply: ...

    def head(self) -> int:
        """The last seq of its feed, as committed."""
        ...

    def epoch(self) -> str: ...

    def lose_power(self) -> None: ...


class Network:
    """Between everybody and whoever is asked, by address."""

    def __init__(self, centre: Centre, story: Story, chance: Random) -> None:
        self.nodes: dict[str, Node] = {URL: centre}
        self.now = centre.now
        self.chance = chance
        self.late: list[tuple[str, str, Request]] = []
        """Requests whose sender has given them up, with the sender's name and the address."""
        self.said: dict[tuple[str, str, str], list[Reply]] = {}
        """Earlier answers by sender, address and path."""
        self.severed: set[tuple[str, str]] = set()
        """Who does not reach whom, by name."""
        self._story = story

    def exchange(self, ms: int, who: str, url: str, request: Request, fate: Fate) -> Reply | None:
        """None: no answer came."""
        if (who, self.nodes[url].name) in self.severed:
            return None
        reply: Reply | None = None
        if fate in DONE_ALL_THE_SAME:
            reply = self._served(ms, who, url, request)
            if fate is Fate.TWICE:
                reply = self._served(ms, who, url, request)
        if reply is not None and fate in (Fate.GOOD, Fate.TWICE):
            return reply
        if fate in STATUS:
            return self._refused(fate)
        match fate:
            case Fate.ANSWER_CUT if reply is not None:
                cut = self.chance.randrange(len(reply.body))
                return Reply(reply.status, reply.body[:cut], reply.headers)
            case Fate.LATE:
                self.late.append((who, url, request))
            case Fate.STALE if earlier := self.said.get((who, url, request.path)):
                return self.chance.choice(earlier)
            case Fate.IMPOSTOR if request.path == "events":
                return self._imposture(url, request)
            case Fate.PORTAL | Fate.IMPOSTOR:
                return PAGE
            case _:
                pass
        return None

    def deliver_late(self, ms: int) -> None:
        """What somebody gave up long ago arrives now; its answer finds nobody."""
        if self.late:
            who, url, request = self.late.pop(self.chance.randrange(len(self.late)))
            self._story.tell(ms, who, f"{request.path}: an old request arrives")
            self._served(ms, who, url, request)

    def _served(self, ms: int, who: str, url: str, request: Request) -> Reply | None:
        node = self.nodes[url]
        if not node.up:
            return None
        try:
            reply = node.serve(request)
        except PowerCut:
            self._story.tell(ms, node.name, "the power goes at a commit")
            node.lose_power()
            return None
        except Violated:
            raise
        except Exception as error:
            raise Violated(f"{node.name} failed at a request for {request.path}: {error!r}") from error
        self.said.setdefault((who, url, request.path), []).append(reply)
        return reply

    def _refused(self, fate: Fate) -> Reply:
        status = STATUS[fate]
        after = (("Retry-After", "3"),) if status in (429, 503) else ()
        if fate in OF_A_GATEWAY:
            return Reply(status, b"gateway", after)
        body = msgspec.json.encode(Problem("simulated", f"status {status}"))
        return Reply.of_central(status, body, utc_text(self.now()), *after)

    def _imposture(self, url: str, request: Request) -> Reply:
        """All is well, says somebody who does not have central's key."""
        batch = msgspec.json.decode(request.body, type=EventBatch)
        last = batch.events[-1]["seq"] if batch.events else 0
        receipt = {
            "terminal_id": batch.terminal_id,
            "incarnation": batch.incarnation,
            "last_seq": last,
            "head_hash": batch.events[-1]["hash"] if batch.events else "",
            "at": utc_text(self.now()),
            "signature": "A" * 86,
        }
        answers = [Answer(one["event_id"], AnswerKind.ACCEPTED) for one in batch.events]
        body = {"epoch": self.nodes[url].epoch(), "answers": answers, "last_seq": last, "receipt": receipt}
        return Reply.of_central(200, msgspec.json.encode(body), utc_text(self.now()))


class Line:
    """One machine's way to whoever answers: what `sync.hands` asks. The fate is set before each question and befalls whoever
    is asked first; which that is, and who comes next, `sync.servers` says as it does in a real client."""

    def __init__(
        self, who: str, token: str, network: Network, reader: Reader, story: Story, urls: tuple[str, ...]
    ) -> None:
        self.fate = Fate.GOOD
        self.ms = 0
        self.kept: Outcome[FeedPage] | None = None
        """The answer to the question that is asked next, if it was asked already."""
        self.asked = urls[0]
        """Who answered last."""
        self.reader = reader
        self._moved = False
        self._servers = Servers(urls)
        self._named = urls
        self._who = who
        self._token = token
        self._network = network
        self._story = story

    def prefer(self, urls: Iterable[str]) -> None:
        """As `sync.http.Client`: a long poll that waits elsewhere moves."""
        before, self._servers = self._servers, self._servers.preferring(usable(urls), self._named)
        if before.urls != self._servers.urls:
            self._moved = self._servers.order(self.ms)[0] != self.asked

    def holds(self, cursor: int) -> bool:
        """Whether whoever holds the long poll has nothing new for it, and is still the one to ask."""
        node = self._network.nodes[self.asked]
        cut_off = (self._who, node.name) in self._network.severed
        return node.up and not cut_off and not self._moved and node.head() == cursor

    @property
    def node(self) -> Node:
        """Who answered last."""
        return self._network.nodes[self.asked]

    def call_in(self, call: HubCall) -> Outcome[Passes]:
        return self._ask(Request("hub", self._token, body=msgspec.json.encode(call)), Passes, "calls in")

    def feed(self, epoch: str, cursor: int, limit: int, wait_s: int) -> Outcome[FeedPage]:
        kept, self.kept = self.kept, None
        if kept is not None:
            return kept
        query = (("epoch", epoch), ("cursor", cursor), ("limit", limit))
        return self._ask(Request("feed", self._token, query), FeedPage, f"after {cursor} of {epoch or 'nothing'}")

    def send(self, batch: EventBatch) -> Outcome[BatchAnswer]:
        first = batch.events[0]["seq"] if batch.events else 0
        what = f"{first} to {batch.events[-1]['seq']}" if batch.events else "what is held?"
        request = Request("events", self._token, body=msgspec.json.encode(batch))
        return self._ask(request, BatchAnswer, f"{batch.incarnation[:6]} {what}")

    def health(self) -> Outcome[Health]:
        return self._ask(Request("health", ""), Health, "")

    def _ask(self, request: Request, kind: type[T], what: str) -> Outcome[T]:
        """Of the servers in order the first that answers; the last one's failure if none does."""
        fate, self.fate = self.fate, Fate.GOOD
        self._moved = False
        tried: list[str] = []
        while True:
            left = [url for url in self._servers.order(self.ms) if url not in tried]
            url = left[0]
            tried.append(url)
            reply = self._network.exchange(self.ms, self._who, url, request, fate)
            outcome: Outcome[T] = Unreachable("no answer") if reply is None else self.reader.read(reply, kind)
            bad = "" if fate is Fate.GOOD else f" [{fate}]"
            where = f" at {self._network.nodes[url].name}" if len(self._servers.urls) > 1 else ""
            self._story.tell(self.ms, self._who, f"{request.path}{where} {what}{bad}: {summary(outcome)}")
            passed_on = len(left) > 1 and _passes_on(outcome)
            answers = not isinstance(outcome, Unreachable | NotCentral) and not passed_on
            self._servers = self._servers.answered(url) if answers else self._servers.failed(url, self.ms)
            if answers:
                self.asked = url
            if answers or len(left) == 1:
                return outcome
            fate = Fate.GOOD


def summary(outcome: object) -> str:
    """An outcome in a few words."""
    reply = getattr(outcome, "reply", None)
    if isinstance(reply, FeedPage):
        head = f", head {reply.head.seq}" if reply.head else ""
        return f"{len(reply.rows)} rows to {reply.cursor} of {reply.epoch}{head}"
    if isinstance(reply, BatchAnswer):
        kinds = ",".join(str(one.answer) for one in reply.answers)
        return f"held {reply.last_seq} in {reply.epoch} {kinds}".rstrip()
    if isinstance(reply, Passes):
        return f"{len(reply.terminals)} terminals"
    if isinstance(reply, Health):
        return f"{reply.status} {reply.epoch}"
    return f"{type(outcome).__name__}: {getattr(outcome, 'detail', '')}"
