"""Admin view that corrects the text and speaker of single cues."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.log_actions import log

from accounts.acting import RefusedError, get_act
from core.models import EntryPage
from talkshows.captions import parser
from talkshows.captions.corrections import apply_corrections, make_correction
from talkshows.captions.cue import format_time
from talkshows.captions.tracks import find_shown
from talkshows.consent import statement
from talkshows.models import EpisodePage

PER_PAGE = 50
MAX_TEXT, MAX_SPEAKER = 2000, 200


@require_http_methods(["GET", "POST"])
def correct_lines(request, pk: int, language: str):
    """Show the cues of the latest revision as form rows; POST saves corrections as a new revision. An alias leads to its source."""
    page = get_object_or_404(EpisodePage, pk=min(pk, 2**63 - 1))
    allowed = page.permissions_for_user(request.user)
    if not allowed.can_edit():
        raise PermissionDenied
    if page.alias_of_id:
        return redirect("correct_lines", page.alias_of_id, language)
    draft = page.get_latest_revision_as_object()
    tracks = list(draft.caption_tracks.all())
    track = next((row for row in [*find_shown(tracks), *tracks] if row.language == language), None)
    if track is None:
        raise Http404
    try:
        originals = parser.parse(track.source).cues
    except parser.CaptionError:
        raise Http404 from None
    rows = make_rows(originals, track.corrections)
    paginator = Paginator(rows, PER_PAGE)
    shown = paginator.get_page(request.GET.get("p"))
    problem, status = "", 200
    if request.method == "POST":
        apply_form_data(shown, request.POST)
        changed = [row for row in shown if (row["text"], row["speaker"]) != (row["was_text"], row["was_speaker"])]
        locked = page.get_lock()
        if locked and locked.for_user(request.user):
            problem, status = _("This page is locked; somebody else is working on it."), 409
        elif str(page.latest_revision_id or "") != request.POST.get("version", ""):
            problem = _("Somebody saved this page meanwhile. Your lines stand below; look at them and save again.")
            status = 409
        elif changed:
            draft.caption_tracks = tracks
            states = allowed.can_publish() and statement.holds(draft)
            correct(track, originals, changed)
            if states:  # who may publish the lines says so of them too
                statement.restate(draft)
            save_corrections(request, page, draft, track, len(changed))
            if "publish" in request.POST and allowed.can_publish():
                publish_or_keep(request, draft)
            return redirect(f"{request.path}?p={shown.number}")
        else:
            messages.info(request, _("No line was changed."))
    unfit = [row for row in track.corrections if not row.get("fits", True)]
    for row in unfit:
        row["clock"] = format_time(row["start"] // 1000)
    context = {"page": page, "track": track, "rows": shown, "unfit": unfit, "problem": problem, "allowed": allowed}
    return render(request, "talkshows/admin/corrections.html", context, status=status)


def publish_or_keep(request, draft) -> None:
    """Publish the mended lines; where somebody else has to look first they stay a draft, and the editor reads why."""
    try:
        with transaction.atomic():
            draft.latest_revision.publish(user=request.user)
    except RefusedError as refusal:
        if (act := get_act()) is not None:
            act.refusals.remove(refusal)  # told here, beside the lines
        messages.warning(request, _("Your lines are saved as a draft. %(why)s") % {"why": refusal.message})


def make_rows(originals, corrections) -> list[dict]:
    """Return one form row (dict) per cue of the file, with its current text and speaker; the text may be empty."""
    by_place = {}
    left = [row for row in apply_corrections(originals, corrections)[1] if row["fits"]]
    for place, cue in enumerate(originals):
        for row in left:
            if (row["start"], row["was_text"], row["was_speaker"]) == (cue.start, cue.text, cue.speaker):
                by_place[place] = row
                left.remove(row)
                break
    found = []
    for place, cue in enumerate(originals):
        now = by_place.get(place, {"text": cue.text, "speaker": cue.speaker})
        found.append({
            "place": place, "clock": format_time(cue.start // 1000), "text": now["text"], "speaker": now["speaker"],
            "was_text": now["text"], "was_speaker": now["speaker"], "corrected": place in by_place, "file": cue.text,
        })  # fmt: skip
    return found


def apply_form_data(rows, data) -> None:
    """Update the rows with the POST data."""
    for row in rows:
        text = data.get(f"text-{row['place']}", row["text"])
        row["text"] = " ".join(text.replace("\0", "").split("\r\n"))[:MAX_TEXT].strip() if text != row["text"] else text
        if row["text"].split() == row["was_text"].split():  # browsers normalise line endings
            row["text"] = row["was_text"]
        row["speaker"] = " ".join(data.get(f"speaker-{row['place']}", row["speaker"]).replace("\0", "").split())[
            :MAX_SPEAKER
        ]


def correct(track, originals, changed) -> None:
    """Note the changed rows as corrections of a caption track."""
    for row in changed:
        cue = originals[row["place"]]
        key = (cue.start, cue.text, cue.speaker)
        others = [old for old in track.corrections if (old["start"], old["was_text"], old["was_speaker"]) != key]
        same = (row["text"], row["speaker"]) == (cue.text, cue.speaker)
        track.corrections = others if same else [*others, make_correction(cue, row["text"], row["speaker"])]
    track.update_cues()


def save_corrections(request, page: EntryPage, draft, track, count: int) -> None:
    """Save the corrected draft as a new revision; log the action and add a success message."""
    draft.save_revision(user=request.user, log_action=True)
    log(page, "talkshows.captions.correct", user=request.user, data={"language": track.language, "lines": count})
    text = ngettext("%(count)d line is mended.", "%(count)d lines are mended.", count)
    messages.success(request, text % {"count": count})
