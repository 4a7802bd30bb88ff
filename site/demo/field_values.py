"""Sets field values from content files: plain text, rich text and stream fields."""

import json

from wagtail.fields import RichTextField, StreamField

from demo.markup import to_html
from demo.source import key_for


class FieldSetter:
    """Sets text fields of instances; knows the images, documents and entries that blocks refer to."""

    def __init__(self, files, entry_ids=None):
        self.files = files
        self.entry_ids = entry_ids or {}
        self.rows = None  # the RowLoader of the entries, set by EntryLoader

    def fill(self, instance, values: dict, key: str):
        """Set the fields of `values` and return the instance."""
        if self.rows and instance.pk:
            values = self.rows.translate(instance, values)
        for name, value in values.items():
            field = instance._meta.get_field(name)
            if isinstance(field, RichTextField):
                value = to_html(value)
            elif isinstance(field, StreamField):
                value = json.dumps(self.body(value, key))
            setattr(instance, name, value)
        return instance

    def body(self, items: list[dict], key: str) -> list[dict]:
        """Return blocks as a StreamField stores them; their ids are the same in all languages."""
        made = []
        for number, item in enumerate(items):
            ((kind, value),) = item.items()
            place = f"{key}/{number}"
            make = getattr(self, f"_{kind}", None)
            made.append({"type": kind, "value": make(value, place) if make else value, "id": str(key_for(place))})
        return made

    def _list(self, values: list, place: str) -> list[dict]:
        return [{"type": "item", "value": value, "id": str(key_for(place, str(i)))} for i, value in enumerate(values)]

    def _text(self, value, place):
        return to_html(value)

    def _pull_quote(self, value, place):
        return {"quote": value}

    def _question_answer(self, value, place):
        answers = [{"speaker": speaker, "text": to_html(text)} for speaker, text in value["answers"]]
        return {"question": value["question"], "answers": self._list(answers, place)}

    def _info_box(self, value, place):
        return {"heading": value["heading"], "text": to_html(value["text"])}

    def _table(self, value, place):
        return {
            "data": value["rows"],
            "table_caption": value["caption"],
            "table_header_choice": "both",
            "first_row_is_table_header": True,
            "first_col_is_header": True,
            "cell": [],
            "mergeCells": [],
        }

    def _figure(self, value, place):
        return {"image": self.files.image(value["image"]).pk, "caption": value.get("caption", "")}

    def _gallery(self, value, place):
        figures = [{"image": self.files.image(name).pk, "caption": ""} for name in value["images"]]
        return {"heading": value["heading"], "figures": self._list(figures, place)}

    def _document(self, value, place):
        return {"document": self.files.document(value["file"]).pk, "text": value["text"]}

    def _video(self, value, place):
        return {**value, "poster": None}

    def _related(self, value, place):
        found = [self.entry_ids[slug] for slug in value["entries"] if slug in self.entry_ids]
        return {"heading": value["heading"], "entries": self._list(found, place)}
