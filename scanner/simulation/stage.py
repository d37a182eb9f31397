"""The simulated camera's picture at a moment: the entrance, whoever stands before it, and the camera's own faults.

Cheap enough to run beside the decoder on one core: the background and each customer's prop are drawn once, the props on
a thread of their own so that no frame waits for one, and only the part of the frame that a prop covers is blended.
"""

from concurrent.futures import Future, ThreadPoolExecutor
from random import Random

import cv2
import numpy as np

from scanner.picture import MAX_HEIGHT, MAX_WIDTH, Picture
from scanner.simulation.motion import Gesture, Pose, gesture
from scanner.simulation.props import HEIGHT, WIDTH, Prop, draw
from scanner.simulation.scene import Customer, Scene
from scanner.simulation.store import entrance

_FOCAL = 1500.0
"""Of the simulated lens, in pixels."""
_NOISE = 4.0
_KEPT_PROPS = 12


class Stage:
    """Ask for pictures in order of time. Randomness comes from the scene's seed alone."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._chance = Random(scene.seed)
        self._room = entrance(self._chance)
        self._noise = _noise(scene.seed)
        self._glare = _glare()
        self._props: dict[Customer, Prop] = {}
        self._called: list[Customer] = []
        self._next = 0
        self._painter = ThreadPoolExecutor(1, thread_name_prefix="painter")
        self._coming: tuple[Customer, Future[Prop]] | None = None
        self._now: tuple[Prop, Gesture, float] | None = None
        self.ended = False

    def call(self, index: int, text: str) -> None:
        """Have this customer step forward next; one whose text is in no scene steps forward with a phone."""
        codes = self._scene.codes
        if text:
            self._called.append(next((code for code in codes if code.text == text), Customer(text)))
        elif 0 <= index < len(codes):
            self._called.append(codes[index])

    def picture(self, moment: float) -> Picture:
        """BGR, 1280x720, `moment` seconds after the start."""
        return self.posed(*self._advance(moment))

    def posed(self, pose: Pose | None, prop: Prop | None) -> Picture:
        """BGR, 1280x720, with this prop held just so; the room alone without one."""
        frame = self._room.copy()
        if pose is not None and prop is not None:
            self._hold_up(frame, prop, pose)
        x, y = self._chance.randrange(0, 160), self._chance.randrange(0, 160)
        cv2.add(frame, self._noise[y : y + MAX_HEIGHT, x : x + MAX_WIDTH], dst=frame)
        return frame

    def _advance(self, moment: float) -> tuple[Pose | None, Prop | None]:
        if self._now is not None and moment > self._now[2] + self._now[1].seconds:
            self._now = None
        if self._now is None:
            prop = self._approach()
            if prop is None:
                return None, None
            self._now = (prop, gesture(self._chance, self._scene.speed), moment)
        prop, move, started = self._now
        return move.at(moment - started), prop

    def _approach(self) -> Prop | None:
        """What the next customer holds, once it is drawn."""
        if self._coming is None:
            customer = self._pick()
            if customer is None:
                return None
            if customer in self._props:
                return self._props[customer]
            self._coming = (customer, self._painter.submit(draw, customer, Random(self._chance.random())))
        customer, drawing = self._coming
        if not drawing.done():
            return None
        self._coming = None
        while len(self._props) >= _KEPT_PROPS:
            self._props.pop(next(iter(self._props)))
        self._props[customer] = drawing.result()
        return self._props[customer]

    def ready(self) -> bool:
        """Whether somebody stands before the camera or is about to; false while that is still being drawn."""
        return self._now is not None

    def close(self) -> None:
        """Draw nothing more."""
        self._painter.shutdown(wait=False, cancel_futures=True)

    def _pick(self) -> Customer | None:
        if self._called:
            return self._called.pop(0)
        codes = self._scene.codes
        if not self._scene.automatic or not codes:
            return None
        if self._next >= len(codes) and not self._scene.loop:
            self.ended = True
            return None
        customer = codes[self._next % len(codes)]
        self._next += 1
        return customer

    def _hold_up(self, frame: Picture, prop: Prop, pose: Pose) -> None:
        corners = _corners(prop, pose)
        left, top = np.floor(corners.min(axis=0)).astype(int) - 8
        right, bottom = np.ceil(corners.max(axis=0)).astype(int) + 8
        left, top, right, bottom = max(left, 0), max(top, 0), min(right, MAX_WIDTH), min(bottom, MAX_HEIGHT)
        if right - left < 8 or bottom - top < 8:
            return
        whole = np.array([(0, 0), (WIDTH, 0), (WIDTH, HEIGHT), (0, HEIGHT)], dtype=np.float32)
        shift = np.array((left, top), dtype=np.float32)
        warp = cv2.getPerspectiveTransform(whole, corners - shift)
        held = cv2.warpPerspective(prop.picture, warp, (int(right - left), int(bottom - top)), flags=cv2.INTER_LINEAR)
        held = _blurred(np.asarray(held, dtype=np.uint8), pose)
        colours = np.ascontiguousarray(held[..., :3])
        opacity = np.asarray(cv2.cvtColor(held[..., 3], cv2.COLOR_GRAY2BGR), dtype=np.uint8)
        if pose.glare > 0.02:
            self._shine(colours, opacity, prop, pose, (pose.x - left, pose.y - top))
        part = frame[top:bottom, left:right]
        under = cv2.multiply(part, cv2.bitwise_not(opacity), scale=1 / 255)
        cv2.add(under, colours, dst=under)
        part[:] = under

    def _shine(self, colours: Picture, opacity: Picture, prop: Prop, pose: Pose, at: tuple[float, float]) -> None:
        """A lamp's reflection on what is held, nowhere else; sharp on a screen, faint on paper."""
        side = self._glare.shape[0]
        x = int(at[0] + pose.glare_x * 300 * pose.scale) - side // 2
        y = int(at[1] + pose.glare_y * 560 * pose.scale) - side // 2
        top, left = max(y, 0), max(x, 0)
        bottom, right = min(y + side, colours.shape[0]), min(x + side, colours.shape[1])
        if bottom <= top or right <= left:
            return
        spot = self._glare[top - y : bottom - y, left - x : right - x]
        strength = pose.glare * (1.0 if prop.lit else 0.35)
        shine = cv2.multiply(spot, opacity[top:bottom, left:right], scale=strength / 255)
        part = colours[top:bottom, left:right]
        part[:] = cv2.add(part, shine)


