"""Style, layers, migrations and messages: `make check`."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"
CHECKS = {
    "ruff": [BIN / "ruff", "check", "."],
    "ruff format": [BIN / "ruff", "format", "--check", "--quiet", "."],
    "djhtml": [BIN / "djhtml", "--tabwidth", "2", "--check", "templates"],
    "djlint": [BIN / "djlint", "templates", "--lint", "--quiet"],
    "layers": [BIN / "lint-imports", "--no-cache"],
    "migrations": [BIN / "python", "manage.py", "makemigrations", "--check", "--dry-run", "-v0"],
    "messages": [BIN / "python", "scripts/messages.py", "--check"],
}


def main() -> int:
    """Run all checks; print those that fail."""
    environment = dict(os.environ, PYTHONPATH=f"{ROOT}:{ROOT / 'site'}", DJANGO_SETTINGS_MODULE="config.settings.test")
    failed = 0
    for name, command in CHECKS.items():
        done = subprocess.run(
            [str(part) for part in command], cwd=ROOT, env=environment, capture_output=True, text=True
        )
        print(f"{name}: {'ok' if done.returncode == 0 else 'FAILED'}", flush=True)
        if done.returncode:
            failed += 1
            print(done.stdout[-6000:], done.stderr[-3000:])
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
