from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LaddersConfig(AppConfig):
    name = "ladders"

    def ready(self) -> None:
        from ladders import (  # noqa: PLC0415 - need the models
            beginning,
            column,
            erasing,
            filters,
            first_step,
            history,
            holding,
            moved,
            panels,
            tally,
            told,
            waiting,
        )
        from ladders import registry as ladders  # noqa: PLC0415
        from ladders.planning import joints as planning  # noqa: PLC0415
        from ladders.proposing import closing, page, rule_pages  # noqa: PLC0415
        from members import filters as people_filters  # noqa: PLC0415
        from members import registry as people  # noqa: PLC0415
        from members.filters import pages  # noqa: PLC0415
        from organizations import registry  # noqa: PLC0415
        from organizations.models import Role  # noqa: PLC0415

        registry.on_create += [beginning.first_ladder, tally.begin]
        at_a_desk = [role for role in Role if role != Role.ORGANIZER]
        registry.places.append(
            registry.Place(_("Ladder"), "ladder", "ladders:ladder", "ladder.view", 10, opens_for=at_a_desk)
        )
        registry.first_steps.append(first_step.STEP)
        registry.holdings.append(holding.held)
        people_filters.register(*filters.FIELDS, *moved.FIELDS)
        planning.register()
        people.columns += [column.COLUMN, column.OTHERS]
        people.panels.append(people.Panel("level", "ladders/panel_head.html", panels.head, 10, "head"))
        people.panels.append(people.Panel("assess", "ladders/panel_act.html", panels.act, 10, "act"))
        people.panels.append(people.Panel("path", "ladders/panel_path.html", panels.main, 20, "main"))
        people.sources += [
            people.Source(told.said, told.say_said),
            people.Source(told.taken_back, told.say_taken_back),
            people.Source(told.agreed, told.say_agreed),
            people.Source(told.own_words, told.say_own_words),
            people.Source(told.dismissed, told.say_dismissed),
        ]
        ladders.doors.append(
            ladders.Door(_("Waiting for a second person"), "ladders:waiting", "assessment.confirm", 10, waiting.count)
        )
        people.stay_behind |= {"ladders.standing.member", "ladders.levelchange.member"}
        ladders.on_assessed.append(closing.after_word)
        ladders.doors.append(ladders.Door(_("Goals"), "ladders:default_goals", "ladder.view", 90))
        ladders.doors.append(
            ladders.Door(_("Proposals"), "ladders:default_proposals", "proposal.decide", 20, page.waiting)
        )
        pages.pages |= rule_pages.PAGES
        # Who a rule keeps follows from what they are.
        people.stay_behind.add("ladders.rulematch.member")
        people.on_merge.append(closing.after_merge)
        people.on_erase.append(erasing.empty)
        people.on_merge.append(lambda members: history.rebuild(members=members))

        from ladders.calibrating import doors as calibrating  # noqa: PLC0415
        from ladders.queue import doors as queue  # noqa: PLC0415

        queue.register()
        calibrating.register()

        from activities import queries as activities  # noqa: PLC0415

        # Who came to something was reached by it.
        ladders.reached.append(lambda _ladder: activities.last_came())

        from ladders.responsibilities import registering  # noqa: PLC0415

        registering.register()
