"""How static files are kept: packed, under names that change with what is in them, modules that import others too."""

from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]  # has none


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # so its classes are unknown
    """Also rewrites the names in `import … from "./other.js"`."""

    support_js_module_import_aggregation = True
