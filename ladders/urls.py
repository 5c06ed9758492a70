"""Ladders, and assessing people on them. The page of a ladder itself is a dashboard: `dashboards.ladder.urls`."""

from django.urls import URLPattern, URLResolver, include, path

from ladders import (
    assessing,
    level_views,
    reading,
    several_views,
    together,
    unsure_views,
    waiting,
    wording_views,
)
from ladders.own_words import views as own_words

app_name = "ladders"
urlpatterns: list[URLPattern | URLResolver] = [
    path("ladder/read/", reading.read_default, name="read_default"),
    path("ladders/", several_views.ladders, name="list"),
    path("ladders/new/", several_views.new, name="new"),
    path("ladders/<uuid:pk>/read/", reading.read, name="read"),
    path("ladders/<uuid:pk>/default/", several_views.make_default, name="make_default"),
    path("ladders/<uuid:pk>/put-away/", several_views.put_away, name="put_away"),
    path("ladders/<uuid:pk>/use-again/", several_views.use_again, name="use_again"),
    path("ladder/assess/<uuid:member>/", assessing.assess_default, name="assess_default"),
    path("ladders/<uuid:pk>/assess/<uuid:member>/", assessing.assess, name="assess"),
    path("ladders/<uuid:pk>/assess/<uuid:member>/ahead/", assessing.ahead, name="ahead"),
    path("ladders/<uuid:pk>/own-words/<uuid:member>/", own_words.own_word, name="own_word"),
    path("ladders/own-words/<uuid:pk>/take-away/", own_words.take_away, name="own_word_away"),
    path("ladders/own-words/<uuid:pk>/back/", own_words.bring_back, name="own_word_back"),
    path("ladder/together/<uuid:member>/", together.together, name="together"),
    path("ladder/waiting/", waiting.waiting, name="waiting"),
    path("ladder/levels/", level_views.default_levels, name="default_levels"),
    path("ladders/<uuid:pk>/levels/", level_views.levels, name="levels"),
    path("ladders/<uuid:pk>/levels/order/", level_views.reorder, name="reorder"),
    path("ladders/<uuid:pk>/levels/colors/", several_views.colors, name="colors"),
    path("ladders/<uuid:pk>/levels/write/", wording_views.write, name="write"),
    path("ladders/<uuid:pk>/levels/add/", wording_views.add, name="add_level"),
    path("ladders/<uuid:pk>/levels/ready/<slug:key>/", wording_views.ready, name="ready"),
    path("ladders/<uuid:pk>/levels/<uuid:level>/retire/", level_views.retire, name="retire"),
    path("ladders/<uuid:pk>/levels/<uuid:level>/restore/", level_views.restore, name="restore"),
    path("ladders/<uuid:pk>/settings/", wording_views.settings, name="settings"),
    path("ladder/many/", include("ladders.queue.urls")),
    path("ladder/calibrate/", include("ladders.calibrating.urls")),
    path("ladder/unsure/", unsure_views.unsure_list, name="unsure"),
    path("ladders/assessments/<uuid:pk>/confirm/", assessing.confirm, name="confirm"),
    path("ladders/assessments/<uuid:pk>/void/", assessing.void, name="void"),
    path("", include("ladders.proposing.urls")),
    path("", include("ladders.goals.urls")),
]
