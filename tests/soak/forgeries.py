"""Texts that pretend to be K1 codes, of every kind we could think of, and the mint that makes the true ones. Seeded."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import base45
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.domain import k1
from kiosk.domain.code import CodeFault, k0_text
from kiosk.domain.k1 import K1Body
from kiosk.domain.trust import TrustedKey, TrustList, to_base64url

NOW = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)
LAUNCH, STORE = 7, 3
WEEK = timedelta(days=7)
ORDER = 2**252 + 27742317777372353535851937790883648493
"""Of Ed25519's base point: a signature's second half must be smaller, or one body has many signatures."""
FIELD = 2**255 - 19
ALPHABET = base45.BASE45_CHARSET
LOOKALIKES = "KⅠ１：Ｋkſıİ‐－＋．∗＄％⁄٠۰߀"
AROUND = ("]Q1", "]Q3", "]C0", "\\000026", "\ufeff", "\u200b", " ", "\r\n", "\t", "\x00", "\x1d")


class Mint:
    """The launch's keys and what they signed: `good` holds every true text and what is wrong with it, if anything."""

    def __init__(self, chance: random.Random, size: int = 400) -> None:
        self.chance = chance
        self.keys = [Ed25519PrivateKey.from_private_bytes(chance.randbytes(32)) for _ in range(4)]
        self.stranger = Ed25519PrivateKey.from_private_bytes(chance.randbytes(32))
        spans = ((1, -WEEK, WEEK), (1, -WEEK, WEEK), (2, -WEEK, WEEK), (3, -2 * WEEK, -WEEK))
        self.trust = TrustList(
            1,
            NOW,
            tuple(
                TrustedKey(key_id, to_base64url(key.public_key().public_bytes_raw()), NOW + begins, NOW + ends)
                for key, (key_id, begins, ends) in zip(self.keys, spans, strict=True)
            ),
        )
        self._ids = [key_id for key_id, *_ in spans]
        self.good: dict[str, CodeFault | None] = {}
        self.texts: list[str] = []
        while len(self.texts) < size:
            self._coin()

    def _coin(self) -> None:
        chance = self.chance
        which = chance.choice((0, 0, 1, 2, 2, 3))
        body = self.body(self._ids[which])
        text = k1.encode(body, self.keys[which].sign(k1.signing_bytes(body)))
        fault = None
        if body.launch != LAUNCH:
            fault = CodeFault.OTHER_LAUNCH
        elif body.store not in (0, STORE):
            fault = CodeFault.OTHER_STORE
        elif which == 3 or body.not_after < NOW:
            fault = CodeFault.EXPIRED
        self.good[text] = fault
        self.texts.append(text)

    def body(self, key_id: int) -> K1Body:
        """As central might sign it: most of them good, some of another store or launch, some out of date."""
        chance = self.chance
        return K1Body(
            key_id,
            chance.choice((LAUNCH, LAUNCH, LAUNCH, 8)),
            chance.choice((0, STORE, STORE, STORE, 4)),
            chance.getrandbits(64),
            k1.minutes(NOW + chance.choice((1, 1, 1, -1)) * timedelta(minutes=chance.randint(1, 9999))),
            chance.randrange(3),
            chance.choice((0, 0, 0, k1.TRAINING, k1.STAFF_BADGE)),
        )

    def payload(self) -> bytearray:
        return bytearray(base45.b45decode(self.text()[len(k1.PREFIX) :]))

    def text(self) -> str:
        return self.chance.choice(self.texts)


def printed(payload: bytes) -> str:
    return k1.PREFIX + base45.b45encode(payload).decode()


# --- bytes ------------------------------------------------------------------------------------------------------------


def random_bytes(mint: Mint) -> str:
    payload = bytearray(mint.chance.randbytes(84))
    payload[0] = k1.FORMAT
    payload[1] = mint.chance.choice((1, 2, 3, payload[1]))
    return printed(payload)


