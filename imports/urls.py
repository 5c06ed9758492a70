from django.urls import include, path

from imports import (
    views,
    views_about,
    views_aside,
    views_list,
    views_mappings,
    views_pairs,
    views_result,
    views_undo,
)
from imports.cleanup.urls import urlpatterns as cleaning_up
from imports.leaving.urls import urlpatterns as leaving

app_name = "imports"
urlpatterns = [
    path("", include("imports.paper.urls")),
    path("", views_list.import_list, name="list"),
    path("find/", views_list.find, name="find"),
    path("new/", views_list.start, name="new"),
    path("upload/", views_list.upload, name="upload"),
    path("matchings/", views_mappings.mapping_list, name="mappings"),
    path("matchings/<uuid:pk>/rename/", views_mappings.rename, name="mapping_rename"),
    path("matchings/<uuid:pk>/delete/", views_mappings.delete, name="mapping_delete"),
    path("matchings/<uuid:pk>/bring-back/", views_mappings.bring_back, name="mapping_back"),
    path("kept-aside/", views_aside.aside_list, name="aside"),
    path("kept-aside/hand-over/", views_aside.hand_over, name="aside_hand_over"),
    path("<uuid:pk>/kept-aside/drop/", views_aside.drop, name="aside_drop"),
    path("<uuid:pk>/kept-aside/keep/", views_aside.keep, name="aside_keep"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("people/<uuid:pk>/", views_about.came_with, name="came_with"),
    path("<uuid:pk>/about/", views_about.about, name="about"),
    path("<uuid:pk>/layout/", views.layout, name="layout"),
    path("<uuid:pk>/match/", views.match, name="match"),
    path("<uuid:pk>/match/like/", views_mappings.use, name="match_like"),
    path("<uuid:pk>/match/keep/", views_mappings.keep, name="match_keep"),
    path("<uuid:pk>/confirm/", views.confirm, name="confirm"),
    path("<uuid:pk>/cancel/", views.cancel, name="cancel"),
    path("<uuid:pk>/modes/", views_pairs.modes, name="modes"),
    path("<uuid:pk>/duplicates/", views_pairs.pair_list, name="pairs"),
    path("<uuid:pk>/duplicates/<int:number>/", views_pairs.pair, name="pair"),
    path("<uuid:pk>/duplicates/go-on/", views_pairs.recount, name="recount"),
    path("<uuid:pk>/rows/<uuid:row>/decide/", views_result.decide, name="decide"),
    path("<uuid:pk>/rows/someone-new/", views_result.decide_all, name="decide_all"),
    path("<uuid:pk>/left-behind/", views_result.left_behind, name="left_behind"),
    path("<uuid:pk>/take-back/", views_undo.ask, name="undo_ask"),
    path("<uuid:pk>/take-back/agree/", views_undo.agree, name="undo_agree"),
    path("<uuid:pk>/take-back/leave/", views_undo.keep, name="undo_keep"),
    path("<uuid:pk>/again/", views_undo.again, name="again"),
    *cleaning_up,
    *leaving,
]
