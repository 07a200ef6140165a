"""Knows how many examples are drawn: the same at every run, or CONVSCOPE_EXAMPLES fresh ones a test."""

import os

from hypothesis import HealthCheck, Phase, settings

EXAMPLES = "CONVSCOPE_EXAMPLES"

settings.register_profile(
    "convscope",
    deadline=None,
    database=None,
    derandomize=EXAMPLES not in os.environ,
    suppress_health_check=list(HealthCheck),
    print_blob=True,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],  # explaining takes longer than all the rest
)
settings.load_profile("convscope")
