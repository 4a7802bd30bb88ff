"""Puts a large recording on a public page of a site, for benchmarks: `python -m bench.large_recording SIZE`."""

import hashlib
import json
import random
import sys

from bench.storm_editor import set_up


def make(size: int) -> dict:
    """Make the recording and its page; return its path and the hashes of the whole and of its second million bytes."""
    from django.core.files.base import ContentFile

    from talkshows.models import SeriesPage
    from tests import factories
    from tests.recordings import SiteMediaFactory, recorded

    data = random.Random(1).randbytes(size)
    media = SiteMediaFactory(file=ContentFile(data, name="lang.webm"))
    factories.EpisodePageFactory(
        parent=SeriesPage.objects.filter(live=True, locale__language_code="nl").first(),
        **{**recorded(), "recording_file": media},
    )
    return {
        "path": media.url, "sha256": hashlib.sha256(data).hexdigest(),
        "part": hashlib.sha256(data[1_000_000:2_000_000]).hexdigest(),
    }  # fmt: skip


if __name__ == "__main__":
    set_up(has_factories=True)
    print(json.dumps(make(int(sys.argv[1]))))
