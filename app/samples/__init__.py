"""Ready-made grids: generators, kernels, bundled pictures, and the named experiments made of them."""

from app.samples.catalogue import generators, presets
from app.samples.generators import GENERATORS, KERNELS, Unfit, generate
from app.samples.pictures import PICTURES, picture

__all__ = ["GENERATORS", "KERNELS", "PICTURES", "Unfit", "generate", "generators", "picture", "presets"]
