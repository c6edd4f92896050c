"""Collecting static files: many sources, one stylesheet and one script."""

from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.test import override_settings

from expo_site.static_bundles import BundledStaticFilesStorage


@pytest.fixture
def collected(tmp_path: Path):
    """Collect the given sources into a folder and give the storage."""

    def collect(**sources: str) -> BundledStaticFilesStorage:
        storage = BundledStaticFilesStorage(location=str(tmp_path / "collected"), base_url="/static/")
        paths = {}
        for name, text in {"css/site.css": "", "js/site.js": "", **sources}.items():
            for folder in ("sources", "collected"):  # as collectstatic leaves them before it post-processes
                target = tmp_path / folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text)
            paths[name] = (StaticFilesStorage(location=str(tmp_path / "sources")), name)
        with override_settings(DEBUG=False):
            failed = [error for *_names, error in storage.post_process(paths) if isinstance(error, Exception)]
        assert failed == []
        return storage

    return collect


def text_of(storage: BundledStaticFilesStorage, name: str) -> str:
    return (Path(storage.location) / storage.stored_name(name)).read_text()


def test_imports_are_joined_in_their_layers(collected) -> None:
    storage = collected(
        **{
            "css/site.css": '@layer base, components;\n@import url("base.css") layer(base);\n'
            '@import url("components/menu.css") layer(components);\n',
            "css/base.css": "body { color: red }",
            "css/components/menu.css": ".menu { &:hover { color: blue } }",
        }
    )
    text = text_of(storage, "css/site.css")
    assert "@import" not in text
    assert text.index("@layer base, components") < text.index("body {") < text.index(".menu")
    assert "&:hover" in text


def test_pictures_in_joined_stylesheets_are_found_from_their_new_place(collected) -> None:
    storage = collected(
        **{
            "css/site.css": '@import url("components/a.css") layer(x);',
            "css/components/a.css": 'p { background: url("../../img/dot.svg") }',
            "img/dot.svg": "<svg/>",
        }
    )
    assert storage.stored_name("img/dot.svg").split("/")[-1] in text_of(storage, "css/site.css")


def test_collecting_again_takes_up_a_changed_source(collected) -> None:
    table = {"css/site.css": '@import url("a.css") layer(x);'}
    collected(**table, **{"css/a.css": "p{color:red}"})
    assert "tan" in text_of(collected(**table, **{"css/a.css": "p{color:tan}"}), "css/site.css")


def test_modules_are_joined_without_their_names_meeting(collected) -> None:
    storage = collected(
        **{
            "js/site.js": 'import "./a.js";\nimport "./b.js";\n',
            "js/a.js": "const name = 1; document.a = name;",
            "js/b.js": "const name = 2; document.b = name;",
        }
    )
    text = text_of(storage, "js/site.js")
    assert "import" not in text
    assert text.count("const name") == 2
    assert text.count("{") == 2


def test_names_change_with_any_source(collected) -> None:
    first = collected(**{"css/site.css": '@import url("a.css") layer(x);', "css/a.css": "p{color:red}"}).stored_name(
        "css/site.css"
    )
    second = collected(**{"css/site.css": '@import url("a.css") layer(x);', "css/a.css": "p{color:tan}"}).stored_name(
        "css/site.css"
    )
    assert first != second
