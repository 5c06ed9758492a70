from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "audit"

    def ready(self) -> None:
        from audit import heads, holding, pruning, sealing  # noqa: PLC0415 - needs the models
        from organizations import registry  # noqa: PLC0415

        registry.clearers += [sealing.seal, pruning.nightly, heads.nightly]
        registry.holdings.append(holding.held)
