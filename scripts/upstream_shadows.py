"""Finds overridden private methods, templates and URLs of other packages, with Django set up."""

import importlib
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.urls import Resolver404, URLPattern, get_resolver
from django.utils.regex_helper import normalize

from scripts.upstream_public import DOCUMENTED_METHODS, PACKAGES
from scripts.upstream_uses import ROOT, list_files

SAMPLES = ("1", "a", "nl", "00000000-0000-4000-8000-000000000000", "a/b")  # values for URL parameters


def is_upstream(module: str) -> bool:
    """Return whether a module belongs to one of PACKAGES."""
    return module.split(".")[0] in PACKAGES


def list_classes() -> Iterator[tuple[type, str]]:
    """Yield the classes of this project with their file."""
    for path in list_files():
        parts = path.relative_to(ROOT).with_suffix("").parts
        if parts[0] in {"bench", "scripts"} or "settings" in parts:
            continue
        module = importlib.import_module(".".join(parts[1:] if parts[0] == "site" else parts).removesuffix(".__init__"))
        for one in vars(module).values():
            if inspect.isclass(one) and one.__module__ == module.__name__:
                yield one, str(path.relative_to(ROOT))


def find_methods() -> Iterator[tuple[tuple[str, str], str]]:
    """Yield overrides of private methods as ((kind, name), file)."""
    for own, where in list_classes():
        for name, value in vars(own).items():
            if not name.startswith("_") or name.endswith("__") or getattr(value, "__module__", "") != own.__module__:
                continue
            base = next((one for one in own.__mro__[1:] if name in vars(one)), None)
            if base is None or not is_upstream(base.__module__):
                continue
            if not any(
                base.__module__.startswith(module) and name in known for module, known in DOCUMENTED_METHODS.items()
            ):
                yield ("private method", f"{base.__module__}:{base.__qualname__}.{name}"), where


def find_templates() -> Iterator[tuple[tuple[str, str], str]]:
    """Yield templates that replace one of another package as ((kind, name), file)."""
    folder = ROOT / "templates"
    for path in sorted(folder.rglob("*.html")):
        name = str(path.relative_to(folder))
        if find_template(name) is not None:
            yield ("replaced template", name), str(path.relative_to(ROOT))


def find_template(name: str) -> Path | None:
    """Return the file of a template in another package, or None."""
    for config in apps.get_app_configs():
        path = Path(config.path) / "templates" / name
        if is_upstream(config.name) and path.is_file():
            return path
    return None


def list_patterns(resolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield (regular expression, pattern) of every URL pattern in resolution order."""
    for pattern in resolver.url_patterns:
        text = before + str(pattern.pattern.regex.pattern).removeprefix("^").replace(r"\A", "")
        if isinstance(pattern, URLPattern):
            yield text, pattern
        else:
            yield from list_patterns(pattern, text)


def describe_view(view) -> str:
    """Return `module:name` of a view, without its decorators."""
    while not hasattr(view, "view_class") and hasattr(view, "__wrapped__"):
        view = view.__wrapped__
    view = getattr(view, "view_class", view)
    view = view if hasattr(view, "__qualname__") else type(view)
    return f"{view.__module__}:{view.__qualname__}"


def make_addresses(regex: str) -> Iterator[str]:
    """Yield sample URLs that match a regular expression."""
    for form, names in normalize(regex):
        for sample in SAMPLES:
            address = form % dict.fromkeys(names, sample)
            if re.match(regex, address):
                yield address
                break


def find_addresses() -> Iterator[tuple[tuple[str, str], str, str]]:
    """Yield URLs of other packages that resolve to a view of this project: (kind, URL), file, replaced view."""
    resolver = get_resolver(settings.ROOT_URLCONF)
    for regex, pattern in list_patterns(resolver):
        theirs = describe_view(pattern.callback)
        if not is_upstream(theirs):
            continue
        for address in make_addresses(regex):
            try:
                ours = resolver.resolve(f"/{address}").func
            except Resolver404:
                continue
            found = describe_view(ours)
            if found.split(".")[0] != theirs.split(".")[0]:
                module = settings.ROOT_URLCONF if is_upstream(found) else found.partition(":")[0]
                where = Path(inspect.getsourcefile(importlib.import_module(module))).relative_to(ROOT)
                yield ("shadowed address", f"/{address}"), str(where), theirs
