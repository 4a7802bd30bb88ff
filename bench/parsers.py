"""Property tests of the caption parser and the iCalendar writer with 10,000 examples: `make bench ONLY=parsers`."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TESTS = ["tests/talkshows/captions/test_parser.py", "tests/talkshows/events/test_ical.py"]
EXAMPLES = 10_000


def parsers() -> dict:
    """Run the property tests; return the number of examples, the result and the seconds."""
    environment = dict(os.environ, MAX_EXAMPLES=str(EXAMPLES), DJANGO_SETTINGS_MODULE="config.settings.test")
    environment.pop("DATABASE_URL", None)
    begin = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *TESTS]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode:
        print(done.stdout[-4000:], file=sys.stderr)
    return {"examples": EXAMPLES, "passed": done.returncode == 0, "seconds": round(time.monotonic() - begin)}
