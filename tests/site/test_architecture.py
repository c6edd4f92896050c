"""Rules that hold the source together."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAY_IMPORT = {
    "pages": {"pages"},
    "sessions_archive": {"sessions_archive", "pages"},
    "expo_site": {"expo_site", "sessions_archive", "pages"},
}
# Catalogs are compiled before settings exist, and tests drive everything: neither is imported by the three packages.
OURS = set(MAY_IMPORT)
MEANINGLESS_NAMES = {"util", "utils", "helper", "helpers", "common", "misc", "core"}


def imported_packages(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("package", sorted(MAY_IMPORT))
def test_imports_run_one_way(package: str) -> None:
    """expo_site → sessions_archive → pages: a page never knows the archive."""
    files = list((ROOT / package).rglob("*.py"))
    assert files
    wrong = {
        str(path.relative_to(ROOT)): found
        for path in files
        if (found := (imported_packages(path) & OURS) - MAY_IMPORT[package])
    }
    assert wrong == {}


def test_file_names_answer_a_question() -> None:
    files = [path for package in OURS for path in (ROOT / package).rglob("*.py")]
    assert [path for path in files if path.stem in MEANINGLESS_NAMES] == []


def test_source_files_stay_short_enough_to_read() -> None:
    """About 250 lines; migrations are generated, and not read."""
    folders = [*OURS, "templates", "static", "tests"]
    files = [
        path
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".html", ".css", ".js"} and "migrations" not in path.parts
    ]
    long = {str(path.relative_to(ROOT)): lines for path in files if (lines := len(path.read_text().splitlines())) > 300}
    assert long == {}


def test_html_is_in_templates_and_tests_are_in_tests() -> None:
    stray = [path for package in OURS for path in (ROOT / package).rglob("*.html")]
    stray += [path for package in OURS for path in (ROOT / package).rglob("test_*.py")]
    assert stray == []
