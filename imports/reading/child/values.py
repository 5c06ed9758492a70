"""Cells of a workbook as the text a person would have typed."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

type Value = int | float | str | bool | time | date | datetime | timedelta

EXACT_BELOW, PLAIN_BELOW = 1e15, 1e21


def text(value: Value) -> str:
    """One cell as text: ISO dates, numbers without noise, TRUE and FALSE."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return number(value)
    if isinstance(value, datetime):
        return (value.date() if value.time() == time.min else value).isoformat().replace("T", " ")
    if isinstance(value, timedelta):
        return duration(value)
    return value.isoformat() if isinstance(value, date | time) else str(value)


def number(value: float) -> str:
    """15 digits are all that a spreadsheet keeps; what stands behind them is noise of the computer's counting."""
    if value.is_integer() and abs(value) < EXACT_BELOW:
        return str(int(value))
    short = f"{value:.15g}"
    if "e" not in short or not abs(value) < PLAIN_BELOW:
        return short
    return f"{Decimal(short):f}"


def duration(value: timedelta) -> str:
    """Hours run on past 24, as a spreadsheet shows them."""
    minutes, seconds = divmod(int(value.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
