"""From what the desk answered to what the page shows: words, facts, colour field, acts, and how long. Pure.

The only place that makes a page green, and only for a `CheckIn` that recorded an arrival. `translate` is an argument.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from kiosk.answers import CheckIn
from kiosk.domain import formats
from kiosk.domain.clock import local_day
from kiosk.domain.plain_text import plain
from kiosk.domain.policy import WayOut
from kiosk.domain.reservation import Product
from kiosk.domain.short_code import ShortCodeProblem
from kiosk.domain.verdict import NextStep, Tone, Verdict, VerdictKind
from ui import words
from ui.context import Place
from ui.language import known

Translate = Callable[[str, str], str]
"""(source text, language) -> text."""

DWELL_MS: dict[Tone, int] = {
    Tone.GO: 3500,
    Tone.INFO: 5000,
    Tone.WAIT: 9000,
    Tone.HELP: 12000,
    Tone.STOP: 12000,
}
QUICK = frozenset({VerdictKind.MALFORMED, VerdictKind.SEVERAL_CODES})
"""Clear soon: the answer to them is another scan."""
FAULT_TONE = "fault"


@dataclass(frozen=True, slots=True)
class VerdictPage:
    kind: str
    tone: str
    """A `Tone`, or `fault` for pages about the terminal itself."""
    icon: str
    headline: str
    step: str
    detail: str = ""
    say: str = ""
    say_language: str = ""
    name: str = ""
    product: str = ""
    slot: str = ""
    needs: str = ""
    call_number: str = ""
    supply: str = ""
    """`Valid, 2 left, about 12 minutes`; of whoever has a unit coming."""
    may_offer_way_out: bool = False
    may_admit_unsynced: bool = False
    may_override: bool = False
    may_search: bool = False
    may_move: bool = False
    """Later slots can be looked for."""
    may_rebook: bool = False
    """Cancelled, or to be delivered: it can be booked again."""
    may_pay: bool = False
    may_restart: bool = False
    dwell_ms: int = 0
    """0: stays until somebody acts or another code is scanned."""
    reservation_id: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a page is made against: where, when, in which language, by which terminal."""

    place: Place
    now: datetime
    language: str
    terminal_id: str = ""
    wait_s: float | None = None
    """Of whoever comes in now; None: not known."""


def verdict_page(check_in: CheckIn, setting: Setting, translate: Translate) -> VerdictPage:
    verdict = check_in.verdict
    language = setting.language
    customer = verdict.reservation.customer if verdict.reservation else None
    customer_language = known(customer.language) if customer else language
    short = check_in.supply is not None and check_in.supply.is_short
    kind = "overridden" if check_in.admitted and not verdict.admits else str(verdict.kind)
    said = words.WORDS["short" if short and check_in.admitted else kind]
    facts = _facts(check_in, setting, language)
    waits = verdict.next_step is NextStep.ADMIT_UNSYNCED and not check_in.admitted
    slot = verdict.slot or (verdict.reservation.slot if verdict.reservation else None)
    tone = _tone(check_in)
    return VerdictPage(
        kind=str(verdict.kind),
        tone=tone,
        icon=said.icon,
        headline=translate(said.headline, language),
        step=translate(_step(check_in), language).format(**facts),
        detail=_detail(check_in, setting, said.detail, facts, translate),
        say=translate(said.say, customer_language).format(**_facts(check_in, setting, customer_language)),
        say_language=customer_language,
        name=plain(customer.name) if customer else "",
        product=_product(check_in),
        slot=formats.span(slot, setting.place.zone, language) if slot else "",
        needs=plain(customer.needs) if customer else "",
        call_number=plain(check_in.call_number, 8),
        supply=supply_line(check_in, setting, translate),
        may_offer_way_out=short and bool(_reservation_id(verdict)),
        may_admit_unsynced=waits,
        may_override=verdict.may_override and not check_in.admitted and bool(_reservation_id(verdict)),
        may_search=verdict.next_step is NextStep.SEARCH_BY_NAME,
        may_rebook=check_in.notes.may_rebook,
        may_pay=check_in.notes.unpaid,
        may_move=(verdict.next_step is NextStep.OFFER_LATER_SLOT or _may_go_later(check_in))
        and bool(_reservation_id(verdict)),
        dwell_ms=0
        if waits or (short and check_in.admitted)
        else 4000
        if verdict.kind in QUICK
        else DWELL_MS[Tone(tone)],
        reservation_id=_reservation_id(verdict),
    )


