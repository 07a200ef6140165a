"""The sentences of refusals that only a framework's text or file can meet.

Knows words only; they join the engine's.
"""

from app.operators.messages import MESSAGES

MESSAGES |= {
    "not_json": {
        "en": ("{field} is no JSON: {why}", "write it as JSON text, or send the question by POST"),
        "zh-Hans": ("{field} 不是 JSON：{why}", "请写成 JSON 文本，或用 POST 发送"),
    },
    "not_source": {
        "en": ("{field} is no text of a framework", 'give {{"format": "torch", "text": "nn.Sequential(…)"}}'),
        "zh-Hans": ("{field} 不是框架的文本", '请给出 {{"format": "torch", "text": "nn.Sequential(…)"}}'),
    },
    "not_text": {
        "en": ("{field} is no text", "give the text of the network as a string"),
        "zh-Hans": ("{field} 不是文本", "请以字符串给出网络的文本"),
    },
    "text_length": {
        "en": ("the text has {given} characters, at most {limit} are read", "send the part that builds the layers"),
        "zh-Hans": ("文本有 {given} 个字符，至多读取 {limit} 个", "请只发送构建各层的部分"),
    },
    "text_syntax": {
        "en": ("line {line} of the text is not Python: {why}", "paste nn.Sequential(…) or keras.Sequential([…])"),
        "zh-Hans": ("文本第 {line} 行不是 Python：{why}", "请粘贴 nn.Sequential(…) 或 keras.Sequential([…])"),
    },
    "text_not_read": {
        "en": (
            "line {line}: {given} is not read; text is taken apart, never executed",
            "write the layers one after the other in nn.Sequential(…) or keras.Sequential([…])",
        ),
        "zh-Hans": (
            "第 {line} 行：无法读取 {given}；文本只被解析，从不执行",
            "请把各层依次写在 nn.Sequential(…) 或 keras.Sequential([…]) 中",
        ),
    },
    "text_unknown_layer": {
        "en": ("line {line}: {given} is no layer that is known here", "did you mean {nearest}?"),
        "zh-Hans": ("第 {line} 行：{given} 不是已知的层", "是否想用 {nearest}？"),
    },
    "text_argument": {
        "en": ("line {line}: {given} cannot be given to {layer}", "leave it out, or use another value"),
        "zh-Hans": ("第 {line} 行：{layer} 不能使用 {given}", "请去掉它，或换一个值"),
    },
    "text_empty": {
        "en": ("the text builds no layers", "paste nn.Sequential(…) or keras.Sequential([…])"),
        "zh-Hans": ("文本中没有任何层", "请粘贴 nn.Sequential(…) 或 keras.Sequential([…])"),
    },
    "not_writable": {
        "en": ("{framework} has no layer for {field} with these settings", "leave framework out, or change the layer"),
        "zh-Hans": ("{framework} 没有与 {field} 及其设置对应的层", "请去掉 framework，或修改该层"),
    },
    "not_onnx": {
        "en": ("the file is not read as ONNX: {why}", "export the network again, or send it as text"),
        "zh-Hans": ("无法作为 ONNX 读取该文件：{why}", "请重新导出网络，或以文本发送"),
    },
}
