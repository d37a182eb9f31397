"""What stands on slips and pages, in the customer's language, and days and hours as that language writes them. Pure."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date

from kiosk.domain.reservation import Slot


@dataclass(frozen=True, slots=True)
class Words:
    """One language. `locale` is Babel's; `tag` the HTML and PDF language."""

    tag: str
    locale: str
    title: str
    show: str
    brightness: str
    keep_flat: str
    unreadable: str
    when: str
    where: str
    what: str
    cancelled: str
    cancelled_next: str
    delivered: str
    delivered_next: str
    gone: str
    gone_next: str
    busy: str
    busy_next: str


FRENCH = Words(
    tag="fr",
    locale="fr_FR",
    title="Votre réservation",
    show="Présentez ce code à l’entrée",
    brightness="Luminosité de l’écran au maximum",
    keep_flat="Ne pliez pas le code",
    unreadable="Le code ne se lit pas\u00a0? Donnez ces 8 caractères",
    when="Créneau",
    where="Magasin",
    what="Article",
    cancelled="Cette réservation est annulée",
    cancelled_next="Si vous ne l’avez pas demandé, contactez le magasin.",
    delivered="Cette commande vous est livrée",
    delivered_next="Il n’y a rien à retirer en magasin.",
    gone="Cette page n’existe pas",
    gone_next="Ouvrez le lien tel que vous l’avez reçu, en entier. Les liens anciens s’effacent.",
    busy="Un instant, s’il vous plaît",
    busy_next="Rechargez cette page dans quelques secondes.",
)
ENGLISH = Words(
    tag="en",
    locale="en_GB",
    title="Your reservation",
    show="Show this code at the entrance",
    brightness="Screen brightness all the way up",
    keep_flat="Do not fold across the code",
    unreadable="Code won’t scan? Give these 8 characters",
    when="Time slot",
    where="Store",
    what="Item",
    cancelled="This reservation is cancelled",
    cancelled_next="If you did not ask for this, contact the store.",
    delivered="This order is delivered to you",
    delivered_next="There is nothing to collect in the store.",
    gone="There is no such page",
    gone_next="Open the link as you received it, all of it. Old links are erased.",
    busy="One moment, please",
    busy_next="Reload this page in a few seconds.",
)


def words_of(language: str) -> Words:
    """French for every kind of French; English for all who read something else."""
    return FRENCH if language.lower().startswith("fr") else ENGLISH


def day_of(slot: Slot, zone: ZoneInfo, words: Words) -> str:
    """The slot's first day where the store is: "Sunday 22 November 2026"."""
    pattern = "EEEE d MMMM y"
    text = format_date(slot.start.astimezone(zone).date(), pattern, locale=words.locale)
    return text[0].upper() + text[1:]


def hours_of(slot: Slot, zone: ZoneInfo, words: Words) -> str:
    """From and to by the store's clock; the day again where the slot ends on another one."""
    start, end = slot.start.astimezone(zone), slot.end.astimezone(zone)
    last = _clock(end)
    if end.date() != start.date():
        last = f"{format_date(end.date(), 'EEE d MMM', locale=words.locale)} {last}"
    return f"{_clock(start)} – {last}"


def _clock(moment: datetime) -> str:
    # Babel's own form is "10:00" in both, but AM/PM in other Englishes: launch day is run by one 24-hour clock.
    return f"{moment:%H:%M}"
