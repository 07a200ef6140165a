"""The catalogue of ready-made grids and experiments, in the reader's language.

Knows their names and words; the grids themselves are made in generators.py and pictures.py.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from app.operators.text import Text, words
from app.samples.experiments import EXPERIMENTS
from app.samples.generators import FIXED, FIXED_IN_A_ROW, KERNELS


class Entry(NamedTuple):
    """A generator, or a picture with the `sample:` before its name."""

    name: str
    title: Text
    description: Text
    shape: str


ENTRIES = (
    Entry(
        "ramp",
        {"en": "Ramp", "zh-Hans": "递增"},
        {"en": "0, 1, 2, … row by row", "zh-Hans": "逐行为 0、1、2、…"},
        "5x5",
    ),
    Entry("zeros", {"en": "Zeros", "zh-Hans": "全零"}, {"en": "0 everywhere", "zh-Hans": "处处为 0"}, "5x5"),
    Entry("ones", {"en": "Ones", "zh-Hans": "全一"}, {"en": "1 everywhere", "zh-Hans": "处处为 1"}, "5x5"),
    Entry(
        "delta",
        {"en": "Single one", "zh-Hans": "单位脉冲"},
        {"en": "1 in the middle of each channel, 0 elsewhere", "zh-Hans": "每个通道中心为 1，其余为 0"},
        "5x5",
    ),
    Entry(
        "checker",
        {"en": "Checkerboard", "zh-Hans": "棋盘格"},
        {"en": "0 and 1 by turns along each axis", "zh-Hans": "沿各轴 0 与 1 交替"},
        "6x6",
    ),
    Entry(
        "edge",
        {"en": "Edge", "zh-Hans": "边缘"},
        {"en": "0 in the left half, 1 in the right", "zh-Hans": "左半为 0，右半为 1"},
        "6x6",
    ),
    Entry(
        "random",
        {"en": "Random", "zh-Hans": "随机"},
        {
            "en": "whole numbers 0…9 (a weight: −2…2), the same for the same seed: random:5x5:7",
            "zh-Hans": "0…9 的整数（权重为 −2…2），种子相同则数值相同：random:5x5:7",
        },
        "5x5",
    ),
    Entry(
        "identity",
        {"en": "Identity", "zh-Hans": "恒等"},
        {"en": "changes nothing: 1 in the middle, 0 elsewhere", "zh-Hans": "不改变输入：中心为 1，其余为 0"},
        "3x3",
    ),
    Entry(
        "box",
        {"en": "Box blur", "zh-Hans": "均值模糊"},
        {"en": "the mean of the window: every weight is 1/n", "zh-Hans": "窗口的平均值：每个权重为 1/n"},
        "3x3",
    ),
    Entry(
        "gaussian",
        {"en": "Gaussian blur", "zh-Hans": "高斯模糊"},
        {
            "en": "a mean that favours the middle: binomial rows such as 1, 2, 1, with sum 1",
            "zh-Hans": "偏重中心的平均：由 1, 2, 1 等二项式系数构成，总和为 1",
        },
        "3x3",
    ),
    Entry(
        "sharpen",
        {"en": "Sharpen", "zh-Hans": "锐化"},
        {"en": "raises each cell above its four neighbours", "zh-Hans": "突出每个格与其四邻的差别"},
        "3x3",
    ),
    Entry(
        "sobel_x",
        {"en": "Sobel, left to right", "zh-Hans": "Sobel 水平梯度"},
        {"en": "slope along a row: answers to upright edges", "zh-Hans": "沿行方向的变化率：对竖直边缘有响应"},
        "3x3",
    ),
    Entry(
        "sobel_y",
        {"en": "Sobel, top to bottom", "zh-Hans": "Sobel 垂直梯度"},
        {"en": "slope along a column: answers to level edges", "zh-Hans": "沿列方向的变化率：对水平边缘有响应"},
        "3x3",
    ),
    Entry(
        "laplacian",
        {"en": "Laplacian", "zh-Hans": "拉普拉斯"},
        {"en": "the four neighbours less four times the cell", "zh-Hans": "四邻之和减去四倍的中心"},
        "3x3",
    ),
    Entry(
        "emboss",
        {"en": "Emboss", "zh-Hans": "浮雕"},
        {"en": "light from one corner, shadow from the other", "zh-Hans": "一角受光，对角成影"},
        "3x3",
    ),
    Entry(
        "outline",
        {"en": "Outline", "zh-Hans": "轮廓"},
        {"en": "0 on even ground, large at edges in all directions", "zh-Hans": "平坦处为 0，各方向的边缘处很大"},
        "3x3",
    ),
    Entry(
        "sample:camera",
        {"en": "Photographer", "zh-Hans": "摄影师"},
        {"en": "a photographer with a tripod, 0…255", "zh-Hans": "带三脚架的摄影师照片，0…255"},
        "64x64",
    ),
    Entry(
        "sample:brick",
        {"en": "Brick wall", "zh-Hans": "砖墙"},
        {"en": "a texture of lines in two directions, 0…255", "zh-Hans": "具有两个方向线条的纹理，0…255"},
        "64x64",
    ),
    Entry(
        "sample:horse",
        {"en": "Horse", "zh-Hans": "马"},
        {"en": "a black silhouette on white, 0…255", "zh-Hans": "白底黑色剪影，0…255"},
        "64x64",
    ),
    Entry(
        "sample:disk",
        {"en": "Disk", "zh-Hans": "圆盘"},
        {"en": "edges in every direction", "zh-Hans": "包含各个方向的边缘"},
        "32x32",
    ),
    Entry(
        "sample:cross",
        {"en": "Cross", "zh-Hans": "十字"},
        {"en": "level and upright edges, and corners", "zh-Hans": "包含水平与竖直边缘以及角点"},
        "32x32",
    ),
)

# The experiments offered first, each in a word: at most five an operator.
FIRST: dict[str, Text] = {
    "notes": {"en": "Notes", "zh-Hans": "笔记"},
    "row-mean": {"en": "Mean", "zh-Hans": "平均"},
    "row-edge": {"en": "Edges", "zh-Hans": "边缘"},
    "causal-dilated": {"en": "Causal", "zh-Hans": "因果"},
    "plain": {"en": "Plain", "zh-Hans": "基本"},
    "same": {"en": "Same", "zh-Hans": "等大"},
    "strided": {"en": "Strided", "zh-Hans": "步幅"},
    "dilated": {"en": "Dilated", "zh-Hans": "空洞"},
    "depthwise": {"en": "Depthwise", "zh-Hans": "逐通道"},
    "block-mean": {"en": "Mean", "zh-Hans": "平均"},
    "overlap": {"en": "Uneven", "zh-Hans": "不均匀"},
    "even-overlap": {"en": "Even", "zh-Hans": "均匀"},
    "transposed-same": {"en": "Same", "zh-Hans": "等比"},
    "transposed-gather": {"en": "Gather", "zh-Hans": "收集"},
    "pool": {"en": "Plain", "zh-Hans": "基本"},
    "pool-overlapping": {"en": "Overlapping", "zh-Hans": "重叠"},
    "pool-ceil": {"en": "Ceil mode", "zh-Hans": "向上取整"},
    "pool-mean": {"en": "Plain", "zh-Hans": "基本"},
    "pool-mean-padded": {"en": "Padding left out", "zh-Hans": "不计填充"},
    "pool-norm": {"en": "Euclidean", "zh-Hans": "欧几里得"},
    "adaptive": {"en": "Uneven", "zh-Hans": "不均匀"},
    "global": {"en": "Global", "zh-Hans": "全局"},
    "adaptive-max": {"en": "Uneven", "zh-Hans": "不均匀"},
    "unpool": {"en": "Back in place", "zh-Hans": "放回原位"},
}


def generators(language: str) -> list[dict[str, Any]]:
    """What may stand in place of a grid's numbers: `name:shape`.

    `shapes` lists the only shapes (of the last axes) in which a kernel exists, None where every shape will do.
    """
    return [
        {
            "name": entry.name,
            "title": words(entry.title, language),
            "description": words(entry.description, language),
            "kind": _kind(entry.name),
            "example": f"{entry.name}:{entry.shape}",
            "shapes": ["3x3", *(["3"] if entry.name in FIXED_IN_A_ROW else [])] if entry.name in FIXED else None,
        }
        for entry in ENTRIES
    ]


def _kind(name: str) -> str:
    if name.startswith("sample:"):
        return "picture"
    return "kernel" if name in KERNELS else "grid"


def presets(language: str) -> list[dict[str, Any]]:
    """Named experiments: an operator and the query string that asks for it; `word` is there for those offered first."""
    return [
        {
            "name": one.name,
            "title": words(one.title, language),
            "word": words(FIRST.get(one.name, ""), language) or None,
            "operator": one.operator,
            "query": one.query,
        }
        for one in EXPERIMENTS
    ]
