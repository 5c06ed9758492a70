"""Addresses of what rules propose; a part of the room's."""

from django.urls import path

from ladders.proposing import rule_views, views

urlpatterns = [
    path("ladder/proposals/", views.default_proposals, name="default_proposals"),
    path("ladders/<uuid:pk>/proposals/", views.proposals, name="proposals"),
    path("ladders/<uuid:pk>/proposals/look/", views.look_now, name="look_now"),
    path("ladders/<uuid:pk>/proposals/quiet/", views.accept_quiet, name="accept_quiet"),
    path("ladders/proposals/<uuid:pk>/accept/", views.accept, name="accept"),
    path("ladders/proposals/<uuid:pk>/dismiss/", views.dismiss, name="dismiss"),
    path("ladders/proposals/together/<uuid:pk>/back/", views.take_back_quiet, name="take_back_quiet"),
    path("ladders/<uuid:pk>/rules/", rule_views.rules_of, name="rules"),
    path("ladders/<uuid:pk>/rules/new/<slug:where>/", rule_views.add_rule, name="add_rule"),
    path("ladders/rules/<uuid:pk>/", rule_views.rule, name="rule"),
    path("ladders/rules/<uuid:pk>/change/", rule_views.change_rule, name="change_rule"),
    path("ladders/rules/<uuid:pk>/put-away/", rule_views.put_away_rule, name="put_away_rule"),
]
