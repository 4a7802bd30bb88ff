"""Finds undocumented uses of other packages by static analysis."""

import ast
import importlib.util
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from scripts.upstream_public import DOCUMENTED_ATTRIBUTES, PACKAGES, PUBLIC

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("site", "knowledge", "publications", "search", "talkshows", "bench", "scripts")
Uses = dict[tuple[str, str], set[str]]  # (kind, name) -> files


def list_files() -> list[Path]:
    """Return the modules of this project, without migrations and tests."""
    paths = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
    return sorted(path for path in paths if "migrations" not in path.parts)


@cache
def is_module(path: str) -> bool:
    """Return whether a dotted path can be imported as a module."""
    try:
        return importlib.util.find_spec(path) is not None
    except (ModuleNotFoundError, AttributeError):
        return False


def is_public(name: str) -> bool:
    """Return whether `module:object` is documented, by itself or with its module, and has no private part."""
    module, _colon, inner = name.partition(":")
    if any(part.startswith("_") for part in [*module.split("."), *inner.split(".")] if part != "__init__"):
        return False
    return module in PUBLIC or f"{module}:{inner.split('.')[0]}" in PUBLIC


class Names:
    """Imported names of one module, resolved to `wagtail.models` (a module) or `wagtail.models:Page`."""

    def __init__(self, tree: ast.AST):
        self.known: dict[str, str] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module and self._is_upstream(node.module):
                for alias in node.names:
                    inner = f"{node.module}.{alias.name}"
                    name = inner if is_module(inner) else f"{node.module}:{alias.name}"
                    self.known[alias.asname or alias.name] = name
            elif isinstance(node, ast.Import):
                for alias in node.names:
                    if self._is_upstream(alias.name):
                        top = alias.name if alias.asname else alias.name.split(".")[0]
                        self.known[alias.asname or top] = top

    @staticmethod
    def _is_upstream(module: str) -> bool:
        return module.split(".")[0] in PACKAGES

    def find(self, node: ast.AST) -> str | None:
        """Return the resolved name of `a.b.c`, or None when it is not imported from another package."""
        if isinstance(node, ast.Name):
            return self.known.get(node.id)
        if not isinstance(node, ast.Attribute) or (owner := self.find(node.value)) is None:
            return None
        if ":" in owner:
            return f"{owner}.{node.attr}"
        return f"{owner}.{node.attr}" if is_module(f"{owner}.{node.attr}") else f"{owner}:{node.attr}"


def find_imports(tree: ast.AST, names: Names) -> Iterator[tuple[str, str]]:
    """Yield (kind, name) of undocumented names that are imported or read from an imported module."""
    bases = {names.find(base) for node in ast.walk(tree) if isinstance(node, ast.ClassDef) for base in node.bases}
    taken = {name for name in names.known.values() if ":" in name}
    chains = (names.find(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute))
    taken |= {
        f"{name.partition(':')[0]}:{name.partition(':')[2].split('.')[0]}" for name in chains if name and ":" in name
    }
    for name in sorted(taken):
        if not is_public(name):
            yield "subclassed private" if name in bases else "private import", name


def find_patches(tree: ast.AST, names: Names) -> Iterator[tuple[str, str]]:
    """Yield (kind, name) of assignments to attributes of other packages' objects."""
    for node in ast.walk(tree):
        if isinstance(node, ast.For) and isinstance(node.iter, ast.Tuple) and isinstance(node.target, ast.Name):
            loop = Names(node)
            for one in node.iter.elts:
                if found := names.find(one):
                    loop.known = {node.target.id: found}
                    yield from find_patches(ast.Module(node.body, []), loop)
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "setattr" and names.find(node.args[0]):
            owner, name = names.find(node.args[0]), getattr(node.args[1], "value", "an attribute")
            yield "patched", f"{owner}{'.' if ':' in owner else ':'}{name}"
        for target in getattr(node, "targets", [getattr(node, "target", None)]):
            target = target.value if isinstance(target, ast.Subscript) else target
            if isinstance(target, ast.Attribute):
                if found := names.find(target):
                    yield "patched", found
                elif target.attr == "__class__":
                    yield "patched", "the class of an object"


def read_attributes(tree: ast.AST) -> tuple[set[str], set[str]]:
    """Return (private attribute names that are used, names that are defined)."""
    used, defined = set(), set()
    imported = {
        alias.asname or alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            own = isinstance(node.value, ast.Name) and node.value.id in {"self", "cls"}
            if own and isinstance(node.ctx, ast.Store):
                defined.add(node.attr)
            if not (isinstance(node.value, ast.Name) and node.value.id in imported):
                used.add(node.attr)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            defined.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            defined.add(node.id)
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in {"getattr", "setattr", "hasattr"}
        ):
            used |= {part.value for part in node.args[1:2] if isinstance(part, ast.Constant)}
    private = {name for name in used if name.startswith("_") and not name.endswith("__")}
    return private - DOCUMENTED_ATTRIBUTES, defined


def find_uses() -> Uses:
    """Return all uses with their files."""
    found: Uses = defaultdict(set)
    attributes, defined = defaultdict(set), set()
    for path in list_files():
        tree, where = ast.parse(path.read_text(encoding="utf-8")), str(path.relative_to(ROOT))
        names = Names(tree)
        for use in [*find_imports(tree, names), *find_patches(tree, names)]:
            found[use].add(where)
        used, here = read_attributes(tree)
        defined |= here
        for name in used:
            attributes[name].add(where)
    for name in find_words(attributes.keys() - defined):
        found["private attribute", name] = attributes[name]
    return found


def find_words(names: set[str]) -> set[str]:
    """Return the names that occur in the source of another package."""
    found: set[str] = set()
    for package in PACKAGES:
        spec = importlib.util.find_spec(package)
        for folder in (spec and spec.submodule_search_locations) or []:
            for path in Path(folder).rglob("*.py"):
                text = path.read_text(encoding="utf-8")
                found |= {name for name in names - found if name in text}
    return found
