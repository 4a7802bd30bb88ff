"""Addresses of the bar's buttons, below `/beheer/`."""

from django.urls import path

from editorial.review import views

urlpatterns = [
    path("redactie/<int:page_id>/sturen/", views.send, name="board_send"),
    path("redactie/<int:page_id>/teksten/", views.write, name="board_write"),
    path("redactie/<int:page_id>/goedkeuren/", views.approve, name="board_approve"),
    path("redactie/<int:page_id>/terugsturen/", views.send_back, name="board_return"),
    path("redactie/<int:page_id>/overnemen/", views.take_over, name="board_take_over"),
    path("redactie/<int:page_id>/publiceren/", views.publish, name="board_publish"),
    path("redactie/<int:page_id>/terughalen/", views.withdraw, name="board_withdraw"),
    path("redactie/<int:page_id>/kijken/", views.look, name="board_look"),
    path("redactie/<int:page_id>/wie-en-wanneer/", views.arrange, name="board_arrange"),
    path("redactie/<int:page_id>/delen/", views.share, name="board_share"),
    path("redactie/<int:page_id>/niet-meer-delen/", views.unshare, name="board_unshare"),
]
