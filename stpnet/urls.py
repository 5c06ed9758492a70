"""URL roots: the public side, sign-in, and the rooms of an organization."""

from django.urls import include, path

from dashboards import small_page
from dashboards.ladder.urls import urlpatterns as ladder_pages
from demo import style
from experiments.coaching import desk
from ladders.urls import urlpatterns as ladders

urlpatterns = [
    path("", include("organizations.urls")),
    path("accounts/", include("organizations.signing_in.urls")),
    path("accounts/", include("allauth.urls")),
    path("demo/", include("demo.urls")),
    path("coach/", desk.desk, name="coach"),
    path("style/", style.page, name="style"),
    path("mail/", include("conversations.mail_urls")),
    path("mail/reports/", include("dashboards.schedules.public_urls")),
    path("s/", include("dashboards.sharing.public_urls")),
    path("calendar/", include("conversations.feed.public_urls")),
    path(
        "o/<slug:organization>/",
        include(
            [
                path("people/", include("members.urls")),
                path("recruiting/", include("members.recruiting.urls")),
                path("settings/units/", include("members.unit_urls")),
                path("settings/fields/", include("members.field_urls")),
                path("settings/record/", include("members.record.urls")),
                path("settings/take-out/", include("members.taking_out.urls")),
                path("settings/tags/", include("members.tag_urls")),
                path("settings/small-figures/", small_page.small_numbers, name="small_numbers"),
                path("teams/", include("members.team_urls")),
                path("responsibilities/", include("ladders.responsibility_urls")),
                path("jobs/", include("members.job_urls")),
                path("activities/", include("activities.urls")),
                # The page of a ladder is drawn two rooms further right, and keeps its address and its name.
                path("", include(([*ladder_pages, *ladders], "ladders"))),
                path("plans/", include("ladders.planning.urls")),
                path("coaching/", include("ladders.coaching.urls")),
                path("conversations/", include("conversations.drafts.urls")),
                path("today/", include("conversations.today.urls")),
                path("follow-ups/calendar/", include("conversations.feed.urls")),
                path("follow-ups/", include("conversations.promises.urls")),
                path("commitments/", include("conversations.promises.yes_urls")),
                path("notices/", include("conversations.notice_urls")),
                path("conversations/", include("conversations.heard.urls")),
                path("imports/", include("imports.urls")),
                path("conversations/themes/", include("conversations.themes.urls")),
                path("conversations/", include("conversations.logging.urls")),
                path("conversations/quotes/", include("conversations.quotes.urls")),
                path("conversations/prompts/", include("conversations.prompts.urls")),
                path("conversations/hours/", include("conversations.hours.urls")),
                path("dashboards/", include("dashboards.urls")),
                path("reports/", include("dashboards.reports.urls")),
                path("", include("experiments.urls")),
                path("", include("conversations.help_urls")),
            ]
        ),
    ),
]
handler400 = "organizations.errors.bad_request"
handler403 = "organizations.errors.permission_denied"
handler429 = "organizations.signing_in.limits.too_many_tries"  # allauth looks for it
handler500 = "organizations.signing_in.limits.server_error"
