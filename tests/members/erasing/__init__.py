"""Erasing people, with what all rooms keep of them."""