def undone_page(check_in: CheckIn, setting: Setting, translate: Translate) -> VerdictPage:
    """After an undo: who it was, and never green, whatever the desk's verdict says."""
    page = verdict_page(replace(check_in, admitted=False), setting, translate)
    said = words.WORDS["undone"]
    return replace(
        page,
        kind="undone",
        tone=str(Tone.INFO),
        icon=said.icon,
        headline=translate(said.headline, setting.language),
        step="",
        detail=translate(said.detail, setting.language),
        say="",
        call_number="",
        supply="",
        may_offer_way_out=False,
        may_admit_unsynced=False,
        may_override=False,
        may_search=False,
        may_move=False,
        may_rebook=False,
        may_pay=False,
        dwell_ms=DWELL_MS[Tone.INFO],
    )


def fault_page(kind: str, operation: str, language: str, translate: Translate) -> VerdictPage:
    """`kind`: not_saved, technical, refused or out_of_order. `operation`: what was tried, as the error names it."""
    said = words.WORDS[kind]
    refused = kind == "refused"
    step = {
        "not_saved": words.HAND_NOTHING,
        "technical": words.CALL_SUPPORT,
        "refused": _REFUSED_STEPS.get(operation, words.STEPS[NextStep.CALL_SUPERVISOR]),
        "out_of_order": words.RESTART,
    }[kind]
    tone = {"not_saved": str(Tone.STOP), "refused": str(Tone.HELP)}.get(kind, FAULT_TONE)
    detail = words.REFUSALS.get(operation, said.detail) if refused else said.detail
    hint = "" if refused else words.FAULT_HINTS.get(operation, "")
    return VerdictPage(
        kind=kind,
        tone=tone,
        icon=said.icon,
        headline=translate(said.headline, language),
        step=translate(step, language),
        detail=f"{translate(detail, language)} {translate(hint, language)}".strip(),
        say=translate(said.say, language),
        say_language=language,
        may_restart=kind == "out_of_order",
        dwell_ms=DWELL_MS[Tone.HELP] if refused else 0,
    )


def way_out_page(way: WayOut, product: str, language: str, translate: Translate) -> VerdictPage:
    """After another model was taken, or a voucher given. Never green: nobody was let in by it."""
    said = words.WORDS[str(way)]
    step = words.TO_WAITING if way is WayOut.ALTERNATIVE else words.GIVE_VOUCHER
    return VerdictPage(
        kind=str(way),
        tone=str(Tone.INFO),
        icon=said.icon,
        headline=translate(said.headline, language),
        step=translate(step, language),
        detail=translate(said.detail, language).format(product=product),
        say=translate(said.say, language),
        say_language=language,
        dwell_ms=DWELL_MS[Tone.WAIT],
    )


def _may_go_later(check_in: CheckIn) -> bool:
    """Because nothing is left."""
    return check_in.supply is not None and WayOut.LATER_SLOT in check_in.supply.ways_out


def supply_line(check_in: CheckIn, setting: Setting, translate: Translate) -> str:
    """What there is and how long it takes, of somebody who is let in by this act."""
    if not check_in.admitted:
        return ""
    language = setting.language
    parts = [translate(words.VALID, language)]
    if check_in.supply is not None:
        left = check_in.supply.left
        source = words.LEFT if left > 0 else words.NONE_LEFT
        parts.append(translate(source, language).format(count=formats.number(left, language)))
    if setting.wait_s is not None and not (check_in.supply is not None and check_in.supply.is_short):
        minutes = max(1, round(setting.wait_s / 60))
        source = words.ABOUT_ONE_MINUTE if minutes == 1 else words.ABOUT_MINUTES
        parts.append(translate(source, language).format(minutes=formats.number(minutes, language)))
    return ", ".join(parts) if len(parts) > 1 else ""


def product_line(product: Product) -> str:
    return plain(", ".join(part for part in (product.name, product.size, product.case, product.band) if part))


_REFUSED_STEPS = {
    "check in": words.ASK_AGAIN,
    **{f"check in {problem}": words.ASK_AGAIN for problem in ShortCodeProblem},
    "admit": words.STEPS[NextStep.SCAN_AGAIN],
}


def _tone(check_in: CheckIn) -> str:
    if check_in.admitted:
        short = check_in.supply is not None and check_in.supply.is_short
        return str(Tone.WAIT if short else Tone.GO)  # let in, and nothing to be had: never green
    return str(Tone.INFO) if check_in.verdict.tone is Tone.GO else str(check_in.verdict.tone)


