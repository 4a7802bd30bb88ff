"""Documented API of other packages: whole modules, or single names as `module:name`."""

PACKAGES = {
    "allauth", "csp", "django", "django_filters", "django_permissions_policy", "django_tasks", "django_tasks_db", "modelcluster",
    "modelsearch", "taggit", "treebeard", "wagtail", "wagtail_localize", "wagtailmedia", "whitenoise",
}  # fmt: skip
DISTRIBUTIONS = {  # package -> distribution name
    "allauth": "django-allauth", "csp": "django-csp", "django_filters": "django-filter", "django_tasks": "django-tasks",
    "django_tasks_db": "django-tasks-db", "modelcluster": "django-modelcluster", "taggit": "django-taggit",
    "treebeard": "django-treebeard", "wagtail_localize": "wagtail-localize",
    "django_permissions_policy": "django-permissions-policy",
}  # fmt: skip
DOCUMENTED_ATTRIBUTES = {"_meta", "_default_manager", "_base_manager"}
DOCUMENTED_METHODS = {"django.core.files.storage": {"_save", "_open"}}  # for custom storages
PUBLIC = {
    "allauth.account.adapter", "csp.constants", "csp.decorators", "csp.middleware", "django_filters", "django_tasks",
    "django_tasks.signals", "django", "django.apps", "django.conf", "django.conf.urls.i18n", "django.contrib.auth",
    "django.contrib.auth.decorators", "django.contrib.auth.models", "django.contrib.auth.views",
    "django.contrib.contenttypes.models", "django.contrib.messages", "django.contrib.staticfiles.finders",
    "django.contrib.staticfiles.storage", "django.contrib.syndication.views", "django.core.cache",
    "django.core.cache.backends.filebased", "django.core.exceptions", "django.core.files", "django.core.files.base",
    "django.core.files.storage", "django.core.files.uploadedfile", "django.core.mail", "django.core.management",
    "django.core.management.base", "django.core.paginator", "django.core.serializers.json", "django.core.signals",
    "django.core.signing", "django.core.validators", "django.core.wsgi", "django.db", "django.db.models",
    "django.db.models.functions", "django.db.models.signals", "django.db.transaction", "django.db.utils",
    "django.dispatch", "django.forms", "django.http", "django.middleware.security", "django.shortcuts", "django.template",
    "django.template.loader", "django.template.response", "django.templatetags.static", "django.test",
    "django.test.utils", "django.urls", "django.utils.datastructures:MultiValueDictKeyError",
    "django.utils.feedgenerator", "django.utils.formats", "django.utils.functional", "django.utils.html",
    "django.utils.http:http_date", "django.utils.http:int_to_base36", "django.utils.safestring", "django.utils.text",
    "django.utils.timezone", "django.utils.translation", "django.views.decorators.cache",
    "django.views.decorators.clickjacking", "django.views.decorators.csrf",
    "django.views.decorators.http", "modelcluster.fields", "modelsearch.backends",
    "wagtail.admin.filters:WagtailFilterSet", "wagtail.admin.forms",
    "wagtail.admin.forms.models:register_form_field_override", "wagtail.admin.menu", "wagtail.admin.messages",
    "wagtail.admin.panels", "wagtail.admin.rich_text", "wagtail.admin.telepath", "wagtail.admin.ui.components",
    "wagtail.admin.ui.tables", "wagtail.admin.views.generic", "wagtail.admin.views.pages.listing",
    "wagtail.admin.views.reports", "wagtail.admin.viewsets.base", "wagtail.admin.viewsets.model",
    "wagtail.admin.viewsets.pages", "wagtail.admin.widgets", "wagtail.admin.widgets.button", "wagtail.blocks",
    "wagtail.contrib.redirects.models", "wagtail.contrib.routable_page.models", "wagtail.contrib.table_block.blocks",
    "wagtail.documents.blocks", "wagtail.documents.forms", "wagtail.documents.models", "wagtail.documents.urls",
    "wagtail.fields", "wagtail.hooks", "wagtail.images.blocks", "wagtail.images.forms", "wagtail.images.models",
    "wagtail.images.widgets", "wagtail.log_actions:log", "wagtail.models", "wagtail.search.index", "wagtail.search.query",
    "wagtail.signal_handlers:disable_reference_index_auto_update", "wagtail.signals", "wagtail.snippets.models",
    "wagtail.snippets.views.chooser:SnippetChooserViewSet", "wagtail.snippets.views.snippets", "wagtail.users.apps",
    "wagtail.users.forms", "wagtail.users.views.users", "wagtail_localize.fields", "wagtail_localize.segments",
    "wagtailmedia.edit_handlers", "wagtailmedia.forms", "wagtailmedia.models",
}  # fmt: skip
