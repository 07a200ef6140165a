"""The words of the page: every step has its sentence, in both languages, and no word is left untranslated."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from app.operators import OPERATORS

TEXTS = Path(__file__).resolve().parents[2] / "static" / "i18n"
# Names that are the same in every language: of the project, of people and functions, and of places in a grid.
NAMES = (
    r"convscope|API|api|English|GET|POST|JSON|QR|URL|"
    r"Sobel|ReLU|[Ss]igmoid|[Tt]anh|Lp|ceil|SAME|same|valid|full|causal|Shift|Ctrl|Esc|host|"
    r"PyTorch|Keras|NumPy|JAX|SVG|PNG|GIF|WebP|APNG|TikZ|LaTeX|CSV|HTML|Markdown|README|MACs|Sequential|keras|ResNet|Slim|torchvision|LeNet"
)

SENTENCES = """async () => {
  const stage = document.querySelector('conv-stage');
  const told = [];
  for (let step = 0; step < Math.min(stage.model.total, 40); step += 1) {
    told.push(stage.querySelector('[role=status]').textContent);
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
    await new Promise(requestAnimationFrame);
  }
  return told;
}"""

VISIBLE = """() => {
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT);
  for (let one = walker.currentNode; one; one = walker.nextNode()) {
    if (one.closest('noscript, code, textarea, script, [lang]:not(html), [hidden], math')) continue;
    for (const name of ['aria-label', 'title', 'placeholder', 'aria-valuetext']) texts.push(one.getAttribute(name));
    for (const node of one.childNodes) if (node.nodeType === 3) texts.push(node.textContent);
  }
  return texts.filter((text) => text && text.trim());
}"""


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("operator", OPERATORS.values(), ids=lambda one: one.id)
def test_every_step_has_a_sentence_of_its_own(shared_visit, operator, language):
    page = shared_visit.open(f"/{operator.id}?{operator.default}&lang={language}")
    shared_visit.has_its_numbers()
    told = page.evaluate(SENTENCES)
    total = page.evaluate("document.querySelector('conv-stage').model.total")
    for step, sentence in enumerate(told, 1):
        begin = f"Step {step} of {total}. " if language == "en" else f"第 {step} 步，共 {total} 步。"
        assert sentence.startswith(begin)
        rest = sentence.removeprefix(begin)
        assert re.search(r"[xy]\[[\d, ]+\]", rest) and "{" not in rest and not re.search(r"\w\.\w*[a-z]", rest)
        assert language == "en" or not re.search(r"[A-Za-z]{2,}", rest), rest
    assert len(set(told)) == len(told)
    shared_visit.is_faultless()


def test_both_languages_have_the_same_words_with_the_same_places():
    english, chinese = (json.loads((TEXTS / f"{name}.json").read_text("utf-8")) for name in ("en", "zh-Hans"))
    assert list(english) == list(chinese)
    for key, text in english.items():
        assert set(re.findall(r"\{\w+\}", text)) >= set(re.findall(r"\{\w+\}", chinese[key])), key
        assert not re.search(rf"\b(?!(?:{NAMES})\b)[A-Za-z]{{3,}}\b", re.sub(r"\{\w+\}", "", chinese[key])), key


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/conv2d",
        "/conv2d?input=random:3x5x5&weight=random:2x3x3x3&bias=1,2&padding=1",
        "/conv2d?input=ramp:3x3&weight=ones:5x5",
        "/conv_transpose2d?input=ramp:2x2&weight=ones:3x3&view=gather",
        "/avg_pool3d",
        "/max_unpool1d",
        "/conv2d?input=sample:camera:64x64&weight=sobel_x:3x3",
    ],
)
def test_no_english_word_is_left_on_the_chinese_page(visit, path):
    here = visit(locale="zh-CN")
    page = here.page
    page.goto(here.home + path)
    page.wait_for_selector("conv-stage[data-step]")
    page.wait_for_timeout(100)
    for summary in page.locator("summary:visible").all():
        summary.click()
    found = [text for text in page.evaluate(VISIBLE) if re.search(rf"\b(?!(?:{NAMES})\b)[A-Za-z]{{3,}}\b", text)]
    assert found == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/conv1d",
        "/conv3d",
        "/conv2d?input=random:3x5x5&weight=random:2x3x3x3&bias=1,2&padding=1&step=3",
        "/conv2d?input=ramp:3x3&weight=ones:5x5",
        "/conv_transpose2d",
        "/max_pool2d?input=random:5x5:7&kernel_size=2&step=1",
        "/max_unpool2d",
        "/conv2d?input=sample:camera:64x64&weight=sobel_x:3x3&step=500",
        "/conv9d",
    ],
)
def test_axe_finds_no_violation_on_any_page(visit, axe, path, theme):
    here = visit(color_scheme=theme)
    page = here.page
    page.goto(here.home + path)
    page.wait_for_selector("conv-stage[data-step], main.text")
    page.evaluate(axe)
    found = page.evaluate("axe.run().then(r => r.violations.map(v => `${v.id}: ${v.nodes[0].html.slice(0, 200)}`))")
    assert found == []
