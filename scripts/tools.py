"""Downloads test tools that are not Python packages: `python scripts/tools.py nu`."""

import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NU = ("vnu-jar", "26.9.27", "22f15dd39a33bed929d2a5c0cddf5946849a647eca9272bf4d5d00bc7e7a4d47")


def fetch_nu() -> Path:
    """Download the Nu HTML checker with npm to var/tools, verify its hash, and return its path."""
    target = ROOT / "var" / "tools" / "vnu.jar"
    if target.exists() and hashlib.sha256(target.read_bytes()).hexdigest() == NU[2]:
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", f"{NU[0]}@{NU[1]}"], cwd=folder, check=True, capture_output=True)
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
            found = Path(folder) / "vnu.jar"
            with archive.extractfile("package/build/dist/vnu.jar") as jar:  # `extract(filter=)` came with Python 3.11.4
                found.write_bytes(jar.read())
        digest = hashlib.sha256(found.read_bytes()).hexdigest()
        if digest != NU[2]:
            raise SystemExit(f"the Nu checker is not the known one: {digest}")
        shutil.move(str(found), target)
    return target


if __name__ == "__main__":
    if sys.argv[1:] != ["nu"]:
        raise SystemExit("usage: python scripts/tools.py nu")
    print(fetch_nu())
