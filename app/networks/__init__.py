"""Layers in rows: shapes, parameters, products, receptive fields, numbers; presets and texts of frameworks.

Knows the operators' plans and tap tables; no HTTP and no pictures.
"""

from app.networks import messages as messages  # join the engine's, whichever part is used first
