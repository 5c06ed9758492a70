from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "conversations"

    def ready(self) -> None:
        from conversations import needs, registry, told  # noqa: PLC0415 - need the models
        from ladders import registry as ladders  # noqa: PLC0415
        from organizations import registry as organizations  # noqa: PLC0415

        organizations.on_change.append(told.changed)
        organizations.on_leave.append(told.left)
        ladders.on_agreed.append(told.agreed)
        ladders.on_voided.append(told.voided)
        registry.needs += [needs.agreement, needs.belonging]
        registry.add_kind(told.AGREED, told.say_agreed)
        registry.add_kind(told.VOIDED, told.say_voided)
        registry.add_kind(told.ROLES, told.say_roles)
