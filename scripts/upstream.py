"""The register of undocumented uses of other packages, tests/architecture/upstream.toml.

python scripts/upstream.py            print the differences from the register
python scripts/upstream.py --write    update versions, files and hashes; new rows need a reason
"""

import ast
import hashlib
import importlib
import inspect
import os
import sys
import textwrap
import tomllib
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
REGISTER = ROOT / "tests" / "architecture" / "upstream.toml"
FIELDS = ("name", "object", "package", "where", "why", "hash")
Use = tuple[str, str]  # (kind, name)


def hash_tree(tree: ast.AST) -> str:
    """Return a short hash of code, ignoring comments, layout and docstrings."""
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if (
            isinstance(body, list)
            and body
            and isinstance(body[0], ast.Expr)
            and isinstance(body[0].value, ast.Constant)
        ):
            node.body = body[1:]
    return hashlib.sha256(ast.dump(tree).encode()).hexdigest()[:16]


def hash_object(name: str) -> str:
    """Return the hash of `module:object`: a class with its bases in the same package, a function or an assignment."""
    module_name, _colon, path = name.partition(":")
    module = importlib.import_module(module_name)
    owner = found = module
    for part in path.split("."):
        owner, found = found, inspect.getattr_static(found, part)
    found = getattr(
        found, "func", getattr(found, "fget", getattr(found, "__func__", found))
    )  # properties, class methods
    if inspect.isclass(found):
        package = found.__module__.split(".")[0]
        classes = [one for one in found.__mro__ if one.__module__.split(".")[0] == package]
        return hash_tree(ast.parse("\n".join(textwrap.dedent(inspect.getsource(one)) for one in classes)))
    if inspect.isroutine(found) and inspect.isclass(owner) and not _is_of(found, owner):  # replaced by our patch
        body = ast.parse(textwrap.dedent(inspect.getsource(owner))).body[0].body
        original = [node for node in body if getattr(node, "name", "") == path.rpartition(".")[2]]
        return hash_tree(ast.Module(original, []))
    if inspect.isroutine(found):
        return hash_tree(ast.parse(textwrap.dedent(inspect.getsource(inspect.unwrap(found)))))
    tree = ast.parse(inspect.getsource(module))
    set_here = [
        node for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and any(isinstance(target, ast.Name) and target.id == path for target in node.targets)
    ]  # fmt: skip
    if set_here:
        return hash_tree(ast.Module(set_here, []))
    kind = type(owner if type(found).__module__ == "builtins" else found)
    if kind.__module__ == "builtins":
        return hash_tree(tree)
    return hash_object(f"{kind.__module__}:{kind.__qualname__}")


def _is_of(function, owner: type) -> bool:
    """Return whether a function belongs to the package of the class that it is set on."""
    return function.__module__.split(".")[0] == owner.__module__.split(".")[0]


def find_package(name: str) -> str:
    """Return package and version of `module:object`, such as `wagtail 8.0.1`."""
    from scripts.upstream_public import DISTRIBUTIONS

    top = name.split(".")[0].split(":")[0]
    distribution = DISTRIBUTIONS.get(top, top)
    return f"{distribution} {version(distribution)}"


class Register:
    """The rows of the register file, and the uses found in the code."""

    def __init__(self, path: Path = REGISTER):
        kinds = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        self.path = path
        self.rows: dict[Use, dict] = {(kind, row["name"]): row for kind, rows in kinds.items() for row in rows}

    @cached_property
    def found(self) -> dict[Use, dict]:
        """{use: row} of all uses in the code."""
        from scripts import upstream_shadows, upstream_uses

        files: dict[Use, set[str]] = {use: set(where) for use, where in upstream_uses.find_uses().items()}
        objects: dict[Use, str] = {}
        for use, where in [*upstream_shadows.find_methods(), *upstream_shadows.find_templates()]:
            files.setdefault(use, set()).add(where)
        for use, where, view in upstream_shadows.find_addresses():
            files.setdefault(use, set()).add(where)
            objects[use] = view
        return {use: self.make_row(use, sorted(where), objects.get(use)) for use, where in sorted(files.items())}

    def make_row(self, use: Use, where: list[str], view: str | None) -> dict:
        """Return a row with the current version and hash."""
        from scripts.upstream_shadows import find_template

        kind, name = use
        old = self.rows.get(use, {})
        row = {"name": name, "where": where, "why": old.get("why", "")}
        if kind == "replaced template":
            path = find_template(name)
            package = find_package(path.parts[path.parts.index("site-packages") + 1])
            return {**row, "package": package, "hash": hashlib.sha256(path.read_bytes()).hexdigest()[:16]}
        target = view or old.get("object") or (name if ":" in name else "")
        if target and target != name:
            row["object"] = target  # the owner of an attribute is entered by hand
        return {**row, "package": find_package(target), "hash": hash_object(target)} if target else row

    def compare(self) -> list[str]:
        """Return a line for each difference between register and code."""
        lines = []
        for use, row in self.found.items():
            kind, name = use
            known, where = self.rows.get(use), ", ".join(row["where"])
            if known is None:
                lines.append(f"{where}: {kind} {name} is not in the register")
                continue
            if known.get("hash") != row.get("hash"):
                lines.append(
                    f"{where}: {kind} {known.get('object', name)} changed from {known['package']} to {row['package']}"
                )
            elif known["where"] != row["where"]:
                lines.append(f"{where}: {kind} {name} stood in {', '.join(known['where'])}")
            if not known["why"] or not known.get("hash"):
                lines.append(f"{where}: {kind} {name} has no reason or no object in the register")
        gone = self.rows.keys() - self.found.keys()
        return [*lines, *(f"the register names {kind} {name}, which nothing uses" for kind, name in sorted(gone))]

    def write(self) -> None:
        """Write the found uses, with their known reasons."""
        lines = [
            "# What an upgrade can break: python scripts/upstream.py --write keeps all but `why` (docs/conventions.md)."
        ]
        for (kind, _name), row in self.found.items():
            lines += ["", f'[["{kind}"]]']
            for field in FIELDS:
                if field in row:
                    value = row[field]
                    text = ", ".join(quote(one) for one in value) if isinstance(value, list) else quote(value)
                    lines.append(f"{field} = [{text}]" if isinstance(value, list) else f"{field} = {text}")
        self.path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def quote(text: str) -> str:
    """Return a TOML string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def main() -> int:
    """Compare or write the register; return the exit code."""
    import django

    django.setup()
    register = Register()
    if "--write" in sys.argv[1:]:
        register.write()
        register = Register()
    lines = register.compare()
    print("\n".join(lines) if lines else f"{len(register.rows)} rows, nothing to look at")
    if lines:
        print("Read the upstream diff, then run `python scripts/upstream.py --write`.")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    sys.exit(main())
