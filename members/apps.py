from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembersConfig(AppConfig):
    name = "members"

    def ready(self) -> None:
        from members import joining  # noqa: PLC0415 - needs the models
        from organizations import registry  # noqa: PLC0415

        registry.on_create.append(joining.first_rows)
        registry.on_join.append(joining.join)
        registry.places.append(registry.Place(_("People"), "users", "members:list", "member.view", 20))
