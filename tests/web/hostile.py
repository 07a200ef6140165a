"""Knows what should never be let in: values that fit no field of a kind, as raw JSON and as text of an address."""

from app.operators.parameters import Parameter

DEEP = "[" * 100_000 + "1" + "]" * 100_000
DIGITS = "9" * 5000
HUGE = "1000000000"

# raw JSON that is wrong wherever it stands
ANYWHERE = [
    "NaN", "Infinity", "-Infinity", "1e999", "-1e999", DIGITS, f"-{DIGITS}", f"1e{DIGITS}", DEEP, "{}", '{"a":1}',
    '"\\ud800"', '"\\udfff\\ud800"', '"__proto__"', '"\\u0000"', '"1_0"', '"NaN"', '"x"', f'"{"y" * 100_000}"',
    "[[[[[[[[1]]]]]]]]", "[{}]", '["\\ud800"]',
]  # fmt: skip
NO_NUMBERS = ["true", "false", '"2"', '"٣"', '"0x10"', '""', "[]", "[[]]", '["1"]', "[true]", "[1,2,3,4,5,6,7]"]
# for whole numbers from 0 or 1 up to a million
NO_SIZES = [*NO_NUMBERS, "1.5", "-1", "-1000000000", HUGE, "1e18", f"[{HUGE}]", "[-1]", "[1.5]", "[null,1,1,1,1]"]

BY_KIND: dict[str, list[str]] = {
    "integer": [one for one in NO_SIZES if one not in ("-1",)],
    "axes": NO_SIZES,
    "padding": [*NO_SIZES, "[[1,2],[1,2],[1,2],[1,2]]", "[[1,2,3]]", "[[]]", '["same"]', "null", '"SAME"', '"-1"'],
    "choice": ["1", "0", "true", "[]", '[""]', '""', '"None"', "null", '["relu"]'],
    "boolean": ["1", "0", '"true"', "null", "[]", "[true]", '"yes"', "1.0"],
    "number": [*NO_NUMBERS, "0", "-1", "-0.0", "null", "[2]"],
    "grid": [
        '""', '"1_0"', '"1;2,3"', '"1,,2"', '"1,a"', '"nan"', '"inf,1"', '"1e999"', '"[1,2"', '"[1,NaN]"',
        '"[[1],[1,2]]"',
        f'"{DIGITS}"', '"ramp"', '"ramp:"', '"ramp:0"', '"ramp:0x3"', '"ramp:-1x3"', '"ramp:3x3x3x3x3x3x3"',
        '"ramp:1.5"',
        '"ramp:100000x100000"', '"random:9999999x9999999:1"', '"sample:camera:90000x90000"', '"sample:nobody:8x8"',
        '"sample"', '"sample:"', '"rmp:3x3"', '"ramp:3x3@"', '"ramp:3x3@9,9=1"', '"ramp:3x3@-1,0=1"',
        '"ramp:3x3@0,0=x"',
        '"ramp:3x3@0,0=1e999"', '"ramp:3x3@0,0"', '"ramp:3x3@=1"', '"ramp:3x3@0=1"', '"ramp:3x3@1.0,0=1"',
        '"random:3x3:1:2"', '"random:3x3:x"', '"random:3x3:1.5"', f'"random:3x3:{DIGITS}"', '"random:3x3:"',
        '"gaussian:0"', '"sobel_x:4x4"', "true", "[]", "[[]]", "[[],[]]", "[[1],[]]", "[1,[2]]", "[[1],2]", "[null]",
        '["1"]', "[true]", "[1,{}]", "[1e999]", f"[{DIGITS}]", "[[1],[1,2]]", "[[[[[[1]]]]]]",
    ],
}  # fmt: skip

# as they stand in an address, already percent-encoded where they must be
IN_ADDRESS: dict[str, list[str]] = {
    "integer": ["x", "1.5", "1_0", "٣", "0x10", "nan", "inf", "1e999", DIGITS, "1,2", "[", "[1]", "true", "%00",
    "1;", "--1"],
    "axes": ["x", "1.5", "1_0", "٣", "0x10", "nan", "inf", "1e999", DIGITS, "1,2,3,4", "[", "[[1]]", "true",
    "%ED%A0%80", "-1",
             "1,x", ";;;;", ",,,,", HUGE, f"-{HUGE}", "[1,2", "[" * 9000],
    "padding": ["x", "1.5", "1_0", "nan", "1e999", DIGITS, "1,2,3,4", "[", "true", "%ED%A0%80", "-1", "1,2,3;4,5,6",
    "sam",
                ";;;;", HUGE, "1,-1;1,-1;1,-1;1,-1", "same,same,same,same", "[" * 9000],
    "choice": ["", "x", "%00", "none,relu", "%ED%A0%80", "[]", "y" * 20_000],
    "boolean": ["2", "yes", "x", "-1", "1.0", "%00", "true,false"],
    "number": ["x", "nan", "inf", "1e999", "0", "-1", "1_0", DIGITS, "1,2", "%00", "[2]", "0x2"],
    "grid": ["x", "1_0", "1,,2", "1;2,3", "nan", "inf", "1e999", DIGITS, "[[1],[1,2]]", "[[]]", "[", "[" * 9000,
    "%ED%A0%80",
             "%00", "ramp", "ramp:100000x100000", "ramp:3x3@9,9=1", "{}", "true", "null1", "sample:camera", ";", "|",
             ","],
}  # fmt: skip


def bodies_for(name: str, parameter: Parameter) -> list[str]:
    """Raw JSON that no field of this kind can take."""
    values = [*ANYWHERE, *BY_KIND[parameter.kind]]
    if name == "offset":  # any number of steps may be passed over
        values = [one for one in values if one not in (HUGE, "1e18")]
    if name in ("limit", "offset", "groups"):
        values.append("-1")
    if name == "divisor_override":  # a divisor may be negative
        values = [one for one in values if one != "-1"] + ["0", "0.0"]
    if parameter.is_grid and getattr(parameter, "required", False):
        values.append("null")
    if name == "bias":  # the only grid that may be a single number, and whose shape may be one entry
        values = [one for one in values if one != '"gaussian:0"']
    return values


def texts_for(name: str, parameter: Parameter) -> list[str]:
    """Texts that no field of this kind can take in an address."""
    values = IN_ADDRESS[parameter.kind]
    if name == "offset":
        return [one for one in values if one != HUGE]
    return values
