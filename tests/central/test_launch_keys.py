"""Keys that sign codes, from announcement to end, and a root key that is kept apart: as terminals see it."""

import stat
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from central.cli import main
from central.codes import issuer
from central.database import Database
from central.errors import CentralError
from central.launch_keys.root import is_here, read_root, root_of, take_out
from central.launch_keys.signing import announce, keys_of, publish_list, retire, revoke
from central.relay.registry import enrol_hub, introduce, sign_hubs
from central.roster import trust_list
from central.tables import launches
from central.terminals import Caller, enrol
from kiosk.domain.code import Code, CodeFault, read_code
from kiosk.domain.feed import FeedRow
from kiosk.domain.hub import HubRow
from kiosk.domain.hub import verify as hub_is_signed
from kiosk.domain.rows import parse_row
from kiosk.domain.trust import TrustList, newer, to_base64url, verify
from sync.wire import HubCall
from tests.central.day import NOW, Terminal

PASSPHRASE = "a passphrase of some length"
LATER = NOW + timedelta(days=8)
RESERVATION = "00000000000000aa"


def lists(database: Database) -> list[TrustList]:
    """As each of the two stores has it."""
    with database.read() as connection:
        return [trust_list(connection, store) for store in (1, 2)]


def read(text: str, trust: TrustList, now=NOW) -> Code:
    """As a terminal of store 1 reads it, with this list."""
    return read_code(text, trust, launch=1, store=1, lookup_key=b"x" * 32, now=now)


def code(database: Database, now=NOW) -> str:
    with database.read() as connection:
        return issuer(connection, 1, now).signed(RESERVATION, 1, now + timedelta(days=20))


# --- keys that sign codes ---------------------------------------------------------------------------------------------------


def test_the_next_key_is_known_before_it_signs_and_both_are_believed(database: Database, terminal: Terminal) -> None:
    before = lists(database)
    old = code(database)
    with database.write() as connection:
        assert announce(connection, 1, NOW) == 2
        assert [one.state(NOW) for one in keys_of(connection, 1, NOW)] == ["signs", "announced"]
        assert [one.state(LATER) for one in keys_of(connection, 1, LATER)] == ["believed", "signs"]
    after = lists(database)
    assert after[0] == after[1]
    assert verify(after[0], terminal.papers.root_key)
    assert newer(before[0], after[0])
    assert not newer(after[0], before[0])
    assert code(database) == old, "it does not sign yet"
    new = code(database, LATER)
    assert new != old
    for text in (old, new):
        assert read(text, after[0], LATER).fault is None
    assert read(new, before[0], LATER).fault is not None, "who has not heard of it does not believe it"


def test_a_retired_key_is_believed_until_then(database: Database) -> None:
    old = code(database)
    with database.write() as connection:
        announce(connection, 1, NOW, NOW)
        at = retire(connection, 1, 1, NOW, NOW + timedelta(days=2))
    (trust, _) = lists(database)
    assert at == NOW + timedelta(days=2)
    assert read(old, trust, at - timedelta(minutes=1)).fault is None
    assert read(old, trust, at + timedelta(minutes=1)).fault is CodeFault.EXPIRED


def test_what_a_revoked_key_has_signed_is_believed_no_more(database: Database, terminal: Terminal) -> None:
    old = code(database)
    with database.write() as connection:
        with pytest.raises(CentralError, match="No other key"):
            revoke(connection, 1, 1, NOW)
        announce(connection, 1, NOW, NOW)
        revoke(connection, 1, 1, NOW)
        assert [one.state(NOW) for one in keys_of(connection, 1, NOW)] == ["over", "signs"]
        with pytest.raises(CentralError, match="no key 1"):
            revoke(connection, 1, 1, NOW)
    (trust, _) = lists(database)
    assert verify(trust, terminal.papers.root_key)
    assert [key.key_id for key in trust.keys] == [2]
    assert read(old, trust).fault is CodeFault.FORGED or read(old, trust).fault is CodeFault.UNCHECKABLE
    assert read(code(database), trust).fault is None


