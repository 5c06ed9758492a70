"""Two people move questions at the same moment: each move would be fine alone, and both together would make a loop."""

from experiments.models import Question
from experiments.questions import actions
from experiments.questions.actions import QuestionRefused
from members.models import Member
from stpnet.in_org import in_org
from tests.committed import in_threads


def test_two_moves_at_once_make_no_loop(east):
    with in_org(east):
        by = Member.objects.exclude(user_id=None).first()
        pairs = [[actions.make(text=f"How might we {n}{side}?", by=by) for side in "ab"] for n in range(4)]

    def move(one, under):
        with in_org(east):
            try:
                actions.move(one, under=under, by=by)
            except QuestionRefused:
                return "refused"
            return "moved"

    for one, other in pairs:
        done = in_threads(lambda: move(one, other), lambda: move(other, one))  # noqa: B023 - both end in this turn
        assert sorted(done) == ["moved", "refused"]

    with in_org(east):
        assert Question.objects.filter(parent=None).count() == len(pairs)
