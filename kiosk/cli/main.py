"""The `kiosk` command: reads the arguments, says errors in words, leaves the work to its neighbours.

Exit codes: 0 done, 1 an act could not be recorded, 2 the environment or the configuration must be mended first.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from kiosk.cli.config import Config, read_config
from kiosk.cli.day_report import add_report_command
from kiosk.cli.demo_command import add_demo_command
from kiosk.cli.doctor_command import add_doctor
from kiosk.cli.logs import start_logging
from kiosk.domain.station import Station
from kiosk.errors import KioskError

STATIONS = [str(station) for station in Station]


def main(arguments: Sequence[str] | None = None) -> int:
    options = parser().parse_args(arguments)
    try:
        return int(options.act(options))
    except KioskError as error:
        print(f"kiosk: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def parser() -> argparse.ArgumentParser:
    kiosk = argparse.ArgumentParser(prog="kiosk", description="The staff check-in kiosk of a launch day.")
    commands = kiosk.add_subparsers(required=True, metavar="COMMAND")
    configured = argparse.ArgumentParser(add_help=False)
    configured.add_argument(
        "--config", type=Path, metavar="FILE", help="TOML file; packaging/kiosk.example.toml shows it"
    )

    run = commands.add_parser("run", parents=[configured], help="open this terminal's station")
    run.add_argument("--station", choices=STATIONS, default="", help="default: station.name, else as chosen before")
    run.add_argument("--counter", default="", metavar="NUMBER", help="of a counter, instead of station.counter")
    run.add_argument("--second", choices=STATIONS, default="", help="on a second monitor, instead of station.second")
    run.add_argument("--lang", choices=["fr", "en"], help="instead of screen.language")
    run.add_argument("--windowed", action="store_true", help="not full screen, whatever the configuration says")
    run.set_defaults(act=_run)

    enrol = commands.add_parser(
        "enrol", parents=[configured], help="become a terminal: by a one-time code, or by a file"
    )
    ways = enrol.add_mutually_exclusive_group(required=True)
    ways.add_argument("file", type=Path, nargs="?", help="of `kiosk-central enrol`")
    ways.add_argument(
        "--code", nargs="?", const="", metavar="TEXT", help="of an invitation; without TEXT you are asked"
    )
    ways.add_argument("--scan", action="store_true", help="take it from this terminal's camera")
    enrol.set_defaults(act=_enrol)

    check_in = commands.add_parser("check-in", parents=[configured], help="one code a line in, one verdict a line out")
    check_in.add_argument(
        "--sync-first", action="store_true", help="wait for a whole copy of the roster before the first"
    )
    check_in.add_argument("--follow", action="store_true", help="also print what happens to reservations elsewhere")
    check_in.set_defaults(act=_check_in)

    status = commands.add_parser("status", parents=[configured], help="what this terminal holds and owes (JSON)")
    status.set_defaults(act=_status)

    add_doctor(commands.add_parser, configured)

    outbox = commands.add_parser("outbox", help="what waits for central, and what central does not believe")
    outbox_commands = outbox.add_subparsers(required=True, metavar="COMMAND")
    listed = outbox_commands.add_parser("list", parents=[configured], help="rejected events with their reason")
    listed.set_defaults(act=_outbox_list)
    exported = outbox_commands.add_parser(
        "export", parents=[configured], help="rejected events, one JSON object a line"
    )
    exported.add_argument("file", type=Path)
    exported.set_defaults(act=_outbox_export)

    verify = commands.add_parser(
        "verify", parents=[configured], help="check the database offline: 0 sound, 1 not, 2 cannot be checked"
    )
    verify.add_argument("--data", metavar="FOLDER", help="instead of the configured folder")
    verify.add_argument("--json", action="store_true")
    verify.set_defaults(act=_verify)

    recover = commands.add_parser(
        "recover", parents=[configured], help="take over what only a database moved aside still knows (JSON)"
    )
    recover.add_argument("file", type=Path, help="the file ending in .db that the kiosk named when it was moved aside")
    recover.set_defaults(act=_recover)

    rekey = commands.add_parser(
        "rekey", parents=[configured], help="give the database a new key; no kiosk may be running"
    )
    rekey.set_defaults(act=_rekey)

    purge = commands.add_parser("purge", parents=[configured], help="after the day: destroy what central holds")
    purge.add_argument("--seal", action="store_true", help="central cannot be asked: seal what it may lack in a file")
    purge.set_defaults(act=_purge)

    add_report_command(commands, configured)

    decode = commands.add_parser("decode", help="what the scanner reads in pictures and videos")
    decode.add_argument("files", nargs="+", type=Path, metavar="FILE")
    decode.add_argument("--json", action="store_true", help="one object a line: file, texts, engine, ms")
    decode.add_argument(
        "--effort", choices=["live", "still"], default="still", help="live: of five frames; still: everything (default)"
    )
    decode.set_defaults(act=_decode)

    camera = commands.add_parser("camera", help="which cameras there are, and what one of them sends")
    camera_commands = camera.add_subparsers(required=True, metavar="COMMAND")
    listing = camera_commands.add_parser("list", help="name, identity and path of each, and whether it may be opened")
    listing.set_defaults(act=_camera_list)
    trial = camera_commands.add_parser("test", parents=[configured], help="open one for some seconds")
    trial.add_argument(
        "camera",
        nargs="?",
        metavar="CAMERA",
        help="identity, index, path or part of the name; default: the configured source",
    )
    trial.add_argument("--seconds", type=_trial_length, default=5.0, help="1 to 60 (default 5)")
    trial.set_defaults(act=_camera_test)

    hand = commands.add_parser(
        "hand-scanner", help="a page that says how to set one up, and which serial ones there are"
    )
    hand_commands = hand.add_subparsers(required=True, metavar="COMMAND")
    ports = hand_commands.add_parser(
        "list", help="serial ports: name, vid:pid, serial number, and whether it is a scanner"
    )
    ports.set_defaults(act=_hand_list)
    sheet = hand_commands.add_parser("sheet", help="write the setup sheet (PDF), with a code that tests the scanner")
    sheet.add_argument("--language", choices=["fr", "en"], default="fr")
    sheet.add_argument("--keyboard", choices=["fr-FR", "en-US"], help="the terminal's (default: that of the language)")
    sheet.add_argument("--out", type=Path, required=True, metavar="FILE")
    sheet.set_defaults(act=_hand_sheet)

    receipt = commands.add_parser("receipt", help="try the receipt printer, and list the system's printers")
    receipt_commands = receipt.add_subparsers(required=True, metavar="COMMAND")
    proof = receipt_commands.add_parser("test", parents=[configured], help="print one that says it is a test")
    proof.add_argument("--language", choices=["fr", "en"], default="fr")
    proof.set_defaults(act=_receipt_test)
    known = receipt_commands.add_parser("printers", help="names for [receipt] name")
    known.set_defaults(act=_receipt_printers)

    add_demo_command(commands)
    return kiosk


def _trial_length(text: str) -> float:
    if not 1 <= (seconds := float(text)) <= 60:
        raise argparse.ArgumentTypeError("must be between 1 and 60")
    return seconds


def _config(options: argparse.Namespace) -> Config:
    config = read_config(options.config)
    start_logging(config.folder)
    return config


def _run(options: argparse.Namespace) -> int:
    from kiosk.cli.scanners import Scanners
    from kiosk.cli.station import first_choice

    config = _config(options)
    screen = msgspec.structs.replace(
        config.screen,
        language=options.lang or config.screen.language,
        fullscreen=config.screen.fullscreen and not options.windowed,
    )
    config = msgspec.structs.replace(config, screen=screen)
    scanners = Scanners(config.camera)
    choice = first_choice(config, options.station, options.counter, options.second)
    if choice is not None and choice.station is Station.ENTRANCE:
        scanners.begin()  # while the rest is loaded
    try:
        from kiosk.cli.compose import Terminal
        from kiosk.cli.purge import purge
        from kiosk.cli.run import has_display, run_station, show_withdrawn
        from kiosk.cli.withdrawal import Withdrawn

        try:
            with Terminal.open(config) as terminal:
                code = run_station(terminal, scanners, choice, offscreen=not has_display())
            if not terminal.purge_ordered:
                return code
            print(purge(config, seal=False))
            Terminal.open(config).close()  # which says from now on that it was withdrawn
            return code
        except Withdrawn as withdrawn:
            return show_withdrawn(config, withdrawn)
    finally:
        scanners.join()


def _enrol(options: argparse.Namespace) -> int:
    from kiosk.cli.enrol import enrol
    from kiosk.cli.enrol_by_code import enrol_with_code

    config = _config(options)
    if options.file is None:
        enrolment = enrol_with_code(config, None if options.scan else options.code, sys.stdout, sys.stdin)
    else:
        enrolment = enrol(config, options.file)
    print(f"This terminal is {enrolment.name} ({enrolment.letter}) of store {enrolment.store}.")
    if options.file is not None:
        print(f"The file holds its token: delete {options.file.name} now.")
    return 0


def _check_in(options: argparse.Namespace) -> int:
    from kiosk.cli.check_in import Printer, check_in_lines, follow, wait_until_whole
    from kiosk.cli.compose import Terminal

    with Terminal.open(_config(options)) as terminal:
        printer = Printer(sys.stdout)
        if options.follow:
            follow(terminal, printer)
        terminal.start_sync()
        if options.sync_first:
            wait_until_whole(terminal)
        return check_in_lines(terminal, sys.stdin, printer)


def _status(options: argparse.Namespace) -> int:
    from kiosk.cli.compose import Terminal
    from kiosk.cli.status import terminal_status

    with Terminal.open(_config(options)) as terminal:
        print(msgspec.json.format(msgspec.json.encode(terminal_status(terminal)), indent=2).decode())
    return 0


def _outbox_list(options: argparse.Namespace) -> int:
    from kiosk.cli.compose import Terminal
    from kiosk.cli.outbox import list_outbox

    with Terminal.open(_config(options)) as terminal:
        return list_outbox(terminal, sys.stdout)


def _outbox_export(options: argparse.Namespace) -> int:
    from kiosk.cli.compose import Terminal
    from kiosk.cli.outbox import export_rejected

    with Terminal.open(_config(options)) as terminal:
        print(f"{export_rejected(terminal, options.file)} rejected events written to {options.file.name}")
    return 0


def _verify(options: argparse.Namespace) -> int:
    from kiosk.cli.verify import print_report, verify_terminal

    config = read_config(options.config)
    if options.data:
        config = msgspec.structs.replace(config, data=options.data)
    return print_report(verify_terminal(config), options.json, sys.stdout)


def _recover(options: argparse.Namespace) -> int:
    from kiosk.cli.compose import Terminal
    from kiosk.cli.recover import recover

    with Terminal.open(_config(options)) as terminal:
        rescued = recover(terminal, options.file)
    print(msgspec.json.format(msgspec.json.encode(rescued), indent=2).decode())
    return 1 if rescued.lost else 0


def _rekey(options: argparse.Namespace) -> int:
    from kiosk.cli.rekey import give_new_key

    print(f"{give_new_key(_config(options)).name} has a new key.")
    return 0


def _purge(options: argparse.Namespace) -> int:
    from kiosk.cli.purge import purge

    print(purge(_config(options), seal=options.seal))
    return 0


def _decode(options: argparse.Namespace) -> int:
    from kiosk.cli.decode import decode_files
    from scanner.files import Thoroughness

    return decode_files(options.files, Thoroughness(options.effort), options.json, sys.stdout)


def _camera_list(_: argparse.Namespace) -> int:
    from kiosk.cli.camera import list_cameras

    return list_cameras(sys.stdout)


def _camera_test(options: argparse.Namespace) -> int:
    from kiosk.cli.camera import source_to_try, try_camera

    source = source_to_try(read_config(options.config).camera, options.camera)
    return try_camera(source, options.seconds, sys.stdout)


def _hand_list(_: argparse.Namespace) -> int:
    from kiosk.cli.hand import list_ports

    return list_ports(sys.stdout)


def _hand_sheet(options: argparse.Namespace) -> int:
    from kiosk.cli.hand_sheet import KEYBOARDS, write_sheet

    write_sheet(options.out, options.language, options.keyboard or KEYBOARDS[options.language])
    print(f"Written: {options.out.name}. Print it at its full size.")
    return 0


def _receipt_test(options: argparse.Namespace) -> int:
    from kiosk.cli.receipt import print_trial

    config = _config(options)
    print_trial(config, options.language)
    where = f" in {config.receipts_folder}" if config.receipt.printer == "pdf" else ""
    print(f"Sent to the printer{where}. Look whether every letter is right.")
    return 0


def _receipt_printers(_: argparse.Namespace) -> int:
    from kiosk.cli.receipt import list_printers

    return list_printers(sys.stdout)


if __name__ == "__main__":
    sys.exit(main())
