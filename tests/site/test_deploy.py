"""What runs the site for real, as far as it can be run here."""

import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.site.test_demo import CHECKOUT

DEPLOY = CHECKOUT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
MOST_EXPOSED = 2.5
"""Of systemd's ten: below 2.5 it says “OK”; a service without any protection has 9.6."""


def said_by(*command: str | Path) -> subprocess.CompletedProcess[str]:
    if not shutil.which(str(command[0])):
        pytest.skip(f"{command[0]} is not installed")
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


@pytest.fixture
def installed_units(tmp_path: Path) -> list[Path]:
    """As on a server where the programs are: here they are elsewhere, which systemd would complain of."""
    units = []
    for unit in UNITS:
        text = unit.read_text().replace("/opt/expo/.venv/bin/python", "/bin/true").replace("/opt/expo", str(CHECKOUT))
        (tmp_path / unit.name).write_text(text)
        units.append(tmp_path / unit.name)
    return units


def test_systemd_understands_the_units(installed_units: list[Path]) -> None:
    assert len(installed_units) == 2
    for unit in installed_units:
        said = said_by("systemd-analyze", "verify", "--man=no", "--recursive-errors=no", unit)
        assert (said.returncode, said.stderr) == (0, ""), said.stderr


def test_units_are_closed_to_what_they_do_not_need(installed_units: list[Path]) -> None:
    for unit in installed_units:
        limit = str(int(MOST_EXPOSED * 10))
        said = said_by("systemd-analyze", "security", "--offline=yes", f"--threshold={limit}", unit)
        assert said.returncode == 0, said.stdout


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_units_start_modules_that_exist(unit: Path) -> None:
    (started,) = [line for line in unit.read_text().splitlines() if line.startswith("ExecStart=")]
    module = started.rpartition(" -m ")[2]
    assert (CHECKOUT / f"{module.replace('.', '/')}.py").exists()


def compose() -> dict:
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text())


def test_containers_run_without_rights_on_a_read_only_root() -> None:
    services = compose()["services"]
    assert set(services) == {"web", "scheduler", "tables", "database"}
    for name, service in services.items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", [])), name
        if name != "database":
            assert service["user"].split(":")[0] != "0", name


def test_compose_sets_only_variables_that_the_site_reads() -> None:
    known = (CHECKOUT / ".env.example").read_text()
    for name in compose()["services"]["web"]["environment"]:
        assert f"#{name}=" in known, name


def test_secrets_have_no_default_in_compose() -> None:
    of_web, of_database = (compose()["services"][name]["environment"] for name in ("web", "database"))
    assert of_web["SECRET_KEY"] == "${SECRET_KEY:?}"
    assert ":?}" in of_web["DATABASE_URL"]
    assert of_database["POSTGRES_PASSWORD"] == "${DATABASE_PASSWORD:?}"


def test_the_image_drops_root_and_writes_only_its_data() -> None:
    lines = [line.strip() for line in (DEPLOY / "Containerfile").read_text().splitlines()]
    users = [line.split()[1] for line in lines if line.startswith("USER ")]
    assert users
    assert users[-1].split(":")[0] not in {"0", "root"}
    assert lines.index("USER 10001:10001") < next(i for i, line in enumerate(lines) if line.startswith("CMD"))
    assert any("--require-hashes" in line for line in lines)


def test_the_runbook_says_how_to_do_what_an_operator_must() -> None:
    said = (CHECKOUT / "docs/operations.md").read_text()
    for heading in ("Install", "Upgrade", "Roll back", "Restore", "Rotate secrets", "Move to another machine"):
        assert f"\n## {heading}\n" in said, heading
    assert "point in time" in said
    for command in ("doctor", "backup", "restore", "migrate", "load_content", "createsuperuser"):
        assert f"manage {command}" in said, command