def test_what_makes_no_sense_is_refused(database: Database) -> None:
    with database.write() as connection:
        with pytest.raises(CentralError, match="past"):
            announce(connection, 1, NOW, NOW - timedelta(days=1))
        with pytest.raises(CentralError, match="revocation"):
            retire(connection, 1, 1, NOW, NOW)
        with pytest.raises(CentralError, match="no launch 9"):
            keys_of(connection, 9, NOW)


# --- the root key kept apart --------------------------------------------------------------------------------------------------


def test_a_root_key_that_was_taken_out_signs_from_its_file_only(
    database: Database, terminal: Terminal, tmp_path: Path
) -> None:
    file = tmp_path / "root.pem"
    with database.write() as connection:
        column = connection.execute(select(launches.c.root_key)).scalar_one()
        take_out(connection, 1, file, PASSPHRASE, NOW)
        left = connection.execute(select(launches.c.root_key)).scalar_one()
        with pytest.raises(CentralError, match="before"):
            take_out(connection, 1, tmp_path / "again.pem", PASSPHRASE, NOW)
    assert is_here(column)
    assert not is_here(left)
    assert column not in left
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert b"ENCRYPTED" in file.read_bytes()
    with database.write() as connection, pytest.raises(CentralError, match="taken out"):
        announce(connection, 1, NOW)
    assert len(lists(database)[0].keys) == 1, "nothing was half done"
    root = read_root(file, PASSPHRASE)
    with database.write() as connection:
        announce(connection, 1, NOW, root=root)
    assert verify(lists(database)[0], terminal.papers.root_key)


def test_another_root_key_and_another_passphrase_are_refused(database: Database, tmp_path: Path) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    file = tmp_path / "root.pem"
    with database.write() as connection:
        with pytest.raises(CentralError, match="12 characters"):
            take_out(connection, 1, file, "short", NOW)
        take_out(connection, 1, file, PASSPHRASE, NOW)
        left = connection.execute(select(launches.c.root_key)).scalar_one()
        with pytest.raises(CentralError, match="another launch"):
            publish_list(connection, 1, NOW, Ed25519PrivateKey.generate())
    assert root_of(left, read_root(file, PASSPHRASE))
    (tmp_path / "none.pem").write_text("nothing")
    for path, words in (
        (file, "another passphrase"),
        (tmp_path / "none.pem", PASSPHRASE),
        (tmp_path / "gone", PASSPHRASE),
    ):
        with pytest.raises(CentralError):
            read_root(path, words)


def test_a_hub_waits_for_its_signature_and_keeps_the_one_it_has(
    database: Database, terminal: Terminal, tmp_path: Path
) -> None:
    file = tmp_path / "root.pem"
    with database.write() as connection:
        old = enrol_hub(connection, 1, "Old hub", ["http://127.0.0.1:1"], NOW)
        new = enrol_hub(connection, 1, "New hub", ["http://127.0.0.1:1"], NOW)
        _call(connection, old.hub_id, "https://old.example")
        take_out(connection, 1, file, PASSPHRASE, NOW)
        _call(connection, old.hub_id, "https://old.example")
        _call(connection, new.hub_id, "https://new.example")
    root_key = terminal.papers.root_key
    assert old.root_key == new.root_key == root_key, "who is enrolled now learns the public half as before"
    assert hub_is_signed(_hub(database, old.hub_id), root_key), "it said nothing new"
    assert not hub_is_signed(_hub(database, new.hub_id), root_key)
    with database.write() as connection:
        with pytest.raises(CentralError):
            sign_hubs(connection, 1, None, NOW)
        assert sign_hubs(connection, 1, read_root(file, PASSPHRASE), NOW) == 1
        assert sign_hubs(connection, 1, read_root(file, PASSPHRASE), NOW) == 0
    assert hub_is_signed(_hub(database, new.hub_id), root_key)
    with database.write() as connection:
        _call(connection, new.hub_id, "https://moved.example")
    assert not hub_is_signed(_hub(database, new.hub_id), root_key), "another place is another word"


def _call(connection, hub_id: str, address: str) -> None:
    from kiosk.domain.trust import to_base64url

    introduce(connection, Caller(hub_id, 1, hub=True), HubCall(to_base64url(b"k" * 32), [address]))


