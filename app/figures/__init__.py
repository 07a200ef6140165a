"""Pictures of an experiment. Knows plans and places, nothing of HTTP."""
