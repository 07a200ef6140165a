"""Modules and style sheets joined into one file: order, scopes, what is refused, and that the page's own can be."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.settings import static_folder
from app.web import bundle
from app.web.modules import Absent, Modules, Unjoinable

JS = static_folder() / "js"
ENTRIES = [name for name, path in bundle.SCRIPTS.items() if (JS / path).is_file()]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A static folder whose page `main` begins with the module `main.js`, and whose sheet `page` is `a` and `b`."""
    monkeypatch.setattr(bundle, "SCRIPTS", {"main": "main.js"})
    monkeypatch.setattr(bundle, "SHEETS", {"page": ("a", "b")})
    return tmp_path


def write(folder: Path, **texts: str) -> None:
    """Modules by name, `stage_dom` being stage/dom.js."""
    for name, text in texts.items():
        file = folder / "js" / f"{name.replace('_', '/')}.js"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)


def test_each_module_stands_once_in_a_scope_of_its_own_after_those_it_imports(folder: Path) -> None:
    write(
        folder,
        main='import { twice } from "./twice.js";\nimport { one as first } from "./stage/one.js";\n\ntwice(first);\n',
        twice='import { one } from "./stage/one.js";\n\n/** Adds. */\nexport function twice(n) {\n'
        "  return n + one;\n}\n",
        stage_one="/**\n * Knows one.\n */\n\nexport const one = 1;\n",
    )
    assert bundle.joined("main", folder) == (
        "const $stage_one = (() => {\nconst one = 1;\nreturn { one };\n})();\n"
        "const $twice = (() => {\nconst { one } = $stage_one;\n"
        "function twice(n) {\nreturn n + one;\n}\nreturn { twice };\n})();\n"
        "const $main = (() => {\nconst { twice } = $twice;\nconst { one: first } = $stage_one;\ntwice(first);\n"
        "return {  };\n})();\n"
    )
    assert bundle.script("main", folder=folder) == bundle.joined("main", folder)


def test_only_a_text_over_several_lines_keeps_its_spaces(folder: Path) -> None:
    write(folder, main="if (1) {\n  a(`one\n    two`);\n}\n")
    assert "\n  a(`one\n    two`);\n" in bundle.joined("main", folder)
    write(folder, main="if (2) {\n  a(`one`);\n\n}\n")
    assert "\na(`one`);\n}\n" in bundle.joined("main", folder)


def test_an_import_may_span_lines_and_a_type_in_a_comment_is_none(folder: Path) -> None:
    write(
        folder,
        main='import {\n  a,\n  b as c,\n} from "./other.js";\n\n'
        'const d = (/** @type {import("./types.js").D} */ e) => e;\nd(a + c);\n',
        other="export class a {}\nexport async function b() {}\n",
    )
    text = bundle.joined("main", folder)
    assert "const { a, b: c } = $other;" in text and "return { a, b };" in text and "types" not in text


@pytest.mark.parametrize(
    "line",
    [
        'import * as other from "./other.js";',
        'import other from "./other.js";',
        'import "./other.js";',
        "import { a } from './other.js';",
        'import { a } from "other";',
        'export { a } from "./other.js";',
        "export default 1;",
        "export let a = 1;",
        "export function* a() {}",
        "const a = import(name);",
        "const a = import.meta.url;",
    ],
)
def test_every_other_form_is_refused_with_its_file_and_line(folder: Path, line: str) -> None:
    write(folder, main=f"/**\n * Knows little.\n */\n\nconst b = 1;\n{line}\n", other="export const a = 1;\n")
    with pytest.raises(Unjoinable, match=r"^main\.js:6: ") as refused:
        bundle.joined("main", folder)
    assert str(refused.value).endswith(line)


def test_modules_that_import_each_other_are_refused(folder: Path) -> None:
    write(
        folder,
        main='import { a } from "./a.js";\na();\n',
        a='import { b } from "./b.js";\nexport const a = b;\n',
        b='import { a } from "./a.js";\nexport const b = a;\n',
    )
    with pytest.raises(Unjoinable, match=r"^a\.js → b\.js → a\.js: "):
        bundle.joined("main", folder)


def test_a_module_or_a_name_that_is_not_there_is_refused_where_it_is_asked_for(folder: Path) -> None:
    write(folder, main='\nimport { a, c } from "./a.js";\n', a="export const a = 1;\nconst c = 2;\n")
    with pytest.raises(Unjoinable, match=r"^main\.js:2: a\.js exports no c$"):
        bundle.joined("main", folder)
    write(folder, main='import { b } from "./b.js";\n')
    with pytest.raises(Unjoinable, match=r"^main\.js:1: there is no b\.js$"):
        bundle.joined("main", folder)


