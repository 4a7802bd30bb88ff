"""Creates the example initiatives from a CSV file, as an editor imports one; those that exist are not changed."""

from demo.source import CONTENT
from knowledge.initiatives.csv_file import decode, read_rows
from knowledge.initiatives.importing import Fate, import_rows


def load_initiatives() -> int:
    """Create the initiatives that are missing; return their number."""
    planned = import_rows(read_rows(decode((CONTENT / "initiatives.csv").read_bytes())), fates={Fate.NEW})
    return sum(row.fate == Fate.NEW for row in planned)
