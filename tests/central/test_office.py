"""The page on which somebody at central lets a terminal in: a browser's requests to a real central, and a real newcomer."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from html import unescape

import pytest
import requests

from central.acts.ledger import acts_of
from central.cli import main
from central.database import Database
from central.enrolment.invitations import GOOD_FOR, NOT_THE_SAME, State, invite
from central.issuing.symbol import inline_svg
from central.office.keys import LINK_LASTS, VISIT_LASTS, draw_link
from central.office.route import BY_A_PERSON
from central.office.words import ENGLISH, FRENCH
from central.serve import ServedInThread
from kiosk.domain.invitation import Invitation, read, write
from kiosk.errors import Fault
from tests.central.day import NOW, enrolled
from tests.central.newcomer import Newcomer


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def address(database: Database, clock: Clock) -> Iterator[str]:
    with ServedInThread(database, clock=clock) as url:
        yield url


class Browser:
    """Cookies, forms and redirects, as a browser has them."""

    def __init__(self, address: str, language: str = "en") -> None:
        self.address = address
        self.session = requests.Session()
        self.session.trust_env = False
        self.session.headers["Accept-Language"] = language
        self.text = ""
        self.status = 0

    def get(self, path: str) -> str:
        return self._took(self.session.get(self.address + path, timeout=20))

    def post(self, path: str, **fields: str) -> str:
        return self._took(self.session.post(self.address + path, data=fields, timeout=20))

    def press(self, path: str, **fields: str) -> str:
        """A button of the page that is open."""
        return self.post(path, guard=self.field("guard"), **fields)

    def field(self, name: str) -> str:
        found = re.search(rf'name="{name}" value="([^"]*)"', self.text)
        assert found is not None, self.text
        return found[1]

    def _took(self, answer: requests.Response) -> str:
        self.status, self.text = answer.status_code, unescape(answer.text)
        assert answer.headers["Cache-Control"] == "no-store"
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script" not in policy
        assert "<script" not in self.text
        return self.text


def link(database: Database, address: str, store: int = 0, now: datetime = NOW) -> str:
    with database.write() as connection:
        return f"/office/open/{draw_link(connection, store, [address], '', now)}"


@pytest.fixture
def browser(database: Database, address: str) -> Browser:
    """Who has opened their link."""
    one = Browser(address)
    one.get(path := link(database, address))
    assert ENGLISH.open in one.text
    one.post(path)
    assert (one.status, ENGLISH.invite in one.text) == (200, True)
    return one


def code_on(browser: Browser) -> Invitation:
    """As a terminal reads it, from the picture; the text to type is the same."""
    shown = re.search(r'<p class="typed">(KE1:[^<]*)</p>', browser.text)
    assert shown is not None
    assert '<div class="code" role="img"' in browser.text
    return read(shown[1])


def frame_of(browser: Browser) -> str:
    found = re.search(r'<iframe title="[^"]*" src="([^"]*)"', browser.text)
    assert found is not None
    return found[1]


def test_a_terminal_is_let_in_from_the_page(database: Database, address: str, browser: Browser) -> None:
    browser.press("/office/invite", store="1", name="  Entrance   A ", station="entrance")
    invitation, frame = code_on(browser), frame_of(browser)
    assert ENGLISH.invited in browser.get(frame)
    assert "15:00" in browser.text
    assert 'http-equiv="refresh" content="2"' in browser.text

    class AtThePage(Newcomer):
        def compare(self) -> None:
            browser.get(frame)
            if ENGLISH.compare in browser.text:
                mine = self.shown[-1].digits
                assert f"{mine[:3]} {mine[3:]}" in browser.text
                browser.press(frame.replace("standing", "answer"), digits=browser.field("digits"), same="yes")
                assert ENGLISH.confirmed in browser.text

    papers = AtThePage(database, lambda: NOW).enrol(invitation)
    assert (papers.name, papers.store) == ("Entrance A", 1)
    assert "Entrance A is let in" in browser.get(frame)
    assert "http-equiv" not in browser.text
    assert browser.get("/office").count("invitation/") == 0
    with database.read() as connection:
        kinds = [act.kind for act in acts_of(connection)]
    assert kinds == [
        "page_offered", "page_opened", "terminal_invited", "enrolment_confirmed", "terminal_enrolled",
    ]  # fmt: skip


@pytest.mark.parametrize("answer", ["no", "others"])
def test_digits_that_differ_let_nobody_in(database: Database, browser: Browser, answer: str) -> None:
    browser.press("/office/invite", store="1", name="Entrance A", station="")
    invitation, frame = code_on(browser), frame_of(browser)

    class AtThePage(Newcomer):
        def compare(self) -> None:
            browser.get(frame)
            said = {"same": "no"} if answer == "no" else {"same": "yes", "digits": "not it"}
            browser.press(frame.replace("standing", "answer"), **said)

    with pytest.raises(Fault):
        AtThePage(database, lambda: NOW).enrol(invitation)
    reason = BY_A_PERSON if answer == "no" else NOT_THE_SAME
    assert ENGLISH.refused in browser.get(frame)
    assert ENGLISH.reasons[reason] in browser.text


def test_the_picture_is_the_code(browser: Browser) -> None:
    browser.press("/office/invite", store="1", name="Entrance A", station="")
    assert inline_svg(write(code_on(browser))) in browser.text


def test_a_link_is_good_once_and_for_ten_minutes(database: Database, address: str, clock: Clock) -> None:
    first, second = link(database, address), link(database, address)
    one, other = Browser(address), Browser(address)
    for _ in range(3):  # what only looks at it spends nothing
        assert ENGLISH.open in one.get(first)
    one.post(first)
    assert one.status == 200
    assert (other.post(first), other.status) == (other.text, 404)
    assert ENGLISH.spent in other.text
    clock.now += LINK_LASTS
    assert ENGLISH.spent in other.get(second)
    assert ENGLISH.spent in other.post(second)
    assert ENGLISH.invite in one.get("/office")
    clock.now += VISIT_LASTS - LINK_LASTS
    assert ENGLISH.gone in one.get("/office")
    assert one.status == 403


def test_two_who_press_at_once_do_not_both_come_in(database: Database, address: str) -> None:
    path = link(database, address)
    with ThreadPoolExecutor(6) as threads:
        statuses = [one.status for one in threads.map(lambda _: _pressed(address, path), range(6))]
    assert sorted(statuses) == [200, 404, 404, 404, 404, 404]


def _pressed(address: str, path: str) -> Browser:
    one = Browser(address)
    one.post(path)
    return one


@pytest.mark.parametrize("path", ["", "/invitation/0123456789ab", "/invitation/0123456789ab/standing"])
def test_nobody_sees_anything_without_a_visit(address: str, browser: Browser, path: str) -> None:
    stranger = Browser(address)
    assert ENGLISH.gone in stranger.get("/office" + path)
    assert stranger.status == 403
    stranger.session.cookies.set("kiosk_office", "A" * 43)
    assert ENGLISH.gone in stranger.get("/office" + path)


def test_a_form_of_elsewhere_does_nothing(database: Database, browser: Browser) -> None:
    for guard in ("", "x", "Ä", browser.field("guard")[:-1] + "_"):
        for path in ("invite", "invitation/0123456789ab/answer", "leave"):
            browser.post(f"/office/{path}", guard=guard, store="1", name="Entrance A")
            assert (browser.status, ENGLISH.gone in browser.text) == (403, True)
    with database.read() as connection:
        assert [act.kind for act in acts_of(connection)] == ["page_offered", "page_opened"]
    cookie = next(iter(browser.session.cookies))
    assert cookie.has_nonstandard_attr("HttpOnly")
    assert cookie.get_nonstandard_attr("SameSite") == "strict"
    assert cookie.path == "/office"


def test_a_visit_of_one_store_concerns_no_other(database: Database, address: str) -> None:
    with database.write() as connection:
        other = invite(connection, 2, "Entrance B", [address], NOW)
        mine = invite(connection, 1, "Entrance A", [address], NOW)
    one = Browser(address)
    one.post(link(database, address, store=1))
    assert mine.invitation_id in one.text
    assert other.invitation_id not in one.text
    assert 'value="2"' not in one.text
    one.press("/office/invite", store="2", name="Entrance C", station="")
    assert (one.status, ENGLISH.wrong in one.text) == (400, True)
    assert ENGLISH.gone in one.get(f"/office/invitation/{other.invitation_id}/standing")
    one.get("/office")
    one.press(f"/office/invitation/{other.invitation_id}/answer", same="no")
    with database.read() as connection:
        assert "enrolment_refused" not in [act.kind for act in acts_of(connection)]


def test_what_is_typed_wrongly_is_said_and_names_stay_text(
    database: Database, address: str, browser: Browser, clock: Clock
) -> None:
    enrolled(database, address, "Entrance A")
    for name, said in {"Entrance A": ENGLISH.taken, "": ENGLISH.unnamed, "x" * 41: ENGLISH.unnamed}.items():
        browser.get("/office")
        browser.press("/office/invite", store="1", name=name, station="")
        assert (browser.status, said in browser.text) == (400, True)
    for store, station in (("9", ""), ("x", ""), ("1", "roof"), ("99999999", "")):
        browser.get("/office")
        browser.press("/office/invite", store=store, name="Entrance B", station=station)
        assert (browser.status, ENGLISH.wrong in browser.text) == (400, True)
    browser.get("/office")
    answer = browser.session.post(
        f"{address}/office/invite",
        data={"guard": browser.field("guard"), "store": "1", "name": "<b>x</b>", "station": ""},
        timeout=20,
    )
    assert "<b>x</b>" not in answer.text
    assert "&lt;b&gt;x&lt;/b&gt;" in answer.text
    clock.now += GOOD_FOR
    browser.text = unescape(answer.text)
    assert ENGLISH.late in browser.get(frame_of(browser))
    assert browser.get("/office").count("invitation/") == 0


def test_it_speaks_french_and_english(database: Database, address: str) -> None:
    one = Browser(address, "fr-CA,fr;q=0.9,en;q=0.8")
    one.get(path := link(database, address))
    assert FRENCH.open in one.text
    one.post(path)
    assert FRENCH.invite in one.text
    assert ENGLISH.invite in one.get("/office?lang=en")
    for words in (ENGLISH, FRENCH):
        assert set(words.stations) == set(ENGLISH.stations)
        assert set(words.reasons) == set(ENGLISH.reasons)
    assert {State.INVITED, State.BEGUN} <= set(State)


def test_over_plain_http_it_is_open_on_its_own_machine_only(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("central.office.route._LOOPBACK", ())
    with ServedInThread(database, clock=lambda: NOW) as url:
        one = Browser(url)
        path = link(database, url)
        assert ENGLISH.unsafe in one.get(path)
        assert one.status == 403
        assert ENGLISH.unsafe in one.post(path)


def test_who_leaves_is_gone(browser: Browser) -> None:
    kept = browser.session.cookies.get("kiosk_office")
    browser.press("/office/leave")
    assert ENGLISH.left in browser.text
    browser.session.cookies.set("kiosk_office", kept)
    assert ENGLISH.gone in browser.get("/office")


def test_the_command_prints_a_link_that_opens(sqlite_database: Database, capsys: pytest.CaptureFixture[str]) -> None:
    place = ["--database", str(sqlite_database.place)]
    with ServedInThread(sqlite_database) as url:
        assert main(["terminal", "page", "--store", "1", "--server", url, *place]) == 0
        found = re.search(r"  (http\S+)", capsys.readouterr().out)
        assert found is not None
        one = Browser(url)
        one.post(found[1].removeprefix(url))
        assert ENGLISH.invite in one.text
    assert main(["terminal", "page", "--store", "9", *place]) == 1
    assert "There is no store 9" in capsys.readouterr().err
    assert timedelta() < LINK_LASTS < VISIT_LASTS
