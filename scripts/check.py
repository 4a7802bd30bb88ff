"""Style, types, layers, migrations and messages: `make check`."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"
CHECKS = {
    "ruff": [BIN / "ruff", "check", "."],
    "ruff format": [BIN / "ruff", "format", "--check", "--quiet", "."],
    "djhtml": [BIN / "djhtml", "--tabwidth", "2", "--check", "templates"],
    "djlint": [BIN / "djlint", "templates", "--lint", "--quiet"],
    "types": [BIN / "mypy"],
    "layers": [BIN / "lint-imports", "--no-cache"],
    "migrations": [BIN / "python", "manage.py", "makemigrations", "--check", "--dry-run", "-v0"],
    "messages": [BIN / "python", "scripts/messages.py", "--check"],
}


def run(command: list) -> subprocess.CompletedProcess:
    """Run one check and return its completed process."""
    environment = dict(os.environ, PYTHONPATH=f"{ROOT}:{ROOT / 'site'}", DJANGO_SETTINGS_MODULE="config.settings.test")
    return subprocess.run([str(part) for part in command], cwd=ROOT, env=environment, capture_output=True, text=True)


def main() -> int:
    """Run all checks in parallel, one per core; print the output of those that fail and return the exit code."""
    failed = 0
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for name, process in zip(CHECKS, pool.map(run, CHECKS.values()), strict=True):
            print(f"{name}: {'ok' if process.returncode == 0 else 'FAILED'}", flush=True)
            if process.returncode:
                failed += 1
                print(process.stdout[-6000:], process.stderr[-3000:])
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
