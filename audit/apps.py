from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "audit"

    def ready(self) -> None:
        from audit import heads, holding  # noqa: PLC0415 - needs the models
        from organizations import registry  # noqa: PLC0415

        registry.clearers.append(heads.nightly)
        registry.holdings.append(holding.held)
