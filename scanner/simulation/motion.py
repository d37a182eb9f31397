"""How one customer holds a code up: a pure function of time. No clock, no picture; chance comes in as an argument."""

import math
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Pose:
    """Where the carrier is in a frame of 1280x720, in pixels, degrees and parts."""

    x: float
    y: float
    scale: float
    roll: float
    yaw: float
    pitch: float
    blur_x: float = 0.0
    """Motion blur, in pixels."""
    blur_y: float = 0.0
    defocus: float = 0.0
    """Sigma of the blur, in pixels."""
    glare: float = 0.0
    """0 none, 1 blinding; the spot lies at `glare_x`, `glare_y` (parts of the carrier's size from its centre)."""
    glare_x: float = 0.0
    glare_y: float = 0.0


@dataclass(frozen=True, slots=True)
class Gesture:
    """One presentation, from stepping forward to stepping back. `at` answers for any moment of it."""

    pause: float
    rise: float
    hold: float
    fall: float
    rest: Pose
    from_x: float
    from_y: float
    focus_time: float
    phase: float
    tremble: float

    @property
    def seconds(self) -> float:
        return self.pause + self.rise + self.hold + self.fall

    def at(self, moment: float) -> Pose | None:
        """The pose `moment` seconds after the start; None while nothing is in the picture."""
        moment -= self.pause
        if moment < 0 or moment > self.rise + self.hold + self.fall:
            return None
        away = 1 - _ease(moment / self.rise) if moment < self.rise else 0.0
        leaving = (moment - self.rise - self.hold) / self.fall
        if leaving > 0:
            away = _ease(leaving)
        speed = _slope(moment / self.rise) / self.rise if moment < self.rise else 0.0
        if leaving > 0:
            speed = _slope(leaving) / self.fall
        rest, wave = self.rest, moment * 2 * math.pi + self.phase
        shutter = 0.012
        focus = max(0.0, 1 - max(0.0, moment - self.rise * 0.7) / self.focus_time)
        glare = rest.glare * max(0.0, math.sin((moment - self.rise * 0.5) * 1.9))
        return Pose(
            x=rest.x + away * self.from_x + self.tremble * (2.4 * math.sin(wave * 0.9) + 1.1 * math.sin(wave * 2.7)),
            y=rest.y
            + away * self.from_y
            + self.tremble * (2.0 * math.sin(wave * 0.7 + 1) + 0.9 * math.sin(wave * 3.1)),
            scale=rest.scale * (1 - 0.16 * away + 0.008 * self.tremble * math.sin(wave * 0.5)),
            roll=rest.roll + 22 * away * math.copysign(1, rest.roll) + 0.8 * self.tremble * math.sin(wave * 0.8),
            yaw=rest.yaw * (1 + away) + 2.0 * self.tremble * math.sin(wave * 0.45 + 2),
            pitch=rest.pitch + 24 * away + 1.6 * self.tremble * math.sin(wave * 0.6),
            blur_x=abs(self.from_x) * speed * shutter,
            blur_y=abs(self.from_y) * speed * shutter,
            defocus=rest.defocus * focus,
            glare=glare,
            glare_x=rest.glare_x + 0.08 * math.sin(wave * 0.4),
            glare_y=rest.glare_y + 0.06 * math.sin(wave * 0.5),
        )


def gesture(chance: Random, speed: float) -> Gesture:
    """A new customer's way of doing it."""
    pace = 1 / max(speed, 0.05)
    rest = Pose(
        x=640 + chance.uniform(-130, 130),
        y=352 + chance.uniform(-34, 40),
        scale=chance.uniform(0.84, 1.06),
        roll=chance.uniform(-13, 13),
        yaw=chance.uniform(-24, 24),
        pitch=chance.uniform(-18, 14),
        defocus=chance.uniform(1.5, 4.5),
        glare=chance.choice((0.0, 0.0, 0.35, 0.6, 0.8)),
        glare_x=chance.uniform(-0.3, 0.3),
        glare_y=chance.uniform(-0.4, 0.2),
    )
    return Gesture(
        pause=chance.uniform(0.9, 1.4) * pace,
        rise=chance.uniform(0.5, 0.8) * pace,
        hold=chance.uniform(1.8, 2.6) * pace,
        fall=chance.uniform(0.45, 0.7) * pace,
        rest=rest,
        from_x=chance.uniform(-420, 420),
        from_y=chance.uniform(640, 760),
        focus_time=chance.uniform(0.3, 0.8) * pace,
        phase=chance.uniform(0, 6),
        tremble=chance.uniform(0.6, 1.3),
    )


def _ease(part: float) -> float:
    """0 to 1, soft at both ends."""
    part = min(max(part, 0.0), 1.0)
    return part * part * (3 - 2 * part)


def _slope(part: float) -> float:
    part = min(max(part, 0.0), 1.0)
    return 6 * part * (1 - part)
