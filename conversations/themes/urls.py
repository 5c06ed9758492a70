"""Addresses of themes, under /o/<slug>/conversations/themes/."""

from django.urls import path

from conversations.themes import drawing_views, sheet_views, views

app_name = "themes"
urlpatterns = [
    path("", views.theme_list, name="list"),
    path("new/", views.add, name="add"),
    path("on-paper/", sheet_views.sheet, name="sheet"),
    path("of/<uuid:pk>/", drawing_views.draw, name="draw"),
    path("drawn/<uuid:pk>/let-go/", drawing_views.let_go, name="let_go"),
    path("<uuid:pk>/", views.theme, name="theme"),
    path("<uuid:pk>/edit/", views.edit, name="edit"),
    path("<uuid:pk>/merge/", views.merge, name="merge"),
    path("<uuid:pk>/apart/", views.part, name="part"),
    path("<uuid:pk>/put-away/", views.put_away, name="put_away"),
    path("<uuid:pk>/bring-back/", views.bring_back, name="bring_back"),
]
