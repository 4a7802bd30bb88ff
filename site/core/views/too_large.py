"""What is told of a form of the editing screens that is larger than may be sent: it was not read, and stands in the browser alone."""

from django.conf import settings
from django.utils.translation import gettext as _

from core.machine_faults import MachineFault
from media.uploads.validation import MAX_RECORDING

MEGABYTE = 1024 * 1024


def describe_limit(request) -> MachineFault:
    """Return what to tell: it is too large for anybody, for who is not signed in, or in its texts alone."""
    size = int(request.META.get("CONTENT_LENGTH") or 0)
    back = _("Go back in your browser: the form is usually still there as you typed it.")
    if size > MAX_RECORDING:
        message = _("This file is larger than may be sent")
        limit = _("A file may have %(size)s MB at most.") % {"size": MAX_RECORDING // MEGABYTE}
        back = f"{back} {_('Choose a smaller file there.')}"
    elif not request.user.is_authenticated:
        message = _("You are not signed in any more")
        values = {"size": settings.DATA_UPLOAD_MAX_MEMORY_SIZE // MEGABYTE}
        limit = _("Only who is signed in may send more than %(size)s MB.") % values
        back = f"{_('Sign in in another window first.')} {back}"
    else:
        message = _("This form is larger than may be sent")
        values = {"size": settings.DATA_UPLOAD_MAX_MEMORY_SIZE // MEGABYTE}
        limit = _("The texts of a form may have %(size)s MB at most.") % values
    return MachineFault("large", 413, message, f"{limit} {_('Nothing was saved.')} {back}", message)
