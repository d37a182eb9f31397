"""From a SourceSpec to the class that serves it."""

from scanner.messages import CameraHint, SourceSpec
from scanner.sources.device import DeviceSource
from scanner.sources.folder import FolderSource
from scanner.sources.options import flag
from scanner.sources.simulated import SimulatedSource
from scanner.sources.source import Source, Unavailable
from scanner.sources.troubled import TroubledSource
from scanner.sources.video import StreamSource, VideoSource

KINDS: dict[str, type[DeviceSource | VideoSource | FolderSource | StreamSource | SimulatedSource]] = {
    "device": DeviceSource,
    "video": VideoSource,
    "folder": FolderSource,
    "stream": StreamSource,
    "simulated": SimulatedSource,
}


def source_for(spec: SourceSpec) -> Source:
    """The source, not opened yet. Raises Unavailable for a kind that does not exist."""
    kind = KINDS.get(spec.kind)
    if kind is None:
        raise Unavailable(CameraHint.UNREADABLE, f"{spec.kind!r} is no kind of source; there are {', '.join(KINDS)}")
    source: Source = kind(spec)
    return TroubledSource(source) if flag(spec, "faults", False) else source
