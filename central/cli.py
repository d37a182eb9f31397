"""The `kiosk-central` command. Says what went wrong and what to do, exits 1 for it; 2 is for a wrong command line."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from central.acts.command import add_acts_commands
from central.acts.ledger import ActKind, note, record
from central.database import epoch_of
from central.demo_command import add_demo_command
from central.enrolment.command import add_terminal_commands
from central.errors import CentralError
from central.import_file import COLUMNS
from central.init_command import add_init_command
from central.launch_keys.command import add_keys_command
from central.listening import add_listening, add_own_authority, tls_of
from central.mailing.command import add_receipts_command
from central.mailing.options import add_mailing, mail_server_of
from central.opening import DEFAULT_DATABASE, add_keys, add_place, open_database
from central.opening_day.command import add_plan_command
from central.places.command import add_slots_command
from central.privacy.command import add_privacy_commands
from central.relay.command import HUB_DATABASE, add_hub_command
from central.report_command import add_report_command
from central.revocation.command import add_sealed_events_command
from central.schema import REVISIONS
from central.staff.command import add_staff_command
from central.stock.command import add_stock_command

DEFAULT_PORT = 8710


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except CentralError as error:
        print(f"kiosk-central: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("kiosk-central", description="The central server of the launch kiosks.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], int], words: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(
            name, help=words, description=words, formatter_class=argparse.RawDescriptionHelpFormatter
        )
        sub.set_defaults(command=run)
        if name != "openapi":
            add_place(sub, HUB_DATABASE if name == "hub" else DEFAULT_DATABASE)
            if name != "hub":
                add_keys(sub)
        return sub

    add_init_command(command)

    sub = command("serve", _serve, "Serve the terminals; prints one JSON line with the address when it listens.")
    add_listening(sub, DEFAULT_PORT)
    add_own_authority(sub)
    words = "a terminal is given another token after so many days (default 30); 0: only by `terminal rotate`"
    sub.add_argument("--token-days", type=int, default=30, metavar="DAYS", help=words)
    add_mailing(sub)
    add_hub_command(command)
    add_receipts_command(command)

    sub = command("import", _import, "Import reservations from CSV or JSON: the whole file, or nothing of it.")
    sub.epilog = "columns:\n" + "\n".join(f"  {name:14}{words}" for name, words in COLUMNS.items())
    sub.add_argument("file", type=Path)
    sub.add_argument("--launch", type=int, default=1)
    sub.add_argument("--encoding", help="of the file, when it is not UTF-8, e.g. latin-1")
    sub.add_argument("--skip-bad", action="store_true", help="import the good lines although others are bad")

    sub = command("enrol", _enrol, "Register a terminal; writes the file it is given once.")
    sub.add_argument("--store", type=int, required=True)
    sub.add_argument("--name", required=True, help='as colleagues call it, e.g. "Entrance A"')
    sub.add_argument("--out", type=Path, required=True)
    sub.add_argument("--server", action="append", help="address the terminal shall use; may be given several times")
    sub.add_argument("--ca", type=Path, help="PEM file of the authority the terminal shall trust")
    sub.add_argument("--hub", action="store_true", help="not a terminal: the store's hub, which sends for all of them")

    sub = command("status", _status, "Stores, terminals and their last contact, events, problems.")
    sub.add_argument("--json", action="store_true")

    add_acts_commands(command)

    sub = command("codes", _codes, "Codes of reservations: as text, picture, print slip, page, or a page's address.")
    sub.add_argument("reference", nargs="*", help="the retailer's reference, the reservation id or the spoken code")
    sub.add_argument("--all", action="store_true", help="instead: everybody who comes to collect")
    sub.add_argument("--store", type=int, help="with --all: of this store only")
    sub.add_argument("--launch", type=int, default=1)
    sub.add_argument("--showcase", type=Path, help="instead: the codes of a file that demo-day wrote with --codes-out")
    sub.add_argument("--out", type=Path, metavar="FOLDER", help="write files here; without it the texts are printed")
    sub.add_argument(
        "--format",
        choices=("png", "svg", "pdf", "html", "link"),
        help="pdf: A6 slips in one file; html: a phone page each; link: the address of each page (default: png)",
    )
    sub.add_argument("--server", help="with link: central's public address")
    sub.add_argument("--renew", action="store_true", help="with link: new addresses; the old ones lead nowhere")

    add_demo_command(command, _instant)
    add_report_command(command)
    add_privacy_commands(command)
    add_terminal_commands(command)
    add_sealed_events_command(command)
    add_staff_command(command)
    add_stock_command(command)
    add_keys_command(command)
    add_slots_command(command)
    add_plan_command(command)
    command("migrate", _migrate, "Bring the tables of an older kiosk-central to this one's; `init` and `serve` do too.")
    command("new-epoch", _new_epoch, "After restoring a backup: let every terminal fetch and send again.")

    sub = command("openapi", _openapi, "Write the OpenAPI document.")
    sub.add_argument("--out", type=Path, help="default: standard output")
    return parser


def _now() -> datetime:
    return datetime.now(UTC)


def _instant(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def _serve(options: argparse.Namespace) -> int:
    from central.serve import log_to_stderr, serve

    log_to_stderr()
    tls, mail = tls_of(options), mail_server_of(options)
    with open_database(options, migrate=True) as database:
        lasts = timedelta(days=options.token_days) if options.token_days > 0 else None
        serve(database, options.host, options.port, tls, mail, lasts)
    return 0


def _import(options: argparse.Namespace) -> int:
    from central.imports import import_reservations

    with open_database(options) as database:
        report = import_reservations(
            database,
            options.file,
            options.launch,
            _now(),
            encoding=options.encoding,
            skip_bad=options.skip_bad,
        )
    for bad in report.bad:
        print(f"line {bad.line}: {bad.reason}", file=sys.stderr)
    tally = report.tally
    counted = f"{tally.created} new, {tally.updated} changed, {tally.unchanged} as they were"
    if not report.written:
        print(f"{len(report.bad)} of {report.lines} lines are bad: nothing was imported.", file=sys.stderr)
        print("Correct them, or give --skip-bad to import the others.", file=sys.stderr)
        return 1
    print(f"{report.lines} lines: {counted}, {len(report.bad)} skipped.")
    return 0


def _enrol(options: argparse.Namespace) -> int:
    from central.relay.registry import enrol_hub
    from central.terminals import enrol
    from sync.wire import Enrolment

    servers: list[str] = options.server or [f"http://127.0.0.1:{DEFAULT_PORT}"]
    try:
        ca_pem = options.ca.read_text() if options.ca else ""
        # Made before anything is registered, readable to its owner only: it will hold the terminal's token.
        descriptor = os.open(options.out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise CentralError(f"{options.out} is already there", "Give another --out, or delete it.") from error
    except OSError as error:
        raise CentralError(f"{error.filename}: {error.strerror}", "Check the path.") from error
    try:
        with (
            os.fdopen(descriptor, "wb") as out,
            open_database(options) as database,
            database.write() as connection,
        ):
            register = enrol_hub if options.hub else enrol
            enrolment = register(connection, options.store, options.name, servers, _now(), ca_pem=ca_pem)
            out.write(msgspec.json.encode(enrolment))
            out.flush()
    except BaseException:
        options.out.unlink()
        raise
    called = f"Terminal {enrolment.letter}" if isinstance(enrolment, Enrolment) else "Hub"
    print(f"{called} ({enrolment.name}) of store {enrolment.store}: give it {options.out}, once.")
    return 0


def _status(options: argparse.Namespace) -> int:
    from central.mailing import queue
    from central.overview import overview, problems
    from central.privacy.retention import lying_open
    from central.privacy.vault import vault_of

    with open_database(options, at_a_hub=True) as database, database.read() as connection:
        found, wrong, epoch = overview(connection), problems(connection), epoch_of(connection)
        mails = queue.counts(connection)
        unsealed = 0 if vault_of(connection) is None else lying_open(connection)
    if options.json:
        told = {"epoch": epoch, "stores": found, "problems": wrong, "receipts": mails, "unsealed": unsealed}
        print(msgspec.json.encode(told).decode())
        return 0
    for store in found:
        counts = ", ".join(f"{count} {kind}" for kind, count in store.head.counts.items())
        print(f"Store {store.store} {store.name}, {store.city}: {counts} (seq {store.head.seq})")
        print(f"  {store.arrived} reservations arrived; events: {store.answers or 'none'}")
        for line in store.conflict_lines:
            print(f"  ! {line}")
        for terminal in store.terminals:
            contact = terminal.last_contact_at
            heard = "never heard" if contact is None else f"last heard {contact:%Y-%m-%d %H:%M:%S} UTC"
            print(
                f"  {terminal.letter}  {terminal.name}: {heard}, {terminal.events} events, {terminal.rejected} rejected"
            )
    if unsealed:
        print(f"! {unsealed} rows or addresses of customers lie open: run `kiosk-central seal`.")
    if mails:
        print(f"Receipts by e-mail: {', '.join(f'{count} {status}' for status, count in mails.items())}")
    for problem in wrong:
        print(f"! {problem.answer}: terminal {problem.terminal_id}, event {problem.seq}: {problem.reason}")
    return 0


def _codes(options: argparse.Namespace) -> int:
    from central.issuing.batch import PICTURES, write_pictures, write_tickets
    from central.issuing.ticket import Standing
    from central.issuing.tickets import Tickets, reservations
    from central.reprint import find, read_showcases

    form, out = options.format, options.out
    if out is not None and form == "link":
        raise CentralError("Addresses are printed, not written to a folder", "Leave out --out.")
    if out is None and form in ("pdf", "html"):
        raise CentralError(f"--format {form} makes files", "Say where with --out FOLDER.")
    if options.showcase is not None:
        if form not in (None, *PICTURES):
            raise CentralError("Codes to try have no reservation to print", f"Use --format {' or '.join(PICTURES)}.")
        texts = read_showcases(options.showcase)
    else:
        with open_database(options) as database:
            with database.read() as connection:
                if options.all:
                    found = list(reservations(connection, options.launch, options.store))
                else:
                    found = [find(connection, options.launch, words) for words in options.reference]
                maker = Tickets(connection, options.launch, _now())
                tickets = [maker.of(reservation) for reservation in found]
            if options.all:
                tickets = [ticket for ticket in tickets if ticket.standing == Standing.GOOD]
            if tickets and form != "link":
                record(database, ActKind.EXPORTED, _now(), store=options.store or 0, what="codes", count=len(tickets))
        if form == "link":
            return _links(options, [ticket.reservation_id for ticket in tickets])
        if tickets and out is not None and form in ("pdf", "html"):
            files = write_tickets(tickets, out, form)
            print(f"{len(tickets)} {'slips' if form == 'pdf' else 'pages'} in {out} ({files} files).")
            return 0
        texts = {ticket.reservation_id: ticket.code for ticket in tickets}
    if not texts:
        raise CentralError("No reservation named", "Give references, --all, or --showcase FILE.")
    if out is not None:
        print(f"{write_pictures(texts, out, form or 'png')} pictures in {out}.")
        return 0
    for text in texts.values():
        print(text)
    return 0


def _links(options: argparse.Namespace, reservation_ids: list[str]) -> int:
    """CSV on standard output: the retailer's reference, and the address to send to that customer."""
    from central.issuing.links import PATH, forget, references_of, tokens_of
    from kiosk.domain.sheet import write_sheet

    if options.server is None:
        raise CentralError("The pages' public address is not known", "Give it as --server https://...")
    with open_database(options) as database, database.write() as connection:
        if options.renew:
            for reservation_id in reservation_ids:
                forget(connection, reservation_id)
        tokens = tokens_of(connection, reservation_ids)
        references = references_of(connection, reservation_ids)
        note(connection, ActKind.EXPORTED, _now(), store=options.store or 0, what="links", count=len(reservation_ids))
    server = options.server.rstrip("/")
    lines = ((references[each], f"{server}{PATH}{tokens[each]}") for each in reservation_ids)
    write_sheet(sys.stdout, ("reference", "address"), lines)
    return 0


def _migrate(options: argparse.Namespace) -> int:
    with open_database(options, migrate=True, at_a_hub=True) as database:
        print(f"{database.name} has the tables of this program (revision {REVISIONS[-1]}).")
    return 0


def _new_epoch(options: argparse.Namespace) -> int:
    with open_database(options, at_a_hub=True) as database:
        database.new_epoch()
    print("At their next contact all terminals fetch everything and send what is missing here.")
    return 0


def _openapi(options: argparse.Namespace) -> int:
    from central.openapi import document

    text = json.dumps(document(), indent=1, ensure_ascii=False) + "\n"
    if options.out:
        options.out.write_text(text, encoding="utf-8")
    else:
        print(text, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
