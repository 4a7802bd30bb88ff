"""Addresses of the screens for who reads along, below `/beheer/`."""

from django.urls import path

from editorial.reading_along import views

urlpatterns = [
    path("meelezen/", views.concerns, name="concerns"),
    path("meelezen/<int:page_id>/", views.read, name="read_along"),
    path("meelezen/<int:page_id>/voorbeeld/", views.preview, name="read_along_preview"),
]