def flipped_bits(mint: Mint) -> str:
    payload = mint.payload()
    for _ in range(mint.chance.choice((1, 1, 1, 2, 8))):
        at = mint.chance.randrange(84 * 8)
        payload[at // 8] ^= 1 << at % 8
    return printed(payload)


def spliced_bytes(mint: Mint) -> str:
    """The body of one and the signature of another, or cut anywhere."""
    at = mint.chance.choice((k1.BODY_SIZE, k1.BODY_SIZE, mint.chance.randint(1, 83)))
    return printed(mint.payload()[:at] + mint.payload()[at:])


def changed_field(mint: Mint) -> str:
    """What a forger wants: another reservation, a later end, this store, a newer generation, a colleague's badge."""
    signed = k1.decode(mint.text())
    assert signed is not None
    chance, body = mint.chance, signed.body
    wishes: tuple[dict[str, int], ...] = (
        {"reservation": chance.getrandbits(64)},
        {"reservation": body.reservation ^ 1 << chance.randrange(64)},
        {"not_after_min": 2**32 - 1},
        {"not_after_min": (body.not_after_min + chance.randint(1, 10_000)) % 2**32},
        {"store": (body.store + chance.randint(1, 2**16 - 1)) % 2**16},
        {"launch": (body.launch + chance.randint(1, 2**16 - 1)) % 2**16},
        {"generation": (body.generation + chance.randint(1, 255)) % 256},
        {"flags": body.flags ^ chance.choice((k1.TRAINING, k1.STAFF_BADGE, 1 << chance.randrange(8)))},
        {"key_id": (body.key_id + chance.randint(1, 255)) % 256},
    )
    return k1.encode(replace(body, **chance.choice(wishes)), signed.signature)


def cut_or_grown_bytes(mint: Mint) -> str:
    payload = mint.payload()
    at = mint.chance.randrange(84)
    return printed(mint.chance.choice((payload[:at], payload + b"\0", payload[1:], payload[:at] + payload[at + 1 :])))


# --- signatures -------------------------------------------------------------------------------------------------------


def wrong_signer(mint: Mint) -> str:
    """A whole signature: of a stranger, of another key of the launch, or over something else than a code."""
    chance = mint.chance
    which = chance.randrange(4)
    body = mint.body((1, 1, 2, 3)[which])
    message = k1.signing_bytes(body)
    key = mint.keys[which]
    other = mint.keys[2 if which < 2 else 0]
    signature = chance.choice(
        (
            lambda: mint.stranger.sign(message),
            lambda: other.sign(message),
            lambda: key.sign(message[len(k1.CONTEXT) :]),
            lambda: key.sign(b"launch-kiosk/K2\0" + message[len(k1.CONTEXT) :]),
            lambda: key.sign(message + b"\0"),
            lambda: key.sign(message[:-1]),
        )
    )()
    return k1.encode(body, signature)


def bent_signature(mint: Mint) -> str:
    """What a careless verifier takes: S beyond the order, points of small order, zeros, the halves exchanged."""
    payload = mint.payload()
    body, first, second = payload[:20], bytes(payload[20:52]), bytes(payload[52:])
    scalar, high = int.from_bytes(second, "little"), int.from_bytes(first, "little")
    flat = (1).to_bytes(32, "little")
    bent = mint.chance.choice(
        (
            first + (scalar + ORDER).to_bytes(32, "little"),
            first + ((ORDER - scalar) % ORDER).to_bytes(32, "little"),
            (high ^ 1 << 255).to_bytes(32, "little") + second,
            ((high + FIELD) % 2**256).to_bytes(32, "little") + second,
            flat + bytes(32),
            bytes(64),
            b"\xff" * 64,
            flat + second,
            first + bytes(32),
            second + first,
        )
    )
    return printed(bytes(body) + bent)


# --- text -------------------------------------------------------------------------------------------------------------


def random_digits(mint: Mint) -> str:
    length = mint.chance.choice((126, 126, 126, mint.chance.randint(0, 140)))
    return k1.PREFIX + "".join(mint.chance.choices(ALPHABET, k=length))


def changed_characters(mint: Mint) -> str:
    text = list(mint.text())
    for _ in range(mint.chance.choice((1, 1, 1, 2, 5))):
        at = mint.chance.randrange(len(text))
        text[at] = mint.chance.choice((mint.chance.choice(ALPHABET), text[at].lower(), chr(ord(text[at]) ^ 1 << 5)))
    return "".join(text)


def cut_text(mint: Mint) -> str:
    text = mint.text()
    one, two = sorted(mint.chance.sample(range(len(text) + 1), 2))
    return mint.chance.choice((text[:one], text[one:], text[:one] + text[two:], text + text, text[:two] + text[one:]))


def spliced_text(mint: Mint) -> str:
    at = mint.chance.randint(1, k1.TEXT_LENGTH - 1)
    return mint.text()[:at] + mint.text()[at:]


def shuffled_text(mint: Mint) -> str:
    text = list(mint.text())
    one, two = mint.chance.sample(range(len(text)), 2)
    text[one], text[two] = text[two], text[one]
    return "".join(text)


def second_spelling(mint: Mint) -> str:
    """The same bytes written otherwise, if a reader lets a group of three digits overflow."""
    text = mint.text()[len(k1.PREFIX) :]
    at = 3 * mint.chance.randrange(len(text) // 3)
    low, middle, top = (ALPHABET.index(digit) for digit in text[at : at + 3])
    value = low + 45 * middle + 2025 * top + 65536
    if value >= 45**3:
        value = 45**3 - 1 - mint.chance.randrange(45**3 - 65536)
    group = ALPHABET[value % 45] + ALPHABET[value // 45 % 45] + ALPHABET[value // 2025]
    return k1.PREFIX + text[:at] + group + text[at + 3 :]


def lookalikes(mint: Mint) -> str:
    text = list(mint.text())
    for _ in range(mint.chance.choice((1, 1, 3))):
        text[mint.chance.randrange(len(text))] = mint.chance.choice(LOOKALIKES)
    return "".join(text)


def played_prefix(mint: Mint) -> str:
    """Prefixes that scanners add, doubled, misplaced, or those of another kind of code."""
    chance, text = mint.chance, mint.text()
    around = "".join(chance.choices(AROUND, k=chance.randint(1, 3)))
    at = chance.randint(0, len(text))
    return chance.choice(
        (
            around + text,
            text + around,
            text[:at] + around + text[at:],
            k1.PREFIX + text,
            "K0:" + text[3:],
            "K2:" + text[3:],
            text[3:],
            text.lower(),
            "k1:" + text[3:],
            k0_text(chance.randbytes(16)) + text,
            "https://example.com/?c=" + text,
        )
    )


def any_text(mint: Mint) -> str:
    chance = mint.chance
    top = chance.choice((0x7F, 0xFF, 0x2FFF, 0x10FFFF))
    return "".join(chr(chance.randint(0, top)) for _ in range(chance.choice((1, 8, 29, 129, 130, 200))))


def long_text(mint: Mint) -> str:
    return mint.text() * mint.chance.randint(2, 20)


KINDS: tuple[Callable[[Mint], str], ...] = (
    random_bytes,
    flipped_bits,
    spliced_bytes,
    changed_field,
    cut_or_grown_bytes,
    wrong_signer,
    bent_signature,
    random_digits,
    changed_characters,
    cut_text,
    spliced_text,
    shuffled_text,
    second_spelling,
    lookalikes,
    played_prefix,
    any_text,
    long_text,
)
