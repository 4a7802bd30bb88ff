"""Writes the lock files: `make lock`. With hashes, without index URLs, only releases older than six days."""

import datetime
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "requirements"


def compile_lock(name: str, *arguments: str, limit: str) -> None:
    """Write requirements/NAME.txt with uv; `limit` is the latest upload date (ISO)."""
    command = [
        str(ROOT / ".venv" / "bin" / "uv"), "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--no-emit-index-url",
        "--no-header", "--exclude-newer", limit, "-c", "requirements/constraints.txt", *arguments, "-o", f"requirements/{name}.txt",
    ]  # fmt: skip
    subprocess.run(command, cwd=ROOT, check=True)


def main() -> None:
    """Write `dev` first; `base` and `production` use it as constraints."""
    limit = (datetime.datetime.now(datetime.UTC).date() - datetime.timedelta(days=6)).isoformat()
    for name in ("dev", "base", "production", "words"):
        (FOLDER / f"{name}.txt").unlink(missing_ok=True)
    compile_lock("dev", "pyproject.toml", "--all-extras", "--group", "dev", limit=limit)
    compile_lock("base", "pyproject.toml", "-c", "requirements/dev.txt", limit=limit)
    compile_lock("production", "pyproject.toml", "--all-extras", "-c", "requirements/dev.txt", limit=limit)
    compile_lock("words", "--group", "words", limit=limit)


if __name__ == "__main__":
    main()
