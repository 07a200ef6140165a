"""Convolution made visible: the engine, the API, the pages and the figures of convscope."""

__version__ = "0.1.0"
