"""The rim: HTTP, query notation, JSON, pages. Computes nothing itself."""

from app.web import messages as messages  # the sentences of requests join the engine's, whichever part is used first
