"""Text as searching compares it: the column and the words somebody types go through the same."""

from django.db import models

# Signs between words. Left to itself, PostgreSQL takes “we for one word, and café—bar for another.
_SIGNS = (
    r"\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007e\u00a1-\u00bf\u060c\u061b\u061f\u0964\u0965"
    r"\u2010-\u206f\u3000-\u303f"
)
# Scripts that leave no room between words: each letter stands for itself. Chinese, Japanese, Thai, Lao, Burmese, Khmer.
_UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"


class Plain(models.Func):
    """Text in small letters, without accents and signs."""

    template = (
        "regexp_replace(regexp_replace(lower(regexp_replace(normalize(%(expressions)s, NFKD), "
        rf"'[\u0300-\u036f]', '', 'g')), '[{_SIGNS}]+', ' ', 'g'), '([{_UNSPACED}])', ' \1 ', 'g')"
    )
    output_field = models.TextField()
