"""The rim: HTTP, query notation, JSON, pages. Computes nothing itself."""

from app import networks as networks  # its sentences and those of requests join the engine's, whichever is used first
from app.web import messages as messages
