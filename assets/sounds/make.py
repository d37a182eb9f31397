"""Draws the sounds of the verdicts: `python assets/sounds/make.py` writes one WAV per tone beside this file.

Each class has its own shape, so that it can be told without looking: go rises, wait repeats one note, help asks with two,
stop falls low and rough, info is one soft note, fault is a low pair, call (of a customer) is a long falling chime. Standard
library only; the same bytes every time.
"""

import math
import struct
import wave
from pathlib import Path

RATE = 44_100
PEAK = 0.55

Note = tuple[float, float, float, float]
"""Start (s), length (s), frequency (Hz), share of odd overtones (0 pure, 1 rough)."""

SOUNDS: dict[str, tuple[Note, ...]] = {
    "go": ((0.00, 0.16, 659.3, 0.1), (0.10, 0.16, 830.6, 0.1), (0.20, 0.34, 987.8, 0.1)),
    "wait": ((0.00, 0.18, 587.3, 0.2), (0.22, 0.26, 587.3, 0.2)),
    "help": ((0.00, 0.20, 523.3, 0.2), (0.18, 0.32, 698.5, 0.2)),
    "stop": ((0.00, 0.22, 311.1, 0.8), (0.22, 0.42, 207.7, 0.9)),
    "info": ((0.00, 0.30, 784.0, 0.0),),
    "call": ((0.00, 0.70, 659.3, 0.05), (0.32, 1.10, 523.3, 0.05)),
    "fault": ((0.00, 0.30, 146.8, 0.7), (0.36, 0.30, 146.8, 0.7)),
}


def draw(notes: tuple[Note, ...]) -> bytes:
    """16-bit mono samples."""
    length = max(start + duration for start, duration, _, _ in notes) + 0.05
    samples = [0.0] * int(length * RATE)
    for start, duration, frequency, rough in notes:
        first = int(start * RATE)
        for index in range(int(duration * RATE)):
            at = index / RATE
            attack = min(1.0, at / 0.008)
            release = min(1.0, (duration - at) / 0.06)
            envelope = attack * release * math.exp(-2.2 * at / duration)
            phase = 2 * math.pi * frequency * at
            tone = math.sin(phase) + rough * (math.sin(3 * phase) / 3 + math.sin(5 * phase) / 5)
            samples[first + index] += envelope * tone
    loudest = max(abs(sample) for sample in samples)
    return b"".join(struct.pack("<h", round(sample / loudest * PEAK * 32767)) for sample in samples)


def main() -> None:
    for name, notes in SOUNDS.items():
        with wave.open(str(Path(__file__).parent / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(draw(notes))


if __name__ == "__main__":
    main()
