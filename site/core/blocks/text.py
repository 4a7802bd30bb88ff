"""Blocks of text: rich text, quotes, questions and answers, info box, table."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock as WagtailTableBlock
from wagtail_localize.segments import StringSegmentValue

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]
SMALL_FEATURES = ["bold", "italic", "ul", "ol", "link"]
EXAMPLE_TEXT = "<h2>Aanpak</h2><p>De partners begonnen met luisteren op een bewonersavond.</p>"
# Handsontable is shipped without translations, so the items of its context menu are named here.
TABLE_MENU = {
    "row_above": {"name": _("Insert row above")},
    "row_below": {"name": _("Insert row below")},
    "line1": {"name": "---------"},
    "col_left": {"name": _("Insert column on the left")},
    "col_right": {"name": _("Insert column on the right")},
    "line2": {"name": "---------"},
    "remove_row": {"name": _("Remove row")},
    "remove_col": {"name": _("Remove column")},
    "line3": {"name": "---------"},
    "undo": {"name": _("Undo")},
    "redo": {"name": _("Redo")},
}


class TextBlock(blocks.RichTextBlock):
    """Rich text with headings, lists and links."""

    def __init__(self, **kwargs):
        super().__init__(features=TEXT_FEATURES, **kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs, headings, lists and links.")
        template = "blocks/text.html"
        preview_value = EXAMPLE_TEXT


class QuoteBlock(blocks.StructBlock):
    """A quotation with its source."""

    quote = blocks.TextBlock(label=_("Words"), rows=3)
    name = blocks.CharBlock(label=_("Who said it"), required=False)
    role = blocks.CharBlock(label=_("Role"), required=False, help_text=_("Such as “question owner”."))

    class Meta:
        icon = "openquote"
        label = _("Quote")
        description = _("Words of a person, with name and role.")
        template = "blocks/quote.html"
        preview_value = {"quote": "Verbinding is nodig om in beweging te komen.", "name": "", "role": "vraageigenaar"}


class PullQuoteBlock(blocks.StructBlock):
    """A pull quote: a sentence of the text in large type."""

    quote = blocks.TextBlock(label=_("Sentence"), rows=2)

    class Meta:
        icon = "openquote"
        label = _("Pull quote")
        description = _("A sentence from the text, shown large.")
        template = "blocks/pull_quote.html"
        preview_value = {"quote": "Elkaars werk kennen is het fundament."}


class AnswerBlock(blocks.StructBlock):
    """The answer of one speaker."""

    speaker = blocks.CharBlock(
        label=_("Speaker"), max_length=60, help_text=_("A name, or the letter you use for this person.")
    )
    text = blocks.RichTextBlock(label=_("Answer"), features=SMALL_FEATURES)

    class Meta:
        label = _("Answer")
        icon = "user"


class QuestionAnswerBlock(blocks.StructBlock):
    """A question with the answers of one or more speakers."""

    question = blocks.CharBlock(label=_("Question"), max_length=400)
    answers = blocks.ListBlock(AnswerBlock(), label=_("Answers"), min_num=1)

    class Meta:
        icon = "help"
        label = _("Question and answer")
        description = _("A question with the answers of one or more speakers.")
        template = "blocks/question_answer.html"
        preview_value = {
            "question": "Wat maakt zo’n overleg de moeite waard?",
            "answers": [{"speaker": "Wijkmakelaar", "text": "<p>Dat iedereen weet wie wat doet.</p>"}],
        }

    def get_context(self, value, parent_context=None):
        """Add `answers`: (name, text), with the name that the page has for a label such as “K”."""
        context = super().get_context(value, parent_context=parent_context)
        names = getattr(context.get("page"), "speaker_names", {})
        context["answers"] = [
            (names.get(answer["speaker"].strip(), answer["speaker"]), answer["text"]) for answer in value["answers"]
        ]
        return context


class InfoBoxBlock(blocks.StructBlock):
    """A box beside the text."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=SMALL_FEATURES)

    class Meta:
        icon = "info-circle"
        label = _("Info box")
        description = _("Background beside the story, on a coloured ground.")
        template = "blocks/info_box.html"
        preview_value = {"heading": "Wat je nodig hebt", "text": "<ul><li>iemand met tijd om te verbinden</li></ul>"}


def has_letters(cell) -> bool:
    """Return whether a cell or caption has letters, so that it needs translation."""
    return isinstance(cell, str) and any(character.isalpha() for character in cell)


class TableBlock(WagtailTableBlock):
    """A table with a caption; caption and cells with letters are translatable."""

    def get_translatable_segments(self, value):
        """Return caption and cells in reading order under one path: a new row does not shift translations."""
        if not value:
            return []
        cells = [value.get("table_caption"), *(cell for row in value["data"] for cell in row)]
        return [StringSegmentValue("", cell) for cell in cells if has_letters(cell)]

    def restore_translated_segments(self, value, segments):
        """Return the table with the text of `segments`."""
        texts = iter([segment.render_text() for segment in sorted(segments, key=lambda segment: segment.order)])

        def translate(cell):
            return next(texts, cell) if has_letters(cell) else cell

        caption = translate(value.get("table_caption"))
        return {**value, "table_caption": caption, "data": [[translate(cell) for cell in row] for row in value["data"]]}

    def __init__(self, **kwargs):
        super().__init__(table_options={"language": "en-US", "contextMenu": {"items": TABLE_MENU}}, **kwargs)

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("Figures or names in rows and columns. Give it a caption and header cells.")
        template = "blocks/table.html"
        preview_value = {
            "data": [["Jaar", "Partners"], ["2015", "7"]],
            "first_row_is_table_header": True,
            "first_col_is_header": False,
            "table_caption": "Partners van de coalitie",
            "cell": [],
            "mergeCells": [],
        }
