from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "audit"

    def ready(self) -> None:
        from audit import heads, holding, pruning, ruled  # noqa: PLC0415 - needs the models
        from organizations import registry  # noqa: PLC0415

        registry.clearers += [heads.nightly, ruled.forget]
        registry.rules.append(pruning.RULE)
        registry.on_ruled.append(ruled.note)
        registry.ran.append(ruled.known)
        registry.holdings.append(holding.held)
