"""The rim: HTTP, query notation, JSON, pages. Computes nothing itself."""
