"""URL patterns of files; original images have no URL."""

from django.urls import path, re_path
from wagtail.documents import urls as wagtaildocs_urls

from media.serving import views

urlpatterns = [
    path("images/<int:image_id>/<str:name>", views.rendition, name="rendition"),
    path("recordings/<int:pk>/<str:name>", views.recording, name="recording"),
    path("pdf/<int:document_id>/<str:name>", views.pdf_picture, name="pdf_picture"),
    re_path("", views.not_found),
]
document_urls = [
    re_path(r"^([0-9]{1,18})/([^/]{1,300})$", views.document, name="wagtaildocs_serve"),
    *[pattern for pattern in wagtaildocs_urls.urlpatterns if pattern.name == "wagtaildocs_authenticate_with_password"],
    re_path("", views.not_found),
]
