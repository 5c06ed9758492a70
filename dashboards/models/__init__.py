"""Reports that were made, and the words that a group has for them."""

from dashboards.models.report import Report, ReportWords

__all__ = ["Report", "ReportWords"]
