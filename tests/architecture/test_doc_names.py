"""Names in backticks in the docs are today's: modules, classes, files, templates, commands, settings."""

import importlib
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[2]
DOCS = sorted((ROOT / "docs").rglob("*.md"))
PACKAGES = [
    "accounts", "characters", "config", "core", "covers", "demo", "directory", "editorial", "knowledge", "media", "open_data",
    "page_cache", "publications", "scripts", "search", "talkshows", "tests",
]  # fmt: skip
CODE = {".py", ".html", ".css", ".js", ".toml", ".yaml", ".yml", ".txt", ".xml", ".svg", ".java", ".conf", ""}
ENDINGS = "py|html|css|js|toml|yaml|yml|txt|xml|svg|jsonl|tsv|bin|sha256|md"
PATH = re.compile(rf"[\w.-]+(?:/[\w.-]+)*\.(?:{ENDINGS})|[\w.-]+(?:/[\w.-]+)+/?|[a-z_]+/")
DOTTED = re.compile(rf"(?:{'|'.join(PACKAGES)})(?:\.\w+)+")
# A word that is one of the code's: with an underscore, capitals inside, a call, an option or a style.
WORD = re.compile(r"[.-]*([A-Za-z]\w*_\w+|_\w+|[A-Z]+[a-z]\w*[A-Z]\w*|[A-Z]{3,}|(?<=--)[\w-]+|(?<=\.)[\w-]+)")
OLD = re.compile(r"docs/|.*/migrations/|tests/architecture/|requirements/")
NO_CODE = re.compile(r'^\s*"""[\s\S]*?"""|(?:^|  )#[^\n]*', re.MULTILINE)
# Names that are not the repository's, with whose they are.
FOREIGN = {
    "app/name_page.html": "how a kind's template is called", "app/name_page_content.html": "how a kind's template is called",
    "bewaren/": "an address", "failwhale/": "Wagtail's address", "text/calendar": "a media type",
    "embed/": "an address", "print/": "an address", "kit/text.txt": "an address", "kit/kit.zip": "an address",
    **{f"kit/{name}": "an address" for name in ("card.png", "square.png", "story.png", "poster-a3.pdf", "poster-a4.pdf", "poster-a3-bleed.pdf")},
    "VAR_DIR/tiles": "a folder of an installation", "VAR_DIR/mail": "a folder of an installation", "nl.txt": "an address",
    "docs.jsonl": "a file of a set", "queries-KIND.jsonl": "a file of a set", "pg_dump": "PostgreSQL's command", "preserve_brace_template_syntax": "minify-html's option",
    "create_index": "Elasticsearch's right", "delete_index": "Elasticsearch's right", "view_index_metadata": "Elasticsearch's right",
}  # fmt: skip


@cache
def tracked() -> frozenset[str]:
    """Return the files of the repository, and their folders with a slash behind."""
    done = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True)
    files = done.stdout.split()
    assert len(files) > 500
    return frozenset({*files, *(f"{folder}/" for name in files for folder in map(str, Path(name).parents))})


def read_words(path: Path) -> str:
    """Return the code of a file without the docstrings and comments of Python: these may speak of the past."""
    text = path.read_text(encoding="utf-8", errors="ignore")
    return NO_CODE.sub("", text) if path.suffix == ".py" else text


@cache
def words_of_the_code() -> frozenset[str]:
    """Return every word of the code as it is today, with hyphens and without."""
    found = {Path(name).stem for name in tracked()}
    for name in tracked():
        path = ROOT / name
        if path.is_file() and path.suffix in CODE and path != Path(__file__) and not OLD.match(name):
            text = read_words(path)
            found |= set(re.findall(r"\w+", text)) | {word.strip("-") for word in re.findall(r"[\w-]+", text)}
    return frozenset(found)


def exists(path: str) -> bool:
    """Return whether a file, a module or a folder of the repository ends with this path."""
    endings = (path, f"{path}.py", f"{path.rstrip('/')}/")
    if re.fullmatch(r"(?:docs/)?decisions/\d{4}", path):
        return any(f"/{path.removeprefix('docs/')}-" in name for name in tracked())
    return any(name == end or name.endswith("/" + end) for name in tracked() for end in endings)


def resolves(dotted: str) -> bool:
    """Return whether a dotted name leads to a module or to something in one."""
    parts = dotted.split(".")
    for end in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:end]))
        except ModuleNotFoundError:
            continue
        for number, part in enumerate(parts[end:]):
            if number == 0 and not hasattr(found, part):
                # `talkshows.EpisodePage` is how Django names a model.
                models = importlib.import_module(f"{parts[0]}.models") if end == 1 else None
                found = getattr(models, part, None)
            else:
                found = getattr(found, part, None)
            if found is None:
                return False
        return True
    return False


def judge(token: str) -> str:
    """Return what is wrong with a token in backticks, or nothing."""
    first = token.split("(")[0].split("=")[0].rstrip(":*")
    if token in FOREIGN or "://" in token or token.startswith(("/", "<", "#", "?", "…")):
        return ""
    for command in re.findall(r"manage\.py (\w+)", token):
        if command not in get_commands():
            return f"no command {command}"
    for target in re.findall(r"^make ([a-z]+)", token):
        if not re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE):
            return f"no target {target}"
    if DOTTED.fullmatch(first) and not PATH.fullmatch(first):
        return "" if resolves(first) else f"no such name {first}"
    if PATH.fullmatch(token):
        return "" if exists(token) or token.startswith("var/") else f"no file {token}"
    if WORD.fullmatch(first):
        return "" if WORD.fullmatch(first)[1].strip("-") in words_of_the_code() else f"no word {first}"
    return ""


def read_tokens(path: Path) -> list[str]:
    """Return what stands in backticks outside blocks of code."""
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    plain = re.findall(r"(?<![\w/.`])(?:docs|tests|scripts|site|search)/[\w/.-]*\w", re.sub(r"`[^`]*`", "", text))
    return [" ".join(token.split()) for token in re.findall(r"`([^`]+)`", text)] + plain


def test_names_are_todays():
    wrong = {
        f"{path.relative_to(ROOT)}: `{token}`: {judge(token)}"
        for path in DOCS
        for token in read_tokens(path)
        if judge(token)
    }
    assert sorted(wrong) == []


def test_every_foreign_name_is_needed(monkeypatch):
    used = {token for path in DOCS for token in read_tokens(path)}
    known = set(FOREIGN)
    monkeypatch.setattr(f"{__name__}.FOREIGN", {})
    assert sorted(name for name in known if name not in used or not judge(name)) == []


@pytest.mark.parametrize(
    "token",
    ["search.query.nearby", "core.EntryPages", "engines/chosen", "templates/components/cards2.html", "make bread",
     "manage.py bake", "RecordedPage", "find_everything_else()", "--no-such-option", "docs/decisions/9999"],
)  # fmt: skip
def test_a_name_that_is_not_there_is_found(token):
    assert judge(token) != ""
