"""Judges generated files and pasted texts of every kind in tests/real_files: `make realfiles`."""

import argparse
import importlib
import os
import pkgutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def find_kinds() -> dict:
    """Return {name: module} of the kinds that can be judged."""
    from tests import real_files

    names = [module.name for module in pkgutil.iter_modules(real_files.__path__) if not module.name.startswith("test_")]
    modules = {name: importlib.import_module(f"tests.real_files.{name}") for name in names}
    return {name: module for name, module in modules.items() if hasattr(module, "judge_samples")}


def main() -> int:
    """Make and judge the samples; return 1 when one is not as it should be."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kind", help="only this kind")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--count", type=int, help="samples of each kind")
    chosen = options.parse_args()
    failed = False
    for name, module in find_kinds().items():
        if chosen.kind and chosen.kind != name:
            continue
        samples = module.make_samples(chosen.seed, chosen.count or module.COUNT)
        faults = module.judge_samples(samples)
        failed = failed or bool(faults)
        print(f"{name}: {len(samples)} samples, {len(faults)} faults")
        for fault in faults[:20]:
            print(f"  {fault}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    import django

    django.setup()
    sys.exit(main())
