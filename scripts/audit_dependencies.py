"""Ask the database of known vulnerabilities about every locked dependency: ``python -m scripts.audit_dependencies``.

Fails when one is known to be vulnerable. Where the database cannot be reached it says so and does not fail: without a
network nobody could check anything else either.
"""

import json
import subprocess
import sys

SECONDS = 120
COMMAND = [
    *(sys.executable, "-m", "pip_audit", "--requirement", "requirements.txt"),
    *("--require-hashes", "--disable-pip", "--format", "json", "--progress-spinner", "off", "--timeout", "5"),
]


def findings(report: str) -> list[str] | None:
    """One line a vulnerability; None when the report is none, because the database was out of reach."""
    try:
        dependencies = json.loads(report)["dependencies"]
    except (json.JSONDecodeError, KeyError):
        return None
    return [
        f"{each['name']} {each['version']}: {found['id']}, mended in {', '.join(found['fix_versions']) or 'no version yet'}"
        for each in dependencies
        for found in each.get("vulns", [])
    ]


def main() -> int:
    """The exit code."""
    try:
        ended = subprocess.run(COMMAND, capture_output=True, text=True, timeout=SECONDS, check=False)
        found = findings(ended.stdout)
    except subprocess.TimeoutExpired:
        found = None
    if found is None:
        print("The database of known vulnerabilities cannot be reached from here: dependencies were NOT checked.")
        return 0
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
