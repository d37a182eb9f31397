"""What only PostgreSQL minds, on the way from a stranger to a column."""

import requests

from central.database import Database
from central.serve import ServedInThread
from tests.central.customers import ADA, booked
from tests.central.day import answers, enrolled


def test_what_no_text_of_postgresql_can_hold(server_url: str) -> None:
    """A NUL is refused by its text columns: wherever a stranger can put one, there is an ordinary answer."""
    with Database(server_url) as database, ServedInThread(database) as url:
        booked(database, ADA)
        assert requests.get(f"{url}/c/%00", timeout=20).status_code == 404
        with enrolled(database, url, "Entrance") as terminal:
            assert terminal.get(epoch="\0").status_code == 200
            assert answers(terminal.send(terminal.act(note="a\0b"))) == ["accepted"]
            broken = terminal.act()
            assert answers(terminal.send({**broken, "kind": "\0", "reservation_id": "\0", "hash": "\0"})) == [
                "rejected"
            ]
            assert any(row.body and row.body.get("payload") == {"note": "a\0b"} for row in terminal.page().rows)
