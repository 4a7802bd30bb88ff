"""Every setting has a reader: our own code, or that of an installed package."""

import importlib.util
import re
from pathlib import Path

from django.conf import global_settings, settings

ROOT = Path(__file__).resolve().parents[2]
OURS = ("site", "knowledge", "publications", "search", "talkshows", "templates")
UNINSTALLED = ["django_permissions_policy", "whitenoise", "django_redis", "storages"]  # middleware and storages


def find_packages() -> set[Path]:
    """Return the folders of the packages that may read a setting."""
    names = {name.partition(".")[0] for name in settings.INSTALLED_APPS} | {"django", *UNINSTALLED}
    specs = [importlib.util.find_spec(name) for name in names]
    folders = {Path(place) for spec in specs if spec for place in spec.submodule_search_locations or []}
    return {folder for folder in folders if ROOT not in folder.parents or ".venv" in folder.parts}


def test_every_setting_has_a_reader():
    own = [
        path for folder in OURS for path in (ROOT / folder).rglob("*") if path.suffix in {".py", ".html"} and "settings" not in path.parts
    ]  # fmt: skip
    packages = [path for folder in find_packages() for path in folder.rglob("*.py") if "tests" not in path.parts]
    assert len(own) > 400 and len(packages) > 1500
    words = {word for path in [*own, *packages] for word in re.findall(rb"\b[A-Z][A-Z0-9_]{2,}\b", path.read_bytes())}
    names = {name for name in dir(settings) if name.isupper() and not hasattr(global_settings, name)}
    assert len(names) > 40
    # allauth puts its prefixes before what it reads
    parts = {name: {name, name.removeprefix("ACCOUNT_"), name.removeprefix("MFA_")} for name in names}
    assert sorted(name for name in names if not {part.encode() for part in parts[name]} & words) == []
