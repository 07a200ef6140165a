"""Makes app/samples/pictures.npz: `python -m tools.pictures`, where NumPy and scikit-image are installed.

The photographs come with scikit-image and are only made smaller; the other pictures are drawn here by formula.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.samples.pictures import PICTURES, fitted

SIZE = 256
STORE = Path(__file__).parent.parent / "app" / "samples" / "pictures.npz"


def photographs() -> dict[str, NDArray[np.uint8]]:
    from skimage import data  # here only: nothing else in the project needs it

    horse = data.horse()
    above = (horse.shape[1] - horse.shape[0]) // 2
    square = np.pad(horse, ((above, above), (0, 0)), constant_values=True)  # its own white, so that no leg is cut off
    sources = {"camera": data.camera(), "brick": data.brick(), "horse": np.where(square, 255, 0).astype(np.uint8)}
    return {name: fitted(pixels, SIZE, SIZE) for name, pixels in sources.items()}


def drawings() -> dict[str, NDArray[np.uint8]]:
    """Bright on dark, with edges in all directions (disk) and in two (cross)."""
    place = np.abs(2 * np.arange(SIZE) - SIZE + 1)  # distance from the middle in half pixels
    inside = place[:, None] ** 2 + place**2 <= (SIZE * 5 // 8) ** 2
    bar, arm = place <= SIZE // 5, place <= SIZE * 3 // 4
    crossed = bar[:, None] & arm | arm[:, None] & bar
    return {name: np.where(shape, 230, 25).astype(np.uint8) for name, shape in (("disk", inside), ("cross", crossed))}


if __name__ == "__main__":
    made = photographs() | drawings()
    np.savez_compressed(STORE, **{name: made[name] for name in PICTURES})
