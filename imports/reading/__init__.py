"""Reads uploaded lists in a limited child process: CSV and its relatives, .xlsx, .xls and .ods."""

from imports.reading.child_process import UnreadableFile
from imports.reading.examination import Examined, Layout, examine, rows
from imports.reading.headings import Row

__all__ = ["Examined", "Layout", "Row", "UnreadableFile", "examine", "rows"]