def _corners(prop: Prop, pose: Pose) -> Picture:
    """Where the prop's four corners fall in the frame: turned in space, then projected."""
    yaw, pitch, roll = np.radians((pose.yaw, pose.pitch, pose.roll))
    cy, sy, cp, sp, cr, sr = np.cos(yaw), np.sin(yaw), np.cos(pitch), np.sin(pitch), np.cos(roll), np.sin(roll)
    turn = (
        np.array([(cr, -sr, 0), (sr, cr, 0), (0, 0, 1)])
        @ np.array([(1, 0, 0), (0, cp, -sp), (0, sp, cp)])
        @ np.array([(cy, 0, sy), (0, 1, 0), (-sy, 0, cy)])
    )
    x, y = prop.centre
    flat = np.array([(-x, -y, 0), (WIDTH - x, -y, 0), (WIDTH - x, HEIGHT - y, 0), (-x, HEIGHT - y, 0)], dtype=float)
    turned = flat @ turn.T * pose.scale
    # The lower end of the arm may not come nearer than the lens itself.
    depth = _FOCAL / np.maximum(_FOCAL + turned[:, 2:], _FOCAL * 0.35)
    return (turned[:, :2] * depth + (pose.x, pose.y)).astype(np.float32)  # pyright: ignore[reportReturnType]


def _blurred(held: Picture, pose: Pose) -> Picture:
    if pose.defocus > 0.4:
        held = np.asarray(cv2.GaussianBlur(held, (0, 0), pose.defocus), dtype=np.uint8)
    size = (max(1, round(pose.blur_x)), max(1, round(pose.blur_y)))
    return np.asarray(cv2.blur(held, size), dtype=np.uint8) if max(size) > 1 else held


def _noise(seed: int) -> Picture:
    """More than a frame of sensor noise; each frame takes another part of it. Its mean brightens by as much."""
    shape = (MAX_HEIGHT + 160, MAX_WIDTH + 160)
    cv2.setRNGSeed(seed % 2**31)
    grain, tint = np.empty(shape, dtype=np.float32), np.empty((*shape, 3), dtype=np.float32)
    cv2.randn(grain, np.array([_NOISE * 2]), np.array([_NOISE]))
    cv2.randn(tint, np.zeros(3), np.full(3, _NOISE * 0.4))
    return np.clip(grain[..., None] + tint, 0, 40).astype(np.uint8)


def _glare() -> Picture:
    """A lamp reflected: a hard bright core, a soft rim, a faint streak."""
    y, x = np.mgrid[-1:1:260j, -1:1:260j]
    core = np.clip(1.35 - np.hypot(x * 1.9, y * 3.0) * 3.2, 0, 1)
    rim = np.exp(-((x * 2.2) ** 2 + (y * 3.0) ** 2) * 1.6) * 0.55
    edge = np.clip(1.5 - np.hypot(x, y) * 1.5, 0, 1)
    light = np.clip((core + rim) * edge, 0, 1)[..., None] * np.array((250, 252, 255))
    return np.asarray(cv2.GaussianBlur(light.astype(np.float32), (0, 0), 3), dtype=np.float32).astype(np.uint8)
