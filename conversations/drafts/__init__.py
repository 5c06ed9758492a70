"""Conversations written without signal: the page that opens anyway, what comes in from a phone, "Which Maria?"."""
