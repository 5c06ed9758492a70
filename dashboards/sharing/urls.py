"""Links to a report or a story, under /o/<slug>/reports/."""

from django.urls import path

from dashboards.sharing import views

urlpatterns = [
    path("links/", views.all_links, name="all_links"),
    path("<uuid:pk>/links/", views.links, name="links"),
    path("stories/<uuid:pk>/links/", views.story_links, name="story_links"),
    path("links/<uuid:pk>/revoke/", views.revoke, name="revoke_link"),
]
