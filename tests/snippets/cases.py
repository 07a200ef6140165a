"""Knows the experiments whose programs are run: every operator's first one, every preset, and the hard ones."""

from urllib.parse import parse_qsl

from app.operators import OPERATORS
from app.operators.operator import lookup
from app.samples import presets
from app.settings import Settings
from app.snippets import Experiment
from app.web.question import from_query

SEEDED = "input=random:2x6x5:3&weight=random:4x1x3x2:1&groups=2"
HARD = {
    "uneven-padding": ("conv2d", "input=random:5x6&weight=random:3x3&padding=1,0;0,2"),
    "same-odd": ("conv2d", "input=random:5x6&weight=random:2x2&padding=same"),
    "same-with-stride": ("conv2d", "input=random:6x6&weight=random:3x3&padding=same&stride=2"),
    "same-lower": ("conv2d", "input=random:6x6&weight=random:2x2&padding=same_lower"),
    "full": ("conv2d", "input=random:3x3&weight=random:3x2&padding=full&bias=-1"),
    "causal": ("conv1d", "input=1,2,3,4,5,6&weight=1,2,-1&padding=causal&dilation=2"),
    "reflect": ("conv2d", "input=random:4x4&weight=random:3x3&padding=3,1;2,2&padding_mode=reflect"),
    "reflect-3d": ("conv3d", "input=random:3x3x3&weight=random:2x2x2&padding=1&padding_mode=reflect"),
    "replicate": ("conv1d", "input=1,5,2&weight=1,1,1&padding=4&padding_mode=replicate"),
    "circular": ("conv2d", "input=random:2x3x3&weight=random:1x2x3x3&padding=3&padding_mode=circular"),
    "stride-and-dilation": ("conv2d", f"{SEEDED}&stride=2,1&dilation=1,2&padding=1&bias=1,2,3,4&activation=relu"),
    "flipped": ("conv2d", f"{SEEDED}&flip=true&activation=tanh"),
    "fractions": ("conv1d", "input=0.1,0.2,-0.3,0.7,1e-3&weight=gaussian:3&bias=0.25&activation=sigmoid"),
    "large": ("conv1d", "input=1e200,-1e200,3&weight=1,1"),
    "transposed-uneven": ("conv_transpose2d", "input=random:3x3&weight=random:3x3&stride=2&padding=1,0;0,2"),
    "transposed-more": ("conv_transpose2d", "input=random:3x3&weight=random:2x2&stride=3&output_padding=2,1"),
    "transposed-same": ("conv_transpose1d", "input=1,2,3&weight=1,2&stride=3&padding=same"),
    "transposed-groups": (
        "conv_transpose2d",
        "input=random:4x2x3&weight=random:4x2x3x2&groups=2&dilation=2,1&stride=2&padding=1&bias=1,-1,2,0.5",
    ),
    "transposed-deep-crop": ("conv_transpose1d", "input=1,2,3,4&weight=1,1&padding=2,1;&stride=2"),
    "max-uneven": ("max_pool2d", "input=random:2x5x5:4&kernel_size=3&stride=2&padding=1,0;0,1"),
    "max-beyond-half": ("max_pool1d", "input=-1,-2,-3&kernel_size=3&stride=1&padding=2"),
    "max-dilated": ("max_pool2d", "input=random:7x7&kernel_size=2,3&dilation=2&stride=1&padding=1"),
    "ceil": ("max_pool2d", "input=random:5x5&kernel_size=2&ceil_mode=true"),
    "mean-ceil": ("avg_pool2d", "input=random:5x6&kernel_size=3&stride=2&padding=1&ceil_mode=true"),
    "mean-without-padding": ("avg_pool2d", "input=random:5x5&kernel_size=3&padding=1&count_include_pad=false"),
    "mean-uneven-ceil": ("avg_pool1d", "input=1,2,3,4,5,6&kernel_size=3&padding=2,1;&ceil_mode=true&stride=2"),
    "mean-divisor": ("avg_pool1d", "input=1,2,3,4,5&kernel_size=2&divisor_override=3"),
    "mean-dilated": ("avg_pool2d", "input=random:6x6&kernel_size=2&dilation=2,3&padding=1&count_include_pad=false"),
    "norm-of-negatives": ("lp_pool1d", "input=1,-1,2,-3,0,0&kernel_size=2&norm_type=3"),
    "norm-cut": ("lp_pool2d", "input=random:5x5&kernel_size=2&norm_type=1.5&ceil_mode=true"),
    "norm-dilated": ("lp_pool2d", "input=random:6x6&kernel_size=2&norm_type=2&dilation=2&padding=1"),
    "adaptive-larger": ("adaptive_max_pool2d", "input=random:2x3x5&output_size=5,2"),
    "adaptive-uneven": ("adaptive_avg_pool3d", "input=random:4x5x3&output_size=3,2,null"),
    "unpool-twice": ("max_unpool1d", "input=3,9,7&indices=1,3,3&kernel_size=2"),
    "unpool-sized": ("max_unpool2d", "input=5,4;7,9&indices=6,3;11,13&kernel_size=2&output_size=5,5"),
    "unpool-uneven": ("max_unpool1d", "input=3,9,7&indices=1,3,4&kernel_size=2&padding=1,0;"),
    "photograph": ("conv2d", "input=sample:camera:32x32&weight=gaussian:3x3&padding=same"),
}


def queries() -> dict[str, tuple[str, str]]:
    """(operator, query) of every case by its name."""
    first = {f"first-{name}": (name, operator.default) for name, operator in OPERATORS.items()}
    ready = {f"preset-{one['name']}": (one["operator"], one["query"]) for one in presets("en")}
    return {**first, **ready, **HARD}


def experiment(operator: str, query: str) -> Experiment:
    """The experiment of an address."""
    question = from_query(lookup(operator), parse_qsl(query))
    return Experiment.of(question.plan(Settings()), question.grids())
