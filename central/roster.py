"""What central publishes beside reservations: launch, trust list, stores, policy, products, recipes. Each store's feed gets all of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, insert, select, update

from central.codes import add_signing_key, next_trust_list
from central.errors import CentralError
from central.feed import Change, StoreWriter, open_feed
from central.keys import SECRET, Chance, draw_key, private_text
from central.launch_keys.root import kept_public
from central.tables import feed, launches, stores
from kiosk.domain.policy import Policy
from kiosk.domain.recipe import Recipe
from kiosk.domain.reservation import LaunchRow, StoreRow
from kiosk.domain.rows import parse_row, row_body
from kiosk.domain.trust import TrustList, to_base64url

SHARED_KINDS = ("launch", "trust", "store", "product", "recipe")
"""Rows that are the same in every store of a launch."""
KEY_STARTED_BEFORE = timedelta(days=1)
"""A new key is good from a day ago, so that a terminal whose clock is behind can judge its codes."""


def open_launch(
    connection: Connection,
    launch: int,
    name: str,
    now: datetime,
    chance: Chance = SECRET,
    root: Ed25519PrivateKey | None = None,
) -> None:
    """A new launch with its root key, its first signing key and the key that lookups are hashed with. `root`: made before and kept
    apart; then only its public half is written here."""
    if not 0 < launch < 1 << 16:
        raise CentralError(f"Launch {launch} does not fit a code", "Numbers from 1 to 65535 do.")
    connection.execute(
        insert(launches).values(
            launch=launch,
            name=name,
            lookup_key=to_base64url(chance(32)),
            root_key=private_text(draw_key(chance)) if root is None else kept_public(root),
            trust_version=0,
        )
    )
    add_signing_key(connection, launch, 1, now - KEY_STARTED_BEFORE, chance)


def launch_exists(connection: Connection, launch: int) -> bool:
    return connection.execute(select(launches.c.launch).where(launches.c.launch == launch)).first() is not None


def add_store(
    connection: Connection,
    launch: int,
    store: StoreRow,
    policy: Policy,
    now: datetime,
    root: Ed25519PrivateKey | None = None,
) -> None:
    """A new store, or other words for one that is there. All stores of the launch learn of it. `root`: signs the launch's first list
    where it is kept apart. Raises CentralError."""
    if not 0 < store.store < 1 << 16:
        raise CentralError(f"Store {store.store} does not fit a code", "Numbers from 1 to 65535 do.")
    try:
        ZoneInfo(store.timezone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise CentralError(f"{store.timezone!r} is no time zone", "Use an IANA name, e.g. Europe/Paris.") from error
    colleagues = stores_of(connection, launch)
    values = row_body(store) | {"launch": launch}
    known = connection.execute(select(stores.c.launch).where(stores.c.store == store.store)).scalar_one_or_none()
    if known is None:
        connection.execute(insert(stores).values(values))
        open_feed(connection, store.store)
        writer = StoreWriter(connection, store.store)
        writer.publish(_shared_rows(connection, launch, colleagues, now, root))
        writer.finish()
    elif known == launch:
        connection.execute(update(stores).where(stores.c.store == store.store).values(values))
    else:
        raise CentralError(f"Store {store.store} belongs to launch {known}", "Choose another number.")
    publish_everywhere(connection, launch, [Change("store", str(store.store), row_body(store))])
    publish(connection, store.store, [Change("policy", "policy", row_body(policy))])


def publish(connection: Connection, store: int, changes: Sequence[Change]) -> int:
    """Publish in one store; how many rows changed."""
    writer = StoreWriter(connection, store)
    changed = writer.publish(changes)
    writer.finish()
    return changed


def publish_everywhere(connection: Connection, launch: int, changes: Sequence[Change]) -> None:
    for store in stores_of(connection, launch):
        publish(connection, store, changes)


def set_recipes(connection: Connection, launch: int, recipes: Sequence[Recipe]) -> None:
    """How units are prepared, in all stores of the launch; the one without a sku is for all products that have none."""
    publish_everywhere(connection, launch, [Change("recipe", recipe.sku, row_body(recipe)) for recipe in recipes])


def stores_of(connection: Connection, launch: int) -> list[int]:
    """Ascending: the order in which counters are locked."""
    return list(
        connection.execute(select(stores.c.store).where(stores.c.launch == launch).order_by(stores.c.store)).scalars()
    )


def trust_list(connection: Connection, store: int) -> TrustList:
    """The list as published."""
    body = connection.execute(
        select(feed.c.body).where(feed.c.store == store, feed.c.kind == "trust", feed.c.key == "trust")
    ).scalar_one()
    return parse_row("trust", body.encode())


def _shared_rows(
    connection: Connection, launch: int, colleagues: Sequence[int], now: datetime, root: Ed25519PrivateKey | None
) -> list[Change]:
    if not colleagues:
        row = connection.execute(select(launches).where(launches.c.launch == launch)).one()
        return [
            Change("launch", str(launch), row_body(LaunchRow(launch, row.name, row.lookup_key))),
            Change("trust", "trust", row_body(next_trust_list(connection, launch, now, root))),
        ]
    found = connection.execute(
        select(feed.c.kind, feed.c.key, feed.c.body).where(
            feed.c.store == colleagues[0], feed.c.kind.in_(SHARED_KINDS), feed.c.body.is_not(None)
        )
    )
    # Through the dataclasses: what is copied is what this version understands.
    return [Change(kind, key, row_body(parse_row(kind, body.encode()))) for kind, key, body in found]
