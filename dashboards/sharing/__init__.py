"""Showing a report to someone outside by a link."""
