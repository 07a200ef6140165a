"""The sentences of refusals that only programs can meet.

Knows words only; they join the engine's.
"""

from app.operators.messages import MESSAGES

MESSAGES |= {
    "no_program": {
        "en": ("there is no program for {operator} yet", "its numbers are at the same address without .py"),
        "zh-Hans": ("{operator} 暂无程序", "去掉 .py 的同一地址给出其数值"),
    },
    "program_numbers": {
        "en": ("the program would hold {given} numbers, the limit is {limit}", "use a smaller grid"),
        "zh-Hans": ("程序将包含 {given} 个数，上限为 {limit}", "请使用更小的网格"),
    },
}
