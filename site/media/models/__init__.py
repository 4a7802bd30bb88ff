"""Models of images, documents, recordings, their rights, public collections and PDF contents."""

from media.models.collection import PublicCollection
from media.models.document import SiteDocument
from media.models.image import SiteImage, SiteRendition
from media.models.pdf import PdfFacts, PdfPage
from media.models.recording import SiteMedia
from media.models.rights import Licence

__all__ = [
    "Licence",
    "PdfFacts",
    "PdfPage",
    "PublicCollection",
    "SiteDocument",
    "SiteImage",
    "SiteMedia",
    "SiteRendition",
]