def _step(check_in: CheckIn) -> str:
    verdict = check_in.verdict
    if check_in.admitted and check_in.supply is not None and check_in.supply.is_short:
        return words.OFFER_WAY_OUT
    if check_in.admitted:
        return words.STEPS[NextStep.LET_IN]
    if verdict.next_step is NextStep.ASK_TO_RETURN and verdict.come_back_at:
        return words.WAIT_INSIDE if verdict.may_wait_inside else words.RETURN_AT
    if verdict.next_step is NextStep.ASK_TO_RETURN and verdict.day:
        return words.RETURN_ON
    if verdict.next_step is NextStep.SEND_TO_STORE and verdict.store is not None:
        return words.SEND_TO
    if verdict.kind is VerdictKind.ALREADY_ARRIVED and verdict.next_step is NextStep.NONE:
        return words.GIVE_NUMBER_AGAIN
    return words.STEPS[verdict.next_step]


def _facts(check_in: CheckIn, setting: Setting, language: str) -> dict[str, str]:
    verdict, zone = check_in.verdict, setting.place.zone
    slot = verdict.slot or (verdict.reservation.slot if verdict.reservation else None)
    day = verdict.day or (local_day(slot.start, zone) if slot else None)
    collected = verdict.collected
    store = setting.place.store_names.get(verdict.store, "") if verdict.store is not None else ""
    return {
        "number": plain(check_in.call_number, 8) or "–",
        "start": formats.clock(slot.start, zone, language) if slot else "–",
        "end": formats.clock(slot.end, zone, language) if slot else "–",
        "slot": formats.span(slot, zone, language) if slot else "–",
        "return": formats.moment(verdict.come_back_at, setting.now, zone, language) if verdict.come_back_at else "–",
        "day": formats.day(day, language) if day else "–",
        "store": plain(store) or (f"#{verdict.store}" if verdict.store is not None else "–"),
        "collected": formats.moment(collected.at, setting.now, zone, language) if collected else "–",
    }


def _detail(check_in: CheckIn, setting: Setting, source: str, facts: dict[str, str], translate: Translate) -> str:
    """The reason, the store's own words about it, and where else the reservation was seen."""
    sentences = [translate(source, setting.language).format(**facts)]
    seen = _seen(check_in, setting, translate)
    if seen and check_in.verdict.kind is VerdictKind.ALREADY_ARRIVED:
        sentences = []
    sentences += _noted(check_in, setting, translate)
    if check_in.verdict.may_wait_inside:
        sentences.append(translate(words.COME_IN_FROM, setting.language).format(**facts))
    return " ".join(sentence for sentence in [*sentences, *seen] if sentence)


def _noted(check_in: CheckIn, setting: Setting, translate: Translate) -> list[str]:
    """Who cancelled it and why, how far a delivery is, and whether the same person is booked more than once."""
    notes, reservation, language = check_in.notes, check_in.verdict.reservation, setting.language
    said: list[str] = []
    if reservation is None:
        return said
    reason = notes.cancelled_reason or reservation.status_reason
    if notes.cancelled_at is not None and not check_in.admitted:
        at = formats.moment(notes.cancelled_at, setting.now, setting.place.zone, language)
        source = words.CANCELLED_BY if notes.cancelled_by else words.CANCELLED_ELSEWHERE
        said.append(translate(source, language).format(who=plain(notes.cancelled_by, 40), time=at))
    if reason and not check_in.admitted:
        told = plain(reason)
        said.append(told if told.endswith((".", "!", "?", "…")) else f"{told}.")
    if check_in.verdict.kind is VerdictKind.HOME_DELIVERY and reservation.delivery:
        said.append(translate(words.DELIVERY, language).format(state=plain(reservation.delivery, 100)))
    if notes.also_booked:
        said.append(translate(words.ALSO_BOOKED, language).format(count=notes.also_booked))
    return said


def _seen(check_in: CheckIn, setting: Setting, translate: Translate) -> list[str]:
    names = iter(check_in.seen_elsewhere)
    seen: list[str] = []
    for arrival in check_in.verdict.arrivals:
        here = arrival.terminal_id == setting.terminal_id
        if here and (check_in.admitted or arrival.event_id == check_in.event_id):
            continue
        source = words.SEEN_HERE if here else words.ALSO_SEEN_AT if seen or check_in.admitted else words.SEEN_AT
        time = formats.moment(arrival.at, setting.now, setting.place.zone, setting.language)
        place = "" if here else plain(next(names, arrival.call_number[:1]))
        seen.append(translate(source, setting.language).format(place=place, time=time))
    return seen[:3]


def _product(check_in: CheckIn) -> str:
    return "" if check_in.product is None else product_line(check_in.product)


def _reservation_id(verdict: Verdict) -> str:
    return verdict.reservation_id or (verdict.reservation.reservation_id if verdict.reservation else "")