@pytest.fixture
def opening(folder: Path) -> Path:
    """A page that opens two views later; both need `dom`, which the page has, and `grid`, which it has not."""
    write(
        folder,
        main='import { dom } from "./dom.js";\nconst one = () => import("./views/one.js");\n'
        'const two = () => import("./views/two.js");\ndom(one, two);\n',
        dom="export const dom = () => {};\n",
        grid="export const grid = 5;\n",
        only="export const only = 7;\n",
        views_one='import { dom } from "../dom.js";\nimport { grid } from "../grid.js";\n'
        "export const one = dom(grid);\n",
        views_two='import { grid } from "../grid.js";\nimport { only } from "../only.js";\n'
        "export const two = [grid, only];\n",
    )
    return folder


def test_what_is_opened_later_takes_what_is_shared_from_the_first_file(opening: Path) -> None:
    first = bundle.served("joined/main.js", opening)
    one = bundle.served("joined/main/views/one.js", opening)
    two = bundle.served("joined/main/views/two.js", opening)
    assert first and one and two
    assert (
        'import("/static/joined/main/views/one.js")' in first and "$views" not in first and "const $only" not in first
    )
    assert first.endswith("export { $dom, $main, $grid };\n")
    assert one.startswith('import { $dom, $grid } from "/static/joined/main.js";\nconst $views_one = (')
    assert one.endswith("export const { one } = $views_one;\n")
    assert two.startswith('import { $grid } from "/static/joined/main.js";\nconst $only = (')
    assert [text.count("const $grid") for text in (first, one, two)] == [1, 0, 0]


def test_a_file_of_its_own_holds_everything(opening: Path) -> None:
    text = bundle.joined("main", opening)
    assert "Promise.resolve($views_one)" in text and "import" not in text and "export" not in text
    for name in ("dom", "grid", "only", "views_one", "views_two", "main"):
        assert text.count(f"const ${name} = ") == 1
    assert text.index("const $views_two") < text.index("const $main")


def test_a_module_that_changes_is_read_again(folder: Path) -> None:
    write(folder, main="export const a = 1;\n")
    assert "a = 1" in bundle.joined("main", folder)
    write(folder, main="export const a = 2;\n")
    os.utime(folder / "js/main.js", ns=(1, 1))
    assert "a = 2" in bundle.joined("main", folder)


def test_sheets_are_joined_in_order_without_their_comments(folder: Path) -> None:
    (folder / "css").mkdir()
    (folder / "css/a.css").write_text("/* First. */\n\na {\n  color: red;\n}\n")
    with pytest.raises(Absent):
        bundle.sheet("page", folder)
    (folder / "css/b.css").write_text("/* Second,\n   later. */\n\nb {\n  color: blue; /* why */\n}\n")
    assert bundle.sheet("page", folder) == "a {\ncolor: red;\n}\nb {\ncolor: blue; \n}\n"


@pytest.mark.parametrize(
    "path", ["main.js", "joined", "joined/main", "joined/other.js", "joined/main.css", "joined/main/main.js"]
)
def test_nothing_else_stands_among_the_joined_files(opening: Path, path: str) -> None:
    assert bundle.served(path, opening) is None


@pytest.mark.parametrize("module", sorted(path.relative_to(JS).as_posix() for path in JS.rglob("*.js")))
def test_every_module_of_the_page_can_be_joined(module: str) -> None:
    assert list(Modules(JS).closure(module))[-1] == module


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_page_is_one_script_of_fewer_bytes_with_an_etag_for_each_encoding(client: TestClient, entry: str) -> None:
    address = f"/static/joined/{entry}.js"
    plain = client.get(address, headers={"Accept-Encoding": "identity"})
    packed = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert plain.status_code == 200 and plain.headers["content-type"] == "text/javascript; charset=utf-8"
    assert plain.text == packed.text == bundle.script(entry)
    single = sum((JS / path).stat().st_size for path in Modules(JS).closure(bundle.SCRIPTS[entry]))
    assert len(plain.content) < single
    assert packed.headers["content-encoding"] == "gzip" and packed.headers["etag"] != plain.headers["etag"]
    assert client.get(address, headers={"If-None-Match": packed.headers["etag"]}).status_code == 304


def test_every_sheet_of_the_page_has_one_answer(client: TestClient) -> None:
    for name, sheets in bundle.SHEETS.items():
        answer = client.get(f"/static/joined/{name}.css")
        assert answer.status_code == 200 and answer.headers["content-type"] == "text/css; charset=utf-8"
        assert re.search(r"^:(?:root|host) \{", answer.text, re.M) and "/*" not in answer.text, sheets
        assert "@import" not in answer.text and not re.search(r"url\((?!\"?#)", answer.text)


def test_no_sheet_is_forgotten() -> None:
    sheets = {path.stem for path in (static_folder() / "css").glob("*.css")}
    assert sheets == {one for page in bundle.SHEETS.values() for one in page}
