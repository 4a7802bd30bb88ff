"""Registers the directory in Wagtail's admin."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from directory.merging.execute import LOG_ACTION, PAGE_LOG_ACTION
from directory.merging.log import MergeFormatter
from directory.usage.admin_views import refuse_deletion_of_used
from directory.viewsets import DirectoryGroup

register_snippet(DirectoryGroup)


@hooks.register("before_delete_snippet")
def keep_records_in_use(request, instances):
    """Answer the deletion of records that are in use, one by one or many at once."""
    return refuse_deletion_of_used(request, instances)


@hooks.register("register_log_actions")
def register_merge_log_actions(actions):
    """Register the log actions of merges."""
    actions.register_action(LOG_ACTION)(MergeFormatter)
    actions.register_action(PAGE_LOG_ACTION)(MergeFormatter)