def _hub(database: Database, hub_id: str) -> HubRow:
    from central.feed import row

    with database.read() as connection:
        found = row(connection, 1, "hub", hub_id)
    assert isinstance(found, FeedRow)
    return parse_row("hub", found.body)


# --- the command ----------------------------------------------------------------------------------------------------------------


def test_from_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = ["--database", str(tmp_path / "central.db")]
    root = ["--root", str(tmp_path / "root.pem")]
    assert main(["init", *place, "--store", "1:Rivoli:Paris:Europe/Paris"]) == 0
    assert main(["keys", "take-out", *place, "--out", str(tmp_path / "root.pem")]) == 1
    assert "KIOSK_ROOT_PASSPHRASE" in capsys.readouterr().err
    monkeypatch.setenv("KIOSK_ROOT_PASSPHRASE", PASSPHRASE)
    with Database(tmp_path / "central.db") as database, database.read() as connection:
        column = connection.execute(select(launches.c.root_key)).scalar_one()
    assert main(["keys", "take-out", *place, "--out", str(tmp_path / "root.pem")]) == 0
    left = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.name.startswith("central.db"))
    assert column.encode() not in left, "not in free pages either"
    assert main(["keys", "next", *place, "--from", "now"]) == 1
    assert "taken out" in capsys.readouterr().err
    assert main(["keys", "next", *place, *root, "--from", "now"]) == 0
    assert main(["keys", "retire", "1", *place, *root, "--at", "2126-01-01T00:00:00Z"]) == 0
    assert main(["keys", "revoke", "1", *place, *root]) == 0
    assert main(["keys", "sign-hubs", *place, *root]) == 0
    capsys.readouterr()
    assert main(["keys", "show", *place]) == 0
    told = capsys.readouterr().out
    assert "over" in told
    assert "signs" in told
    assert "kept apart" in told
    for wrong in (["revoke"], ["show", "1"], ["take-out"], ["next", "--out", "x"]):
        assert main(["keys", *wrong, *place]) == 1


def test_a_root_key_that_was_made_apart_is_never_in_the_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KIOSK_ROOT_PASSPHRASE", PASSPHRASE)
    file, other, place = tmp_path / "root.pem", tmp_path / "other.pem", tmp_path / "central" / "central.db"
    place.parent.mkdir()
    monkeypatch.chdir(tmp_path)
    for one in (other, file):
        assert main(["keys", "create", "--out", str(one)]) == 0
    public = capsys.readouterr().out.split("public half: ")[-1].split()[0]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["central", "other.pem", "root.pem"], (
        "no database was made"
    )
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert b"ENCRYPTED" in file.read_bytes()
    assert main(["keys", "create", "--out", str(file)]) == 1, "a key that is there is not written over"

    init = ["init", "--database", str(place), "--store", "1:Rivoli:Paris:Europe/Paris"]
    assert main([*init, "--root", str(file)]) == 0
    assert main(["keys", "show", "--database", str(place)]) == 0
    assert f"kept apart: what signs a list needs --root FILE. Its public half: {public}" in capsys.readouterr().out
    with Database(place, create=False) as database, database.write() as connection:
        assert verify(trust_list(connection, 1), public)
        papers = enrol(connection, 1, "Entrance A", ["http://127.0.0.1:9"], NOW)
    assert papers.root_key == public
    secret = read_root(file, PASSPHRASE).private_bytes_raw()
    for one in place.parent.rglob("*"):
        content = one.read_bytes() if one.is_file() else b""
        assert secret not in content
        assert to_base64url(secret).encode() not in content

    assert main(["keys", "next", "--database", str(place)]) == 1
    assert main(["keys", "next", "--database", str(place), "--root", str(other)]) == 1
    assert main(["keys", "next", "--database", str(place), "--root", str(file)]) == 0
    assert main([*init, "--root", str(other)]) == 1
    assert "is not the root key of launch 1" in capsys.readouterr().err
    assert main([*init, "--store", "2:Bellecour:Lyon:Europe/Paris"]) == 0, "a second store needs no root key"
