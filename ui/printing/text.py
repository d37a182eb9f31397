"""A hand-over as the desk answered it -> what its receipt says. The text itself is `kiosk.domain.receipt`."""

from zoneinfo import ZoneInfo

from kiosk.domain.receipt import Handing, ReceiptText, text_of_handing
from kiosk.floor_answers import HandedOver, Rules


def receipt_text(handed: HandedOver, rules: Rules, zone: ZoneInfo, language: str, terminal_id: str = "") -> ReceiptText:
    """`zone`: the store's. `language`: `fr` or `en`. `terminal_id`: where it is printed."""
    entry = handed.entry
    handing = Handing(
        event_id=handed.event_id,
        at=handed.at,
        reservation=entry.reservation,
        product=entry.product,
        store=rules.store,
        call_number=entry.call_number,
        serial=handed.serial,
        presented=handed.presented,
        demo=handed.demo,
        counter=entry.state.called_to or entry.state.counter,
        terminal=next((row.name for row in rules.terminals if row.terminal_id == terminal_id), ""),
    )
    return text_of_handing(handing, zone, language)
