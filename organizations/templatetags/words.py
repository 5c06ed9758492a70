"""`{% word "quiet" %}`: a small question mark beside a word, that opens what the word means."""

from django import template

from organizations.glossary import WORDS

register = template.Library()


@register.inclusion_tag("parts/word.html")
def word(key: str, where: str = "") -> dict[str, object]:
    """Explain a word of the glossary; a word explained twice on a page says where, as ids are there once.

    The browser's own popover: by keyboard and touch, without a script. An unknown word raises KeyError.
    """
    return {"word": WORDS[key], "id": f"word-{key.replace('_', '-')}{f'-{where}' if where else ''}"}
