"""No import cycle between modules, also not inside a package, and imports inside functions counted."""

import tomllib
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parents[2]


def find_cycles(graph: grimp.ImportGraph) -> list[str]:
    """Return each import that is part of a cycle, with where it stands."""
    found = []
    for importer in sorted(graph.modules):
        for imported in sorted(graph.find_modules_directly_imported_by(importer)):
            if graph.chain_exists(importer=imported, imported=importer):
                lines = [
                    str(one["line_number"]) for one in graph.get_import_details(importer=importer, imported=imported)
                ]
                found.append(f"{importer} -> {imported} (line {', '.join(lines)})")
    return found


def build_graph() -> grimp.ImportGraph:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return grimp.build_graph(*settings["tool"]["importlinter"]["root_packages"], cache_dir=None)


def test_no_import_cycles():
    assert find_cycles(build_graph()) == []


def test_a_cycle_is_found():
    graph = build_graph()
    graph.add_import(importer="search.query.parser", imported="search.query.executor", line_number=1, line_contents="")
    assert "search.query.parser -> search.query.executor (line 1)" in find_cycles(graph)
