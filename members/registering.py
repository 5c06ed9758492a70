"""What this room adds to the pages and the work of others, once the models are there."""

from django.utils.translation import gettext_lazy as _

from members import (
    columns,
    emptying,
    erasing,
    filters,
    helped,
    jobs,
    joining,
    people_changes,
    ruled,
    safety,
    told,
    told_cells,
)
from members import registry as people
from members.bulk import actions as bulk
from members.bulk import doings as bulk_doings
from members.bulk import jobs as changes
from members.bulk import registry as doings
from members.duplicates import finding
from members.exporting import actions as exporting
from members.exporting import jobs as exports
from members.filters import built_in, own
from members.generations import filters as generations
from members.relationships import listed
from members.rights import actions as rights
from members.taking_out import actions as taking_out
from members.teams import filters as teams
from members.teams import told as told_teams
from organizations import registry


def register() -> None:
    """Called once, when the application is ready."""
    _joins()
    _rooms()
    _upkeep()
    _pages()


def _joins() -> None:
    """Who comes, goes and changes."""
    registry.on_create.append(joining.first_rows)
    registry.on_join.append(joining.join)
    registry.looked_at.append(helped.looked_at)
    registry.on_named.append(people_changes.link)
    registry.on_change.append(people_changes.write_down)
    registry.find_known.append(people_changes.find_known)
    registry.self_checks.append(safety.look)
    registry.holdings.append(safety.held)
    registry.organizer_pages.append(registry.PageAbout(_("Whom they see"), "members:scope"))


def _rooms() -> None:
    """Entries of the menu."""
    registry.places.append(
        registry.Place(
            _("Units"),
            "map-pin",
            "units:list",
            "chapter.edit",
            70,
            starts=False,
            sentence=_("Where people belong, in your words: areas, workplaces, congregations."),
        )
    )
    registry.places.append(
        registry.Place(
            _("Fields"),
            "list-plus",
            "fields:list",
            "field.edit",
            71,
            starts=False,
            sentence=_("What you ask about people beside names and contacts, why, and who may see it."),
        )
    )
    registry.places.append(
        registry.Place(
            _("Tags"),
            "tags",
            "tags:list",
            "tag.edit",
            72,
            starts=False,
            sentence=_("The words on people: rename them, and make one of two that mean the same."),
        )
    )
    registry.places.append(
        registry.Place(
            _("Teams"),
            "users-round",
            "teams:list",
            "member.view",
            25,
            starts=False,
            sentence=_("Who works together on what, who leads, and which roles are open."),
        )
    )
    registry.places.append(registry.Place(_("People"), "users", "members:list", "member.view", 20))


def _upkeep() -> None:
    """What workers sweep, throw away and show as long work."""
    registry.clearers.append(erasing.note_again)
    registry.rules += ruled.RULES
    registry.sweepers += [finding.sweep, exporting.sweep, bulk.sweep, taking_out.sweep, rights.sweep]
    registry.closed_sweepers += [taking_out.sweep, rights.sweep]
    jobs.kinds.append(jobs.Kind(_("Many changed at once"), "member.bulk_edit", changes.latest, changes.find))
    doings.add(*bulk_doings.DOINGS)
    jobs.kinds.append(jobs.Kind(_("A list as a file"), "member.export", exports.latest, exports.find))


def _pages() -> None:
    """Columns, the past, tabs and filters."""
    people.columns.extend(columns.COLUMNS)
    people.on_erase.append(emptying.empty)
    people.sources += [
        people.Source(told.events, told.say_event),
        people.Source(told_cells.changes, told_cells.say_changes),
        people.Source(told_teams.joined, told_teams.say),
        people.Source(told_teams.left, told_teams.say),
        people.Source(told_teams.took_on, told_teams.say),
        people.Source(told_teams.gave_back, told_teams.say),
    ]
    people.tabs += [
        people.Tab(_("Overview"), "members:detail", "member.view", 0),
        people.Tab(_("Contact and consent"), "members:contacts", "member.contact.view", 80),
        people.Tab(_("Change history"), "members:history", "member.view", 90),
    ]
    filters.register(*built_in.FIELDS, *listed.FIELDS, *teams.FIELDS, *generations.FIELDS)
    filters.sources.extend([own.units, own.fields])
