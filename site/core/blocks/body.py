"""The body of an entry as a StreamBlock."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.links import RelatedBlock
from core.blocks.media import DocumentBlock, FigureBlock, GalleryBlock, VideoBlock
from core.blocks.text import InfoBoxBlock, PullQuoteBlock, QuestionAnswerBlock, QuoteBlock, TableBlock, TextBlock


class BodyBlock(blocks.StreamBlock):
    """The blocks of the body, in groups."""

    text = TextBlock(group=_("Words"))
    quote = QuoteBlock(group=_("Words"))
    pull_quote = PullQuoteBlock(group=_("Words"))
    question_answer = QuestionAnswerBlock(group=_("Words"))
    info_box = InfoBoxBlock(group=_("Words"))
    table = TableBlock(group=_("Words"))
    figure = FigureBlock(group=_("Pictures and files"))
    gallery = GalleryBlock(group=_("Pictures and files"))
    document = DocumentBlock(group=_("Pictures and files"))
    video = VideoBlock(group=_("Pictures and files"))
    related = RelatedBlock(group=_("Leads on"))
