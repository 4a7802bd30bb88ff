"""Which media types are texts, that get smaller by compression."""

TEXT_TYPES = {
    "application/javascript", "application/json", "application/xml", "application/yaml", "application/x-ndjson",
    "application/x-bibtex", "application/x-research-info-systems", "image/svg+xml",
}  # fmt: skip
TEXT_SUFFIXES = ("+json", "+xml", "+yaml")


def is_text(content_type: str) -> bool:
    """Return whether a media type is a text, which gets smaller."""
    kind = content_type.partition(";")[0].strip().lower()
    return kind.startswith("text/") or kind in TEXT_TYPES or kind.endswith(TEXT_SUFFIXES)
