"""Key stores: what is allowed, what is refused with which hint, and what a missing or locked one says."""

import contextlib
import stat
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null
from keyring.errors import KeyringLocked, NoKeyringError, PasswordSetError
from keyrings.cryptfile.file import PlaintextKeyring

from kiosk.errors import ConfigError, Fault
from sync import credentials
from sync.credentials import (
    DATABASE_KEY,
    PENDING,
    DevelopmentKeyStore,
    KeyringStore,
    change_database_key,
    database_key,
    destroy_database_key,
    open_key_store,
)


class Vault(KeyringBackend):
    """A keyring in memory that takes no long secret, as Windows' takes none."""

    priority = 9  # type: ignore[assignment]  # keyring declares a class property

    def __init__(self) -> None:
        super().__init__()
        self.secrets: dict[tuple[str, str], str] = {}
        self.error: Exception | None = None

    def get_password(self, service: str, username: str) -> str | None:
        if self.error:
            raise self.error
        return self.secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.error:
            raise self.error
        if len(password) > 1280:
            raise PasswordSetError("too long")
        self.secrets[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.secrets[service, username]


class Forgetful(Vault):
    def set_password(self, service: str, username: str, password: str) -> None:
        pass


@pytest.fixture
def vault(monkeypatch: pytest.MonkeyPatch) -> Vault:
    """An allowed keyring is there."""
    one = Vault()
    monkeypatch.setattr(credentials, "ALLOWED", frozenset({credentials.name_of(one)}))
    monkeypatch.setattr(keyring, "get_keyring", lambda: one)
    return one


def test_secrets_go_into_the_allowed_keyring(vault: Vault, tmp_path: Path) -> None:
    keys = open_key_store("keyring", tmp_path, production=True)
    assert keys.get("token") is None
    keys.set("token", "a:b:c")
    assert open_key_store("keyring", tmp_path, production=True).get("token") == "a:b:c"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("length", [0, 1, 999, 1000, 1001, 5000])
def test_a_long_secret_is_kept_in_pieces(vault: Vault, length: int) -> None:
    value = "0123456789"[: length % 10] + "é" * (length - length % 10)
    keys = KeyringStore(vault)
    keys.set("enrolment", "an earlier one" * 300)
    keys.set("enrolment", value)
    assert keys.get("enrolment") == value


@pytest.mark.parametrize("lost", ["enrolment.1", "enrolment.2"])
def test_a_piece_that_is_gone_or_older_is_noticed(vault: Vault, lost: str) -> None:
    keys = KeyringStore(vault)
    keys.set("enrolment", "x" * 3000)
    vault.secrets[credentials.SERVICE, lost] = "y" * 1000
    with pytest.raises(Fault, match="damaged"):
        keys.get("enrolment")


def test_a_secret_somebody_else_put_there_is_not_believed(vault: Vault) -> None:
    for text in ("", "secret", "99:x", "1:0000:secret"):
        vault.secrets[credentials.SERVICE, "token"] = text
        with pytest.raises(Fault, match="damaged"):
            KeyringStore(vault).get("token")


@pytest.mark.parametrize("backend", [fail.Keyring, null.Keyring, PlaintextKeyring])
def test_plain_text_null_and_none_are_refused_with_a_hint(
    backend: type[KeyringBackend], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(keyring, "get_keyring", backend)
    with pytest.raises(Fault, match="encrypted") as refused:
        open_key_store("keyring", tmp_path, production=True)
    assert "development" in refused.value.hint
    assert backend.__module__ in str(refused.value.cause)


def test_of_several_keyrings_only_an_allowed_one_is_used(
    vault: Vault, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    plain = PlaintextKeyring()
    chain = chainer.ChainerBackend()
    monkeypatch.setattr(type(chain), "backends", [plain, vault])
    monkeypatch.setattr(keyring, "get_keyring", lambda: chain)
    open_key_store("keyring", tmp_path, production=True).set("token", "x")
    assert vault.secrets
    monkeypatch.setattr(type(chain), "backends", [plain])
    with pytest.raises(Fault):
        open_key_store("keyring", tmp_path, production=True)


@pytest.mark.parametrize(
    ("error", "hint"),
    [
        (KeyringLocked("x"), "Unlock"),
        (NoKeyringError("x"), "no keyring"),
        (OSError("bus"), "Check"),
        (ValueError("x"), "Check"),
    ],
)
def test_a_locked_or_missing_keyring_says_what_to_do(vault: Vault, error: Exception, hint: str) -> None:
    vault.error = error
    for act in (lambda: KeyringStore(vault).get("token"), lambda: KeyringStore(vault).set("token", "x")):
        with pytest.raises(Fault) as fault:
            act()
        assert hint in fault.value.hint


@pytest.fixture
def cheap_cipher(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its derivation takes a second for every secret, on purpose."""
    from keyrings.cryptfile.cryptfile import CryptFileKeyring

    monkeypatch.setattr(CryptFileKeyring, "time_cost", 1)
    monkeypatch.setattr(CryptFileKeyring, "memory_cost", 1024)


@pytest.mark.usefixtures("cheap_cipher")
def test_the_encrypted_file_needs_a_passphrase_and_never_asks_on_the_console(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from keyrings.cryptfile.cryptfile import CryptFileKeyring

    monkeypatch.setattr("getpass.getpass", lambda *_: pytest.fail("asked on the console"))
    monkeypatch.setattr(keyring, "get_keyring", CryptFileKeyring)
    with pytest.raises(Fault, match="supervisor"):
        open_key_store("keyring", tmp_path, production=True)
    open_key_store("keyring", tmp_path, production=True, passphrase=lambda: "open sesame").set("token", "x")
    again = open_key_store("keyring", tmp_path, production=True, passphrase=lambda: "open sesame")
    assert again.get("token") == "x"
    assert b"open sesame" not in (tmp_path / credentials.ENCRYPTED_FILE).read_bytes()
    with pytest.raises(Fault, match="passphrase"):
        open_key_store("keyring", tmp_path, production=True, passphrase=lambda: "wrong")


@pytest.mark.usefixtures("cheap_cipher")
def test_a_systemd_credential_unlocks_the_encrypted_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "credentials"
    folder.mkdir()
    (folder / credentials.CREDENTIAL).write_text("from the service manager\n")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(folder))
    open_key_store("keyring", tmp_path, production=True).set("token", "x")
    assert open_key_store("keyring", tmp_path, production=True).get("token") == "x"


def test_development_keys_are_for_development_only(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="production"):
        open_key_store("development", tmp_path, production=True)
    keys = open_key_store("development", tmp_path / "new folder", production=False)
    assert keys.get("token") is None
    keys.set("token", "x")
    keys.set("other", "y")
    file = tmp_path / "new folder" / credentials.DEVELOPMENT_FILE
    assert DevelopmentKeyStore(file).get("token") == "x"
    assert "never in production" in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.write_text("{")
    with pytest.raises(Fault, match="cannot be read"):
        keys.get("token")


def test_an_unknown_kind_is_a_fault_of_the_configuration(tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        open_key_store("paper", tmp_path, production=False)


def test_the_database_key_is_made_once(vault: Vault) -> None:
    keys = KeyringStore(vault)
    key = database_key(keys)
    assert len(key) == 32
    assert database_key(keys, database_exists=True) == key
    assert database_key(keys, "database-other") != key


def test_an_existing_database_never_gets_a_new_key(vault: Vault) -> None:
    with pytest.raises(Fault, match="its key is not"):
        database_key(KeyringStore(vault), database_exists=True)
    assert vault.secrets == {}


def test_a_keyring_that_forgets_is_noticed_before_anything_is_encrypted() -> None:
    with pytest.raises(Fault, match="does not keep"):
        database_key(KeyringStore(Forgetful()))


class File:
    """A database that one key opens; rewriting it can be cut short before and after it took its new key."""

    def __init__(self, key: bytes) -> None:
        self.key = key

    def opens(self, key: bytes) -> bool:
        return key == self.key

    def rewrite(self, old: bytes, new: bytes) -> None:
        assert old == self.key
        self.key = new


class Unplugged(Vault):
    """The machine ends at the nth write."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.left = at

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.left == 0:
            raise KeyboardInterrupt
        self.left -= 1
        super().set_password(service, username, password)


@pytest.mark.parametrize("at", range(5))
@pytest.mark.parametrize("rewritten", [True, False])
def test_a_change_of_the_key_cut_short_at_any_moment_leaves_the_files_key_known(at: int, rewritten: bool) -> None:
    vault = Unplugged(99)
    file = File(database_key(KeyringStore(vault)))
    vault.left = at

    def rewrite(old: bytes, new: bytes) -> None:
        if not rewritten:
            raise Fault("change the key", "Free some space", "disk full")
        file.rewrite(old, new)

    with contextlib.suppress(KeyboardInterrupt, Fault):
        change_database_key(KeyringStore(vault), rewrite, opens=file.opens)
    vault.left = 99
    for _ in range(2):
        assert database_key(KeyringStore(vault), database_exists=True, opens=file.opens) == file.key
    assert not KeyringStore(vault).get(credentials.DATABASE_KEY + PENDING)
    change_database_key(KeyringStore(vault), file.rewrite, opens=file.opens)
    assert database_key(KeyringStore(vault), database_exists=True, opens=file.opens) == file.key


def test_where_neither_key_opens_the_file_both_are_kept(vault: Vault) -> None:
    """It is damaged: which it was is for its rescuer to find out."""
    keys = KeyringStore(vault)
    key = database_key(keys)
    keys.set(credentials.DATABASE_KEY + PENDING, "ab" * 32)
    assert database_key(keys, database_exists=True, opens=lambda _: False) == key
    assert keys.get(credentials.DATABASE_KEY + PENDING) == "ab" * 32


def test_a_keyring_that_forgets_changes_no_key() -> None:
    vault = Vault()
    file = File(database_key(KeyringStore(vault)))
    forgetful = Forgetful()
    forgetful.secrets = dict(vault.secrets)
    with pytest.raises(Fault, match="does not keep"):
        change_database_key(KeyringStore(forgetful), file.rewrite, opens=file.opens)


@pytest.mark.parametrize("kind", ["keyring", "development"])
def test_what_is_forgotten_is_gone_whole_and_nothing_else_is(vault: Vault, tmp_path: Path, kind: str) -> None:
    keys = KeyringStore(vault) if kind == "keyring" else DevelopmentKeyStore(tmp_path / "keys.json")
    keys.set("long", "x" * 5000)
    keys.set("other", "stays")
    keys.set(PENDING, "y")
    keys.forget("long")
    keys.forget("long")
    keys.forget("never there")
    assert (keys.get("long"), keys.get("other")) == (None, "stays")
    if kind == "keyring":
        assert {name for _, name in vault.secrets} == {"other", PENDING}
    else:
        assert "xxx" not in (tmp_path / "keys.json").read_text(encoding="utf-8")


def test_a_destroyed_database_key_is_gone_with_the_one_that_was_to_follow(vault: Vault) -> None:
    keys = KeyringStore(vault)
    database_key(keys)
    keys.set(DATABASE_KEY + PENDING, "00" * 32)
    destroy_database_key(keys)
    assert vault.secrets == {}
    with pytest.raises(Fault, match="its key is not"):
        database_key(keys, database_exists=True)
