"""Two entrances: what one admits, the other knows, at once when online and afterwards when not."""

from pathlib import Path

from tests.e2e.parts import Entrance, TerminalFolder, central_with, reservation, wait_until


def test_admitted_on_one_is_already_arrived_on_the_other(tmp_path: Path) -> None:
    central = central_with(tmp_path, [reservation("R1", "the only code")])
    with central:
        a = Entrance(TerminalFolder(tmp_path / "a").enrol(central, "Entrance A"), "--sync-first", "--follow")
        b = Entrance(TerminalFolder(tmp_path / "b").enrol(central, "Entrance B"), "--sync-first", "--follow")
        assert b.scan("nobody's code")["verdict"] == "unknown_code"
        admitted = a.scan("the only code")
        assert admitted["verdict"] == "admit"
        # asked as "who has arrived", not by scanning again: a scan before the news came would itself admit
        wait_until(lambda: b.arrived(admitted["reservation_id"]), "B knows of the arrival at A", 10)
        again = b.scan("the only code")
        assert again["verdict"] == "already_arrived"
        assert again["call_number"] == admitted["call_number"]
        assert again["seen_elsewhere"] == ["Entrance A"]
        assert not again["admitted"]
        a.finish()
        b.finish()


def test_offline_both_admit_and_afterwards_both_say_so(tmp_path: Path) -> None:
    central = central_with(tmp_path, [reservation("R1", "the only code")])
    with central:
        a = Entrance(TerminalFolder(tmp_path / "a").enrol(central, "Entrance A"), "--sync-first", "--follow")
        b = Entrance(TerminalFolder(tmp_path / "b").enrol(central, "Entrance B"), "--sync-first", "--follow")
        for entrance in (a, b):
            assert entrance.scan("nobody's code")["verdict"] == "unknown_code"
        central.stop()
        first = a.scan("the only code")
        second = b.scan("the only code")
        assert (first["verdict"], second["verdict"]) == ("admit", "admit")
        assert (first["call_number"], second["call_number"]) == ("A001", "B001")
        central.start()
        wait_until(
            lambda: a.arrived(first["reservation_id"]) == 2 == b.arrived(first["reservation_id"]), "both know", 30
        )
        at_a, at_b = a.scan("the only code"), b.scan("the only code")
        assert at_a["verdict"] == at_b["verdict"] == "already_arrived"
        assert at_a["seen_elsewhere"] == ["Entrance B"]
        assert at_b["seen_elsewhere"] == ["Entrance A"]
        a.finish()
        b.finish()
