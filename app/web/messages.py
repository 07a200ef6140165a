"""The sentences of refusals that only a request can meet: its form, its notation, the limits.

Knows words only; they join the engine's.
"""

from app.operators.messages import MESSAGES

MESSAGES |= {
    # notation
    "not_in_query": {
        "en": ("{field} stands in the address of a POST", "put the experiment into the JSON body"),
        "zh-Hans": ("{field} 出现在 POST 的地址中", "请把实验放进 JSON 正文"),
    },
    "not_object": {
        "en": ("the body is not a JSON object", 'send the fields as {{"input": [[1, 2], [3, 4]], …}}'),
        "zh-Hans": ("正文不是 JSON 对象", '请以 {{"input": [[1, 2], [3, 4]], …}} 的形式发送字段'),
    },
    "repeated": {
        "en": ("{field} is given {given} times", "give it once"),
        "zh-Hans": ("{field} 出现了 {given} 次", "只给出一次"),
    },
    "many_edits": {
        "en": ("{field} is edited {given} times, at most {most} edits are read", "send the whole grid as numbers"),
        "zh-Hans": ("{field} 被编辑 {given} 次，至多读取 {most} 次", "请直接发送整个网格的数字"),
    },
    "unknown_generator": {
        "en": ("{field} names no generator or picture that exists", "did you mean {nearest}?"),
        "zh-Hans": ("{field} 指定的生成器或图片不存在", "是否想用 {nearest}？"),
    },
    "generator_shape": {
        "en": (
            "{field}: a generator is written as name:shape or name:shape:seed",
            "use whole numbers for the shape and the seed, as in {example}",
        ),
        "zh-Hans": ("{field}：生成器应写成 名称:形状 或 名称:形状:种子", "形状和种子请用整数，例如 {example}"),
    },
    "kernel_shape": {
        "en": ("{field}: {given} exists as {shape} only", "use {example}"),
        "zh-Hans": ("{field}：{given} 只有 {shape} 这种形状", "请使用 {example}"),
    },
    "edit_index": {
        "en": ("{field}: an edit @index=value lies outside the grid", "count from 0 and stay inside the shape {shape}"),
        "zh-Hans": ("{field}：编辑 @索引=值 超出网格", "从 0 数起，并留在形状 {shape} 之内"),
    },
    # what is asked in the wrong way
    "no_address": {
        "en": ("there is nothing at this address", "/docs describes every address"),
        "zh-Hans": ("此地址没有内容", "所有地址见 /docs"),
    },
    "method": {
        "en": ("{given} is not for this address", "see the Allow header"),
        "zh-Hans": ("此地址不接受 {given}", "见 Allow 头"),
    },
    "media_type": {
        "en": ("the body must be JSON", "send the header Content-Type: application/json (curl: --json)"),
        "zh-Hans": ("正文必须是 JSON", "请发送头 Content-Type: application/json（curl: --json）"),
    },
    "packed_body": {
        "en": ("packed bodies are not read", "send plain JSON without Content-Encoding"),
        "zh-Hans": ("不读取压缩的正文", "请发送未压缩的 JSON，不带 Content-Encoding"),
    },
    "many_keys": {
        "en": ("the address holds more than {limit} keys", "send the experiment as JSON by POST"),
        "zh-Hans": ("地址中的键超过 {limit} 个", "请用 POST 以 JSON 发送实验"),
    },
    "long_address": {
        "en": ("the address is longer than {limit} bytes", "send the experiment as JSON by POST"),
        "zh-Hans": ("地址超过 {limit} 字节", "请用 POST 以 JSON 发送实验"),
    },
    "busy": {
        "en": ("the server is busy with other large experiments", "try again in a second"),
        "zh-Hans": ("服务器正忙于其他大型实验", "请稍后再试"),
    },
    "own_path": {
        "en": ("{field} is no address of this site", "give what follows the host, such as /conv2d?input=ramp:5x5"),
        "zh-Hans": ("{field} 不是本站的地址", "请给出主机名之后的部分，例如 /conv2d?input=ramp:5x5"),
    },
    # limits
    "code_bytes": {
        "en": (
            "the address has {given} bytes, a QR code holds {limit}",
            "save the experiment as a file, or use a generator such as ramp:64x64",
        ),
        "zh-Hans": ("地址有 {given} 字节，二维码最多容纳 {limit}", "请把实验保存为文件，或使用生成器，例如 ramp:64x64"),
    },
    "body_bytes": {
        "en": ("the body has more than {limit} bytes", "send a smaller grid, or a generator such as ramp:64x64"),
        "zh-Hans": ("正文超过 {limit} 字节", "请发送更小的网格，或使用生成器，例如 ramp:64x64"),
    },
    "frames": {
        "en": (
            "the animation would have {given} frames, the limit is {limit}",
            "choose some with offset and limit, show chosen steps with strip=0,3,8, or use a smaller grid",
        ),
        "zh-Hans": (
            "动画将有 {given} 帧，上限为 {limit}",
            "请用 offset 和 limit 选取部分帧，用 strip=0,3,8 并排显示若干步，或使用更小的网格",
        ),
    },
    "animation_pixels": {
        "en": (
            "the animation would have {given} pixels in all its frames, the limit is {limit}",
            "use fewer frames (offset and limit), a smaller width or scale, or show chosen steps with strip=0,3,8",
        ),
        "zh-Hans": (
            "动画所有帧共有 {given} 个像素，上限为 {limit}",
            "请减少帧数（offset 和 limit），减小 width 或 scale，或用 strip=0,3,8 并排显示若干步",
        ),
    },
    "pixels": {
        "en": (
            "the picture would have {given} pixels, the limit is {limit}",
            "use a smaller width or scale, fewer steps in strip, or a smaller grid",
        ),
        "zh-Hans": (
            "图片将有 {given} 个像素，上限为 {limit}",
            "请减小 width 或 scale，减少 strip 中的步数，或使用更小的网格",
        ),
    },
    "figures": {
        "en": ("the list has {given} figures, the limit is {limit}", "ask for the others in a second archive"),
        "zh-Hans": ("列表中有 {given} 个图，上限为 {limit}", "请把其余的图放进另一个压缩包"),
    },
    "not_figures": {
        "en": (
            "{field} is not as a list of figures has it",
            'send [{{"name": "step.svg", "figure": "conv2d?input=ramp:5x5&weight=ones:3x3&step=4"}}, …]',
        ),
        "zh-Hans": (
            "{field} 不符合图列表的格式",
            '请发送 [{{"name": "step.svg", "figure": "conv2d?input=ramp:5x5&weight=ones:3x3&step=4"}}, …]',
        ),
    },
    "figure_name": {
        "en": (
            "{field} is no name of a file for a figure",
            "use letters, digits, - and _, and one of the endings {kinds}",
        ),
        "zh-Hans": ("{field} 不能作为图的文件名", "请使用字母、数字、- 和 _，并以 {kinds} 之一结尾"),
    },
    "name_twice": {
        "en": ("another figure has this name already", "give each figure a name of its own"),
        "zh-Hans": ("已有另一个图使用此名称", "请为每个图使用不同的名称"),
    },
    "many_panels": {
        "en": ("{field} has {given} steps, at most {limit} stand side by side", "choose fewer steps"),
        "zh-Hans": ("{field} 有 {given} 步，最多并排 {limit} 步", "请选择更少的步"),
    },
    "file_numbers": {
        "en": ("the file would hold {given} numbers, the limit is {limit}", "use a smaller grid"),
        "zh-Hans": ("文件将包含 {given} 个数，上限为 {limit}", "请使用更小的网格"),
    },
    "entries": {
        "en": ("the matrix would have {given} entries, the limit is {limit}", "use a smaller grid or a smaller kernel"),
        "zh-Hans": ("矩阵将有 {given} 项，上限为 {limit}", "请使用更小的网格或更小的卷积核"),
    },
}
