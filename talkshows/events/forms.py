"""Edit form of events: requires captions and consents for publication, and reads chapters from a file."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.admin.entry_form import EntryForm
from media.uploads.kept_fields import KeepsUploads, KeptFileInput
from talkshows.captions import parser
from talkshows.captions.cue import format_time
from talkshows.captions.fields import format_problem
from talkshows.captions.requirements import get_missing_captions_message, get_second_captions_message
from talkshows.consent.guests import STATEMENT, find_consent_error, list_guests
from talkshows.consent.requirements import get_naming_message
from talkshows.consent.statement import StatementField
from talkshows.consent.stored_text import list_texts
from talkshows.models.captions import Chapter, get_file_identity


def requests_publication(data) -> bool:
    """Return whether the POST data publishes the page, or submits it to the workflow that does."""
    if any(name in data for name in ("action-publish", "action-submit", "action-restart-workflow")):
        return True
    return "action-workflow-action" in data and data.get("workflow-action-name") == "approve"


def ends_in_publication(data, page) -> bool:
    """Return whether the POST data publishes the page now: the button, or the approval of the last step of its workflow."""
    if "action-publish" in data:
        return True
    if "action-workflow-action" not in data or data.get("workflow-action-name") != "approve":
        return False
    state = page.current_workflow_state if page.pk else None
    return state is not None and state.is_at_final_task


def _read(upload) -> bytes:
    upload.seek(0)
    return upload.read()


class EpisodeForm(KeepsUploads, EntryForm):
    """Edit form of episodes and gatherings."""

    chapters_file = forms.FileField(
        label=_("Chapters from a file"), required=False,
        help_text=_("WebVTT (.vtt). Takes the place of the chapters below."),
        widget=KeptFileInput(attrs={"accept": ".vtt,text/vtt"}),
    )  # fmt: skip
    statement_asked = forms.CharField(required=False, widget=forms.HiddenInput)
    kept_fields = ("chapters_file",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.statement = StatementField(self)
        self.keep_uploads_of(self.for_user)

    def clean_chapters_file(self):
        """Return the chapters of the file as (start in seconds, title) pairs, or None without a file."""
        upload = self.cleaned_data.get("chapters_file")
        if not upload:
            return None
        try:
            if upload.size > parser.MAX_SIZE:
                raise parser.CaptionError([(0, _("this file is too large for captions"))])
            cues = parser.parse(parser.decode(_read(upload)), is_spoken=False).cues
        except parser.CaptionError as error:
            raise ValidationError([format_problem(*problem) for problem in error.problems]) from error
        chapters = [(cue.start // 1000, cue.plain_text) for cue in cues]
        length = Chapter._meta.get_field("title").max_length
        told = _("The title of the chapter at %(time)s has more than %(length)d characters; make it shorter.")
        if long := [start for start, title in chapters if len(title) > length]:
            raise ValidationError([told % {"time": format_time(start), "length": length} for start in long])
        return chapters

    def clean(self):
        """Reject publication of a recording without captions or a recorded consent, or with a name that was taken back."""
        cleaned = super().clean()
        if requests_publication(self.data):
            self._refuse_names(cleaned)
        recording = cleaned.get("recording_file") or cleaned.get("recording_url")
        if recording and requests_publication(self.data):
            language = cleaned.get("recording_language")
            if language and language not in self._caption_languages():
                name = dict(self.fields["recording_language"].choices).get(language, language)
                self.add_error("recording_language", get_missing_captions_message(name))
        self._check_consents(cleaned, recording)
        self._refuse_second_captions()
        return cleaned

    def _check_consents(self, cleaned: dict, recording) -> None:
        """Reject publication of a recording without the consents it needs, or a statement about that very recording."""
        identity = f"url:{recording}" if isinstance(recording, str) else get_file_identity(recording)
        identity = identity if recording else ""
        is_stated = self.statement.judge(cleaned, identity, self._caption_tracks() if recording else [])
        if not recording or is_stated or not ends_in_publication(self.data, self.instance):
            return
        if error := find_consent_error(self.instance, identity, list_guests(self._contributions())):
            if cleaned.get(STATEMENT):
                self.statement.ask_again()
                error = format_html(
                    "{} {}", _("The recording or its captions changed since this was ticked: look again."), error
                )
            self.add_error(STATEMENT, error)

    def _refuse_second_captions(self) -> None:
        """Add an error to each caption row in a language that a row above it has already."""
        found = set()
        for row in self._caption_rows() if "caption_tracks" in self.formsets else ():
            language = row.cleaned_data.get("language") if row.cleaned_data.get("source") else None
            if language in found:
                row.add_error("language", get_second_captions_message(row.instance.get_language_display()))
            elif language:
                found.add(language)

    def _refuse_names(self, cleaned: dict) -> None:
        """Add an error to each field that names a guest whose consent has ended; rows below are asked when it is published."""
        restrictions = self.instance.restrictions if self.instance.pk else None
        if restrictions is None or not restrictions.names:
            return
        for text in list_texts(self.instance, with_rows=False):
            if text.field in cleaned:
                text.value = cleaned[text.field]
                for name in text.find(restrictions.matcher)[:1]:
                    self.add_error(text.field, get_naming_message(text.label, name))

    def _contributions(self) -> list:
        """Return the contributions of the form's rows that are not deleted."""
        formset = self.formsets.get("contributions")
        if formset is None:
            return list(self.instance.contributions.all())
        formset.is_valid()
        rows = [row for row in formset.forms if row.has_changed() or row.instance.pk]
        return [row.instance for row in rows if not getattr(row, "cleaned_data", {}).get("DELETE")]

    def _caption_rows(self) -> list:
        """Return the forms of the caption rows that are not deleted, in the order that the editor gave them."""
        formset = self.formsets["caption_tracks"]
        formset.is_valid()
        rows = [row for row in formset.forms if not row.cleaned_data.get("DELETE")]
        return sorted(rows, key=lambda row: row.cleaned_data.get("ORDER") or len(rows))

    def _caption_tracks(self) -> list:
        """Return the caption tracks as they were posted, without rows that cannot be read."""
        if "caption_tracks" not in self.formsets:
            return list(self.instance.caption_tracks.all())
        return [row.instance for row in self._caption_rows() if row.cleaned_data.get("source") and not row.errors]

    def _caption_languages(self) -> set:
        """Return the languages of the caption rows that are not deleted, including rows with errors of their own."""
        if "caption_tracks" not in self.formsets:
            return {track.language for track in self.instance.caption_tracks.all()}
        staying = self._caption_rows()
        return {row.cleaned_data.get("language") for row in staying if row.cleaned_data.get("source") or row.errors}

    def save(self, commit=True):
        """Save the page; chapters from a file replace the existing ones."""
        page = super().save(commit=False)
        chapters = self.cleaned_data.get("chapters_file")
        if chapters is not None:
            model = type(page).chapters.rel.related_model
            page.chapters = [
                model(start=start, title=title, locale=page.locale, sort_order=place)
                for place, (start, title) in enumerate(chapters)
            ]
        if commit:
            page.save()
            self.save_m2m()
        self.drop_kept_uploads()
        return page
