"""Ladders, and assessing people on them."""

from django.urls import path

from ladders import assessing, level_views, views, wording_views

app_name = "ladders"
urlpatterns = [
    path("ladder/", views.default_ladder, name="ladder"),
    path("ladders/<uuid:pk>/", views.ladder, name="other"),
    path("ladder/assess/<uuid:member>/", assessing.assess_default, name="assess_default"),
    path("ladders/<uuid:pk>/assess/<uuid:member>/", assessing.assess, name="assess"),
    path("ladder/levels/", level_views.default_levels, name="default_levels"),
    path("ladders/<uuid:pk>/levels/", level_views.levels, name="levels"),
    path("ladders/<uuid:pk>/levels/order/", level_views.reorder, name="reorder"),
    path("ladders/<uuid:pk>/levels/write/", wording_views.write, name="write"),
    path("ladders/<uuid:pk>/levels/add/", wording_views.add, name="add_level"),
    path("ladders/<uuid:pk>/levels/ready/<slug:key>/", wording_views.ready, name="ready"),
    path("ladders/<uuid:pk>/levels/<uuid:level>/retire/", level_views.retire, name="retire"),
    path("ladders/<uuid:pk>/levels/<uuid:level>/restore/", level_views.restore, name="restore"),
    path("ladders/<uuid:pk>/settings/", wording_views.settings, name="settings"),
    path("ladders/assessments/<uuid:pk>/confirm/", assessing.confirm, name="confirm"),
    path("ladders/assessments/<uuid:pk>/void/", assessing.void, name="void"),
]
