"""One picture of the simulated camera for each advice: what a frame looks like when that advice is due.

For the pictures in the documents and for tests; nothing of it is seen by a running kiosk.
"""

from dataclasses import replace
from random import Random

import cv2
import numpy as np

from scanner.messages import AdviceKind
from scanner.picture import MAX_HEIGHT, MAX_WIDTH, Picture, rgb
from scanner.simulation.motion import Pose
from scanner.simulation.props import Prop, draw
from scanner.simulation.scene import Customer, Scene
from scanner.simulation.stage import Stage

_CODE = Customer("K1:" + "A7BC9KZ2QX" * 12 + "A7BC9K")
REST = Pose(640, 352, 0.95, roll=5, yaw=5, pitch=0)
POSES: dict[AdviceKind, Pose] = {
    AdviceKind.TILT: replace(REST, glare=5.0, glare_y=-0.05),
    AdviceKind.CLOSER: replace(REST, scale=0.3, y=300),
    AdviceKind.FURTHER: replace(REST, scale=2.7),
    AdviceKind.CENTRE: replace(REST, y=40),
    AdviceKind.HOLD_STILL: replace(REST, x=668, y=330, blur_x=18, blur_y=14),
}


def dimmed(prop: Prop) -> Prop:
    """Its screen turned down."""
    colours = (prop.picture[..., :3] * 0.16).astype(np.uint8)
    return replace(prop, picture=np.concatenate([colours, prop.picture[..., 3:]], axis=2))


def cracked(prop: Prop) -> Prop:
    """Dead parts and splinters across the screen, as a fall leaves them; two finder patterns are whole."""
    picture = prop.picture.copy()
    picture[300:335, 240:480, :3] = 12
    picture[250:400, 330:352, :3] = 12
    for end in ((300, 130), (352, 560), (372, 150), (318, 600), (420, 610), (505, 352), (214, 380)):
        colours = np.ascontiguousarray(picture[..., :3])
        cv2.line(colours, (341, 318), end, (190, 190, 190), 2, cv2.LINE_AA)
        picture[..., :3] = colours
    return replace(prop, picture=picture)


def troubled(kind: AdviceKind) -> Picture:
    """BGR, 1280x720."""
    prop = draw(_CODE, Random(1))
    if kind is AdviceKind.BRIGHTEN:
        prop = dimmed(prop)
    if kind is AdviceKind.TYPE_CODE:
        prop = cracked(prop)
    stage = Stage(Scene((_CODE,), seed=3))
    try:
        return stage.posed(POSES.get(kind, REST), prop)
    finally:
        stage.close()


def troubled_rgb(kind: AdviceKind) -> tuple[int, int, bytes]:
    """Width, height and RGB888 rows."""
    return MAX_WIDTH, MAX_HEIGHT, rgb(troubled(kind)).tobytes()
