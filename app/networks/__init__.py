"""Layers in rows: shapes, parameters, products, receptive fields, numbers; presets and texts of frameworks.

Knows the operators' plans and tap tables; no HTTP and no pictures.
"""

from app.networks import messages  # join the engine's, whichever part is used first
from app.networks.text import messages as text_messages

__all__ = ["messages", "text_messages"]
