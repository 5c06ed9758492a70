"""MemberWord: by which words a member is found."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models.person import Member
from stpnet.models import TenantModel


class MemberWord(TenantModel):
    """One word of a member's names, mails and phones, as triggers of the database keep them.

    A name is there folded, word by word; a mail from each of its parts to its end; a phone backwards behind a "#",
    since people know the last digits. What is searched for is always the beginning of such a word.
    """

    # Nobody but the triggers writes here, and they follow the member: a key would be checked for each word again.
    member = models.ForeignKey(
        Member, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+", editable=False
    )
    # By code point: only so an index serves the beginnings of words.
    word = models.CharField(max_length=420, db_collation="C", editable=False)
    role_may: ClassVar = ("SELECT", "INSERT", "DELETE", "MAINTAIN")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["member", "word"], name="members_memberword_of_member")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["word", "member"],
                name="members_memberword_once",
                violation_error_message=_("This word stands there already."),
            )
        ]

    def __str__(self) -> str:
        return f"a word of {self.member_id}"
