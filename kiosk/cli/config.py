"""The terminal's configuration: one frozen object from a TOML file, validated before any window opens.

An unknown key is an error, not a surprise on launch day. `packaging/kiosk.example.toml` shows every key and changes
with this file.
"""

import tomllib
from pathlib import Path
from typing import Annotated, Literal

import msgspec
import platformdirs

from kiosk.domain.policy import Role
from kiosk.errors import ConfigError

APP = "launch-kiosk"


class CameraConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where pictures come from; `location` is a device's index, path or part of its name, a file, folder or URL."""

    kind: Literal["device", "video", "folder", "stream", "simulated", "none"] = "device"
    location: str = "0"
    mirror: bool = True
    options: dict[str, str | int | float | bool] = msgspec.field(default_factory=dict[str, str | int | float | bool])


class HandConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A hand scanner on a serial or USB serial line; one that types needs nothing.

    `serial` is `auto` (the first port that is a scanner by its maker or name), nothing, a port's name, `vid:pid` in
    hexadecimal, or the device's own serial number.
    """

    serial: str = "auto"
    baud: Annotated[int, msgspec.Meta(ge=300, le=921_600)] = 9600
    data_bits: Literal[7, 8] = 8
    parity: Literal["none", "even", "odd"] = "none"
    stop_bits: Literal[1, 2] = 1


class ScreenConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    language: Literal["fr", "en"] = "fr"
    fullscreen: bool = True
    closed: Literal["auto", "yes", "no"] = "auto"
    """Nobody leaves the windows but a supervisor. auto: where `production = true`. Only with `fullscreen`."""
    width: int | None = None
    height: int | None = None
    sound: bool = True
    theme: Literal["auto", "light", "dark"] = "auto"
    """auto: the entrance dark, all other stations light."""
    large_text: bool = False
    reduced_motion: bool = False


StationName = Literal["", "entrance", "stockroom", "counter", "supervisor", "display"]


class StationConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What this terminal is. Without a name the first screen asks, once, and remembers."""

    name: StationName = ""
    counter: str = ""
    """Of a counter: what customers read above it, e.g. `3`."""
    second: StationName = ""
    """On the second monitor."""


class StaffConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Under whose name the station acts while nobody is signed in. For development and the demo only: in production
    nobody acts until somebody has signed in."""

    id: str = "station"
    roles: tuple[Role, ...] = (Role.GREETER,)
    sign_in: bool = False
    """Ask for a sign-in although `production = false`."""


class KeysConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`development` keeps keys readable in a file beside the data and is refused when `production = true`."""

    store: Literal["keyring", "development"] = "keyring"


class HubConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The store's hub on this machine, and how this terminal finds hubs beside what central tells it."""

    serve: bool = False
    enrolment: str = ""
    """File of `kiosk-central enrol --hub`."""
    host: str = "127.0.0.1"
    port: int = 8711
    addresses: tuple[str, ...] = ()
    """Where the store's terminals find it; empty: where it listens."""
    certificate: str = ""
    key: str = ""
    announce: bool = False
    """By mDNS, while `serve`."""
    discover: bool = False
    """Listen for hubs that announce themselves; only those that central names are used."""


class EscposConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A receipt printer that is spoken to directly (`ui/printing/escpos_composer.py`, `EscposSetup`)."""

    connection: Literal["network", "usb", "serial", "file"] = "network"
    address: str = ""
    """network: `host` or `host:port`; usb: `vid:pid` in hexadecimal; serial: a port; file: a device such as /dev/usb/lp0."""
    profile: str = "default"
    code_page: str = ""
    ask: bool = True
    """Whether it answers when asked for its paper."""
    baud: Annotated[int, msgspec.Meta(ge=300, le=921_600)] = 9600
    flow: Literal["none", "xonxoff", "dsrdtr"] = "dsrdtr"


class ReceiptConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a counter prints receipts on."""

    printer: Literal["none", "system", "pdf", "escpos"] = "none"
    paper: Literal["80mm", "58mm", "a6", "a5"] = "80mm"
    name: str = ""
    """Of the system's printer; empty: its default one."""
    folder: str = ""
    """For `pdf`; empty: `receipts` among the data."""
    timeout_s: Annotated[float, msgspec.Meta(ge=2, le=120)] = 20.0
    """After which a receipt counts as not printed."""
    escpos: EscposConfig = EscposConfig()


Waivable = Literal["camera", "hand_scanner", "sound", "printer", "second_screen", "power", "hub"]


class DoorsConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The doors-open check (`kiosk doctor`, and its page)."""

    not_needed: tuple[Waivable, ...] = ()
    """What this terminal does without: the check says so instead of asking for it."""


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    production: bool = True
    data: str = ""
    """Folder of the database and the logs; empty: the operating system's usual place."""
    servers: tuple[str, ...] = ()
    """Instead of the enrolment's list, tried in order."""
    camera: CameraConfig = CameraConfig()
    hand: HandConfig = HandConfig()
    screen: ScreenConfig = ScreenConfig()
    station: StationConfig = StationConfig()
    staff: StaffConfig = StaffConfig()
    keys: KeysConfig = KeysConfig()
    hub: HubConfig = HubConfig()
    receipt: ReceiptConfig = ReceiptConfig()
    doors: DoorsConfig = DoorsConfig()

    @property
    def signs_in(self) -> bool:
        """Whether people sign in here."""
        return self.production or self.staff.sign_in

    @property
    def folder(self) -> Path:
        return Path(self.data).expanduser() if self.data else Path(platformdirs.user_data_dir(APP))

    @property
    def receipts_folder(self) -> Path:
        """Where `receipt.printer = "pdf"` puts its files."""
        return Path(self.receipt.folder).expanduser() if self.receipt.folder else self.folder / "receipts"


def read_config(path: Path | None) -> Config:
    """The configuration in `path`, or the defaults. Raises ConfigError that names the file, the key and the way out."""
    if path is None:
        default = Path(platformdirs.user_config_dir(APP)) / "kiosk.toml"
        if not default.exists():
            return Config()
        path = default
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}). Check the path given to --config.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ConfigError(f"{path}: is not valid TOML ({error}). Mend the line it names.") from error
    try:
        return check_keys(msgspec.convert(raw, Config))
    except (msgspec.ValidationError, ConfigError) as error:
        raise ConfigError(f"{path}: {error}. Known keys are in packaging/kiosk.example.toml.") from error


def check_keys(config: Config) -> Config:
    """Rules between keys. Raises ConfigError."""
    if config.production and config.keys.store == "development":
        raise ConfigError('keys.store = "development" is not allowed while production = true')
    if config.production and config.staff != StaffConfig(sign_in=config.staff.sign_in):
        raise ConfigError("staff.id and staff.roles are not allowed while production = true: people sign in")
    if config.hub.serve and not config.hub.enrolment:
        raise ConfigError("hub.serve needs hub.enrolment, the file written by `kiosk-central enrol --hub`")
    if config.station.second and config.station.second == config.station.name:
        raise ConfigError("station.second must be another station than station.name")
    return config
