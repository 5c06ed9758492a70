"""Addresses of help, under /o/<slug>/."""

from django.urls import path

from conversations import views_asking, views_first_week, views_help

app_name = "help"
urlpatterns = [
    path("help/", views_help.help_page, name="help"),
    path("help/keys/", views_help.switch_keys, name="keys"),
    path("how-we-count/", views_help.how_we_count, name="how_we_count"),
    path("first-week/", views_first_week.show, name="first_week"),
    path("first-week/start/", views_first_week.start, name="start"),
    path("first-week/open/", views_first_week.open_page, name="open"),
    path("first-week/throw-away/", views_first_week.throw_away, name="throw_away"),
    path("first-week/director/", views_first_week.director, name="director"),
    path("first-week/finish/", views_first_week.finish, name="finish"),
    path("first-week/dismiss/", views_first_week.dismiss, name="dismiss"),
    path("why/", views_asking.why, name="why"),
    path("why/edit/", views_asking.edit_why, name="edit_why"),
    path("ask/", views_asking.ask, name="ask"),
    path("asked/", views_asking.questions, name="questions"),
    path("asked/<uuid:pk>/", views_asking.question, name="question"),
]
