"""The image of the containers: what .dockerignore leaves out, no code reads."""

import ast
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("site", "knowledge", "publications", "search", "talkshows")
OF_AN_INSTALLATION = {".env", "var"}  # made beside the code, and never in the image


def is_left_out(path: str, rules: list[str]) -> bool:
    """Return whether Docker leaves a path out: the last rule that names it, or a folder above it, decides."""
    found = False
    for rule in rules:
        pattern = rule.removeprefix("!")
        parents = [PurePosixPath(path), *PurePosixPath(path).parents]
        if any(one.full_match(pattern) if hasattr(one, "full_match") else match(str(one), pattern) for one in parents):
            found = not rule.startswith("!")
    return found


def match(path: str, pattern: str) -> bool:
    """Return whether a path matches a whole pattern, in which `**` stands for any number of folders."""
    if pattern.startswith("**/"):
        return PurePosixPath(path).match(pattern.removeprefix("**/"))
    same_depth = len(PurePosixPath(path).parts) == len(PurePosixPath(pattern).parts)
    return same_depth and PurePosixPath(path).match(pattern)


def read_rules() -> list[str]:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    return [line.strip().rstrip("/") for line in lines if line.strip() and not line.startswith("#")]


def find_paths(source: str) -> set[str]:
    """Return the paths below the project's folder that a module puts together."""
    tree = ast.parse(source)
    texts, roots = {}, {"ROOT"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            if isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
                texts[node.targets[0].id] = node.value.value
            elif is_root(node.value, roots):
                roots.add(node.targets[0].id)
    chains = [node for node in ast.walk(tree) if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)]
    return {path for chain in chains if (path := join(chain, texts, roots))}


def is_root(node, roots: set[str]) -> bool:
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Path" and node.args:
        return is_root(node.args[0], roots)
    return getattr(node, "attr", "") == "ROOT_DIR" or getattr(node, "id", "") in roots


def join(node, texts: dict[str, str], roots: set[str]) -> str:
    """Return the known parts of `root / "a" / B`, or an empty text for another path."""
    parts: list[str | None] = []
    while isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        right = node.right
        parts.append(
            texts.get(getattr(right, "id", "")) if isinstance(right, ast.Name) else getattr(right, "value", None)
        )
        node = node.left
    if not is_root(node, roots):
        return ""
    known = [part if isinstance(part, str) else None for part in reversed(parts)]
    return "/".join(known[: known.index(None)] if None in known else known)


def find_read() -> set[str]:
    files = [ROOT / "manage.py", *(file for name in PACKAGES for file in (ROOT / name).rglob("*.py"))]
    return {path for file in files for path in find_paths(file.read_text(encoding="utf-8"))} - OF_AN_INSTALLATION


def test_no_file_that_code_reads_is_left_out():
    read, rules = find_read(), read_rules()
    assert {"docs/redactie.md", "templates", "site/static", "requirements/production.txt"} <= read
    assert [path for path in sorted(read) if is_left_out(path, rules)] == []
    assert [path for path in sorted(read) if not (ROOT / path).exists()] == []


@pytest.mark.parametrize(
    ("path", "left_out"),
    [
        (".env", True), (".git/config", True), ("var/secret-key", True), ("tests/conftest.py", True), ("docs/search.md", True),
        ("docs/decisions/0001.md", True), ("site/core/__pycache__/a.pyc", True), ("site/core/health.py", False),
        ("docs/redactie.md", False), ("manage.py", False),
    ],
)  # fmt: skip
def test_secrets_and_what_is_not_needed_are_left_out(path, left_out):
    assert is_left_out(path, read_rules()) is left_out
