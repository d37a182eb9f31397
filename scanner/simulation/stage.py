import numpy as np
from scanner.picture import Picture
from scanner.simulation.scene import Scene
class Stage:
    def __init__(self, scene: Scene) -> None:
        self.ended = False
    def call(self, index: int, text: str) -> None: ...
    def picture(self, t: float) -> Picture:
        return np.full((720,1280,3), int(100+20*np.sin(t)), np.uint8)
