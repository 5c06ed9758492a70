"""Signs that count themselves: how, when, and what their figures say."""
