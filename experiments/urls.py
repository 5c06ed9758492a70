"""Pages of experiments, questions and learnings. Each part brings its own."""

from django.urls import URLPattern, URLResolver

from experiments.board.urls import urlpatterns as board
from experiments.coaching.urls import urlpatterns as coaching
from experiments.counting.urls import urlpatterns as counting
from experiments.ending.urls import urlpatterns as ending
from experiments.learnings.urls import urlpatterns as learnings
from experiments.log.urls import urlpatterns as log
from experiments.page.urls import urlpatterns as page
from experiments.papers.urls import urlpatterns as papers
from experiments.pasting.urls import urlpatterns as pasting
from experiments.questions.urls import urlpatterns as questions
from experiments.searching.urls import urlpatterns as searching
from experiments.story.urls import urlpatterns as story
from experiments.system_review.urls import urlpatterns as looks
from experiments.taking_part.urls import urlpatterns as taking_part
from experiments.writing.form.urls import urlpatterns as form
from experiments.writing.history.urls import urlpatterns as history

app_name = "experiments"
urlpatterns: list[URLPattern | URLResolver] = [
    *board,
    *coaching,
    *page,
    *form,
    *history,
    *ending,
    *counting,
    *log,
    *questions,
    *learnings,
    *searching,
    *looks,
    *papers,
    *taking_part,
    *story,
    *pasting,
]
