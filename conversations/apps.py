from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "conversations"

    def ready(self) -> None:
        from conversations import (  # noqa: PLC0415 - need the models
            asking,
            erasing,
            first_week,
            needs,
            needs_of_people,
            needs_of_places,
            practice,
            registry,
            retention,
            safety,
            told,
            told_bulk,
        )
        from conversations import told_exports as exports  # noqa: PLC0415
        from conversations.drafts import ready as drafts  # noqa: PLC0415
        from conversations.hours import ready as hours  # noqa: PLC0415
        from conversations.themes import registering as themes  # noqa: PLC0415
        from conversations.today import registering as today  # noqa: PLC0415
        from ladders import registry as ladders  # noqa: PLC0415
        from members import registry as people  # noqa: PLC0415
        from organizations import registry as organizations  # noqa: PLC0415

        organizations.on_change.append(told.changed)
        organizations.on_leave.append(told.left)
        ladders.on_agreed.append(told.agreed)
        ladders.on_voided.append(told.voided)
        organizations.rules.append(retention.RULE)
        organizations.self_checks.append(safety.look)
        organizations.holdings.append(safety.held)
        registry.needs += [
            retention.soon,
            needs.agreement,
            needs.rounds,
            needs.belonging,
        ]
        registry.counted += [needs_of_places.LOOK_AGAIN, needs_of_places.PROPOSALS, needs_of_people.CORRECTIONS]
        people.on_erase.append(erasing.empty)
        people.on_export.append(exports.made)
        people.on_no_export.append(exports.not_made)
        people.on_bulk.append(told_bulk.ended)
        registry.add_kind(exports.NOT_MADE, exports.say_not_made)
        for kind, say in told_bulk.KINDS.items():
            registry.add_kind(kind, say)
        registry.add_kind(exports.READY, exports.say_ready)
        registry.add_kind(exports.TAKEN, exports.say_taken)
        registry.add_kind(told.AGREED, told.say_agreed)
        registry.add_kind(told.VOIDED, told.say_voided)
        registry.add_kind(told.ROLES, told.say_roles)

        organizations.on_join.append(first_week.offer)
        organizations.on_leave += [practice.end, asking.pass_on]
        organizations.sweepers.append(practice.forget)
        organizations.strips.append(first_week.strip)
        people.panels.append(people.Panel("practice", "help/practice_panel.html", first_week.panel, 1, "main"))
        registry.add_kind(asking.ASKED, asking.say_asked)
        registry.add_kind(asking.ANSWERED, asking.say_answered)
        registry.add_kind(asking.PASSED_ON, asking.say_passed_on)
        drafts.register()

        from conversations.heard import registering as heard  # noqa: PLC0415

        heard.register()

        from conversations.logging import panel  # noqa: PLC0415

        panel.register()
        today.register()
        hours.register()
        themes.register()
