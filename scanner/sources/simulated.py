"""The simulated camera: people step up and hold phones and printouts into the picture, as a scene file says.

Rendered by scanner/simulation. `location`: path of the scene file (see scanner/simulation/scene.py).
"""

from scanner.messages import CameraHint, Command, Present, SourceSpec
from scanner.picture import Frame
from scanner.simulation.scene import SceneFault, load
from scanner.simulation.stage import Stage
from scanner.sources.options import flag, number
from scanner.sources.pace import Pace
from scanner.sources.source import Unavailable


class SimulatedSource:
    """Options `seed`, `speed`, `frames_per_second`, `loop`, `automatic` stand above what the scene file says."""

    ended = False
    detail = ""

    def __init__(self, spec: SourceSpec) -> None:
        self._spec = spec
        self._stage: Stage | None = None
        self._pace = Pace(15)
        self._started = 0.0
        self._waiting: list[Present] = []
        self.name = "simulated camera"

    def open(self) -> None:
        try:
            scene = load(self._spec.location)
        except SceneFault as error:
            raise Unavailable(CameraHint.UNREADABLE, str(error)) from error
        scene = scene.altered(
            seed=int(number(self._spec, "seed", scene.seed)),
            speed=number(self._spec, "speed", scene.speed),
            frames_per_second=number(self._spec, "frames_per_second", scene.frames_per_second),
            loop=flag(self._spec, "loop", scene.loop),
            automatic=flag(self._spec, "automatic", scene.automatic),
        )
        self._pace = Pace(scene.frames_per_second)
        self._stage = Stage(scene)
        self._started = self._pace.wait()

    def read(self) -> Frame | None:
        now = self._pace.wait()
        if self._stage is None:
            return None
        while self._waiting:
            wanted = self._waiting.pop(0)
            self._stage.call(wanted.index, wanted.text)
        picture = self._stage.picture(now - self._started)
        self.ended = self._stage.ended
        return Frame(picture, now)

    def close(self) -> None:
        self._pace.stop()
        if self._stage is not None:
            self._stage.close()
            self._stage = None

    def heed(self, command: Command) -> None:
        if isinstance(command, Present):
            self._waiting.append(command)  # appending and popping are atomic; the reading thread takes it from here

    def was_read(self) -> None:
        """People lower their phones when they like."""
