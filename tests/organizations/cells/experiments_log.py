"""The log of an experiment: who keeps it posts, who may comment answers, and one's own words are one's own to change."""

from datetime import date

from experiments.models import Experiment, LogPost
from experiments.papers.keeping import written
from tests.experiments.papers.test_papers import PNG
from tests.organizations.cells.scene import BOTH, GET, POST, Cell, Made, Scene, number, on_file


def experiment(scene: Scene) -> Made:
    return {"pk": Experiment.objects.create(title=f"Log {next(number)}", made_by=scene.member).pk}


def a_post(scene: Scene) -> Made:
    """A comment, of their own or of somebody else: whoever may comment may change their own."""
    made = Experiment.objects.create(title=f"Log {next(number)}", made_by=scene.member)
    author = scene.member if scene.mine else on_file(scene, mine=False)
    first = LogPost.objects.create(experiment=made, author=author, on=date(2026, 3, 1), text="Knocked")
    told = {"thread": first, "parent": first, "author": author, "on": date(2026, 3, 1), "text": "Asked"}
    return {"pk": made.pk, "post": LogPost.objects.create(experiment=made, **told).pk}


def pictured(scene: Scene) -> Made:
    made = a_post(scene)
    with written(PNG) as key:
        LogPost.objects.filter(pk=made["post"]).update(picture=key, picture_type="image/png")
    return made


def any_post(scene: Scene) -> Made:
    return a_post(scene)


SHARED = {experiment, any_post}
CELLS = {
    "experiments:post": Cell("experiment.log", POST, experiment),
    "experiments:keep_post": Cell("experiment.log", POST, experiment),
    "experiments:post_picture": Cell("experiment.log", GET, pictured),
    "experiments:new_posts": Cell("experiment.view", GET, experiment),
    "experiments:follow": Cell("experiment.comment", POST, experiment),
    "experiments:unfollow": Cell("experiment.comment", POST, experiment),
    "experiments:edit_post": Cell("experiment.comment", BOTH, a_post, personal=True),
    "experiments:comment": Cell("experiment.comment", POST, any_post),
    "experiments:take_back_post": Cell("experiment.comment", POST, a_post, personal=True),
    "experiments:put_back_post": Cell("experiment.comment", POST, a_post, personal=True),
    "experiments:post_before": Cell("experiment.view", GET, any_post),
}
