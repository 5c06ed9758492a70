"""From where on something is worth saying. Below, a page says how things stand and leaves it at that."""

# A level leaks when at least so many left it for no other level, and at least as many as moved up from it.
LEAK_LEAST = 3
# They are at least this part of those who stood there; a few of many come and go.
LEAK_SHARE = 0.05
# Growth has slowed when the leaders gained less than this part of what the quarters before gave on average ...
SLOWED = 0.5
# ... who gave at least so many, over at least so many quarters, ...
SLOWED_USUAL = 3
SLOWED_QUARTERS = 3
# ... and when at least this part of the quarter has gone: in its first weeks every quarter is slow.
SLOWED_NOT_BEFORE = 0.5
# Growth has quickened when they gained at least so many times what those quarters gave, however early it is.
QUICKENED = 1.5
# A goal is behind when the pace that its own page tells leads to less than this part of what is wanted, ...
BEHIND = 0.9
# ... and is worth a word from so many people on.
GOAL_LEAST = 3
# A level that nobody looked at for so many days is shown as that.
STALE_DAYS = 180
# A ladder with fewer people than this has no gaps yet, only a beginning.
GAPS_LEAST = 10
# A level lacks coaches when at least so many stand there, and less than this part of them has one.
COACHES_LEAST = 5
COACHES_SHARE = 0.5
# Five one-to-ones a week reach so many people in a quarter: with more, an organizer cannot know all of theirs.
ORGANIZER_HOLDS = 65
# A place with at least so many people, none of whom leads, lacks leaders.
UNIT_LEAST = 10
