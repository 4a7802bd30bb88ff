"""Receivers are connected to each model that they are about, whoever adds one, and to no other."""

from django.apps import apps
from django.db.models.signals import pre_delete, pre_save

from directory.models.record import Record
from tests.directory.relations import RELATIONS
from tests.receivers import names_of_receivers


def test_every_kind_of_record_is_protected():
    models = apps.get_models(include_auto_created=True)
    protected = {model for model in models if "directory.refuse_deletion" in names_of_receivers(pre_delete, model)}
    assert protected == {model for model in models if issubclass(model, Record)}
    assert len(protected) > 3


def test_every_model_of_its_own_follows_merged_records():
    models = apps.get_models(include_auto_created=True)
    following = {model for model in models if "directory.follow_before_saving" in names_of_receivers(pre_save, model)}
    owners = {field.remote_field.through if field.many_to_many else model for _kind, model, field in RELATIONS}
    assert following == {model for model in owners if not hasattr(model, "page")}
    assert len(following) > 3
