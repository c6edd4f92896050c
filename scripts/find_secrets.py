"""Look for secrets in every file that git knows: ``python -m scripts.find_secrets``; fails when there is one.

detect-secrets knows what keys and tokens look like; what is random on purpose (hashes of dependencies, test data) is left out.
"""

import subprocess
import sys
from pathlib import Path

from detect_secrets import SecretsCollection
from detect_secrets.settings import transient_settings

PLUGINS = (
    "ArtifactoryDetector",
    "AWSKeyDetector",
    "AzureStorageKeyDetector",
    "BasicAuthDetector",
    "GitHubTokenDetector",
    "GitLabTokenDetector",
    "JwtTokenDetector",
    "MailchimpDetector",
    "NpmDetector",
    "OpenAIDetector",
    "PrivateKeyDetector",
    "PypiTokenDetector",
    "SendGridDetector",
    "SlackDetector",
    "SquareOAuthDetector",
    "StripeDetector",
    "TelegramBotTokenDetector",
    "TwilioKeyDetector",
)
PLACEHOLDERS = ("user:password@", "user:secret@")
"""What examples write where a password stands in an address."""

LEFT_OUT = (".png", ".svg", ".po", ".lock")
ALLOWED = "pragma: allowlist secret"


def secrets_in(files: list[Path]) -> list[str]:
    """``file:line: kind`` of whatever looks like a secret."""
    found = SecretsCollection()
    with transient_settings({"plugins_used": [{"name": name} for name in PLUGINS]}):
        for file in files:
            if file.suffix not in LEFT_OUT and not file.name.startswith("requirements"):
                found.scan_file(str(file))
    lines = []
    for name, secret in found:
        line = Path(name).read_text(encoding="utf-8").splitlines()[secret.line_number - 1]
        if ALLOWED not in line and not any(each in line for each in PLACEHOLDERS):
            lines.append(f"{name}:{secret.line_number}: {secret.type}")
    return sorted(lines)


def main() -> int:
    """The exit code."""
    listed = subprocess.run(["git", "ls-files", "-z"], capture_output=True, check=True).stdout.decode()
    found = secrets_in([path for name in listed.split("\0") if name and (path := Path(name)).is_file()])
    for line in found:
        print(line)
    if found:
        print("Take these out, and change what they open: git remembers them.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
