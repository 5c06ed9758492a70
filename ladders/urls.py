"""Ladders, and assessing people on them."""

from django.urls import path

from ladders import assessing, views

app_name = "ladders"
urlpatterns = [
    path("ladder/", views.default_ladder, name="ladder"),
    path("ladders/<uuid:pk>/", views.ladder, name="other"),
    path("ladders/<uuid:pk>/assess/<uuid:member>/", assessing.assess, name="assess"),
    path("ladders/assessments/<uuid:pk>/confirm/", assessing.confirm, name="confirm"),
    path("ladders/assessments/<uuid:pk>/void/", assessing.void, name="void"),
]
