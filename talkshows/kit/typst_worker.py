"""Draws files in a child process with resource limits: `python -I typst_worker.py < jobs.json`.

The input is `{"templates", "fonts", "jobs": [{"name", "template", "inputs"}]}`; the output is a ZIP file with one stored member
for each job. Names ending in .pdf become tagged PDF/UA-1, others PNG with one pixel for each point. Does not use Django.
"""

import io
import json
import resource
import sys
import zipfile
from pathlib import Path

import typst

MEMORY = 1 << 30  # bytes, RLIMIT_DATA
ADDRESSES = 4 << 30  # bytes, RLIMIT_AS: threads reserve much and use little
CPU_SECONDS = 20
MAX_OUTPUT = 64 << 20
PIXELS_PER_INCH = 72  # a pixel for each point


def set_limits() -> None:
    """Set the resource limits of this process."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MAX_OUTPUT, MAX_OUTPUT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def draw(compiler: typst.Compiler, templates: Path, job: dict) -> bytes:
    """Return one file."""
    is_pdf = job["name"].endswith(".pdf")
    return compiler.compile(
        str(templates / job["template"]),
        format="pdf" if is_pdf else "png",
        ppi=PIXELS_PER_INCH,
        sys_inputs=job["inputs"],
        pdf_standards=["ua-1"] if is_pdf else [],
    )


def main() -> None:
    """Draw what standard input asks for."""
    set_limits()
    asked = json.load(sys.stdin)
    templates = Path(asked["templates"])
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[asked["fonts"]])
    compiler = typst.Compiler(root=str(templates), font_paths=fonts, ignore_system_fonts=True)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as files:
        for job in asked["jobs"]:
            files.writestr(job["name"], draw(compiler, templates, job))
    sys.stdout.buffer.write(out.getvalue())


if __name__ == "__main__":
    main()
