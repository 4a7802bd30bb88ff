"""Every address of the editing screens, read from the URL resolver and filled in with things that exist."""

import re

from django.apps import apps
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

BEGIN = "beheer/"


def walk(resolver, route="", space=""):
    """Yield (route, name with its namespaces, names of the parts to fill in) of every pattern below `resolver`."""
    for found in resolver.url_patterns:
        path = route + str(found.pattern)
        if isinstance(found, URLPattern):
            parts = list(found.pattern.regex.groupindex)
            yield path, f"{space}{found.name}" if found.name else "", parts
        else:
            yield from walk(found, path, f"{space}{found.namespace}:" if found.namespace else space)


def list_patterns() -> list[tuple]:
    """Return the patterns of the editing screens."""
    return [found for found in walk(get_resolver()) if found[0].startswith(BEGIN)]


def list_addresses(samples: dict, records: dict) -> dict[str, str]:
    """Return {name and route: address}.

    `samples` holds a value per part, more exactly as `namespace:part` or `name:part`, and under a name alone the query
    that its address needs; `records` {model: a record}
    for the addresses that Wagtail makes per model. A part without a value is an error: give it one.
    """
    return {
        f"{name or '-'} {route.removeprefix(BEGIN)}": fill(route, name, parts, samples, records)
        for route, name, parts in list_patterns()
    }


def fill(route: str, name: str, parts: list[str], samples: dict, records: dict) -> str:
    """Return the address of one pattern."""
    if not name:
        return "/" + re.sub(r"\^\.\*/\$$", "nergens/", route)
    values = {part: _value(name, part, samples, records) for part in parts}
    try:
        found = reverse(name, kwargs=values)
    except NoReverseMatch:  # a name that two patterns share
        filled = route
        for part, value in values.items():
            filled = re.sub(rf"<(?:\w+:)?{part}>", str(value), filled)
        found = f"/{filled}"
    return found + samples.get(name, "")


def _value(name: str, part: str, samples: dict, records: dict):
    space = name.rsplit(":", 1)[0]
    for key in (f"{name}:{part}", f"{space}:{part}"):
        if key in samples:
            return samples[key]
    model = re.fullmatch(r"wagtailsnippet(?:choosers|s)_([a-z]+)_([a-z]+)", space)
    if model and part == "pk":
        return records[apps.get_model(*model.groups())].pk
    if part not in samples or part == "pk":
        raise LookupError(f"no sample for <{part}> of {name}: add one to tests/editorial/admin_world.py")
    return samples[part]
