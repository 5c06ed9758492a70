"""Somebody from support, let in by an owner for some hours: granting, ending, telling."""
