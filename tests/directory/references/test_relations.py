"""Which relations there are: all that the models have, whoever adds one."""

import pytest
from wagtail.blocks import BaseBlock
from wagtail.models import Page, get_page_models
from wagtail.snippets.blocks import SnippetChooserBlock

from core.models import EntryPage
from directory.models import Organisation, Person, Place, Theme
from directory.references.content import FollowsMergedRecords
from directory.references.relations import columns_to, record_models, refers_to_records
from directory.references.rows import key_fields
from directory.usage.texts import text_columns
from tests.directory.relations import IDS, RELATIONS


def test_kinds_of_record():
    assert set(record_models()) == {Organisation, Person, Place, Theme}


def test_every_relation_of_the_models_is_a_column():
    expected = {(kind, field.remote_field.through if field.many_to_many else model) for kind, model, field in RELATIONS}
    assert {(kind, column.model) for kind in record_models() for column in columns_to(kind)} == expected
    assert len(RELATIONS) == sum(len(columns_to(kind)) for kind in record_models()) > 8


@pytest.mark.parametrize(("kind", "model", "field"), RELATIONS, ids=IDS)
def test_rows_say_when_two_of_them_are_one(kind, model, field):
    if not field.many_to_many and hasattr(model, "page"):
        assert field.name in key_fields(model)


def test_every_page_that_refers_to_records_reads_its_versions_with_merged_ones_replaced():
    referring = [model for model in get_page_models() if refers_to_records(model)]
    assert EntryPage in referring
    assert [model for model in referring if not issubclass(model, FollowsMergedRecords)] == []
    assert not refers_to_records(Page)


def test_no_block_holds_a_record():
    """A merge does not rewrite texts: who adds such a block teaches it that."""

    def blocks_of(block: BaseBlock):
        yield block
        children = [*getattr(block, "child_blocks", {}).values(), getattr(block, "child_block", None)]
        for child in filter(None, children):
            yield from blocks_of(child)

    fields = [field for _model, fields, *_owner in text_columns() for field in fields if hasattr(field, "stream_block")]
    assert len(fields) > 2
    found = [one for field in fields for one in blocks_of(field.stream_block) if isinstance(one, SnippetChooserBlock)]
    assert found == []
