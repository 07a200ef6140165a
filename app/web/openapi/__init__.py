"""The API as OpenAPI 3.1, made from declarations, with examples that were really computed.

A module for each kind of address and for what they share; document.py puts them together.
"""

from app.web.openapi.document import schema, written

__all__ = ["schema", "written"]
