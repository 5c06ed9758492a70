from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportsConfig(AppConfig):
    name = "imports"

    def ready(self) -> None:
        from conversations import registry as notices  # noqa: PLC0415 - need the models
        from imports import (  # noqa: PLC0415
            attendance_named,
            conversations_named,
            erasing,
            filters,
            first_step,
            jobs,
            noticed,
            people_named,
            promises,
            resealing,
            responsibilities_named,
            safety,
            sweeping,
            teams_named,
            told,
        )
        from imports import registry as later_rooms  # noqa: PLC0415
        from members import filters as people_filters  # noqa: PLC0415
        from members import jobs as long_work  # noqa: PLC0415
        from members import registry as people  # noqa: PLC0415
        from organizations import registry  # noqa: PLC0415

        later_rooms.rooms += [people_named.ROOM, teams_named.ROOM, responsibilities_named.ROOM]
        later_rooms.rooms += [conversations_named.ROOM, attendance_named.ROOM]
        notices.needs.append(noticed.waiting)
        notices.add_kind(noticed.DONE, noticed.say_done)
        notices.add_kind(noticed.FAILED, noticed.say_failed)
        notices.add_kind(noticed.UNDONE, noticed.say_undone)
        notices.add_kind(noticed.COMPARED, noticed.say_compared)
        long_work.kinds.append(long_work.Kind(_("Bringing in a list"), "import.run", jobs.latest, jobs.find))
        registry.sweepers.append(sweeping.sweep)
        registry.resealers.append(resealing.reseal)
        registry.clearers.append(sweeping.clear)
        registry.rules.append(sweeping.RULE)
        registry.self_checks.append(safety.look)
        registry.holdings.append(safety.held)
        registry.places.append(
            registry.Place(
                _("Import"),
                "download",
                "imports:list",
                "import.run",
                60,
                starts=False,
                sentence=_("Bring lists in, and see what became of each row. Also behind “Bring a list in” on People."),
            )
        )
        registry.first_steps.append(first_step.STEP)
        people_filters.register(*filters.FIELDS)
        people.on_erase.append(erasing.empty)
        people.sources.append(people.Source(told.lists, told.say_list))
        people.panels.append(people.Panel("came_with", "imports/came_panel.html", promises.panel, 90, "side"))
