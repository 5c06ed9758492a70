"""Conversation: that people talked, and what was heard. Who may read what was heard is a part of the row."""

from collections.abc import Sequence
from typing import ClassVar, Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from conversations.models.searched import Plain
from ladders.models import Assessment
from members.models import Member
from organizations.permissions import Scope, row_of
from organizations.sealing import unseal
from stpnet.models import TenantModel, TenantQuerySet

LONGEST_STORY = 20_000


class ConversationQuerySet(TenantQuerySet["Conversation"]):
    def kept(self) -> Self:
        """Leave out what was taken back."""
        return self.filter(removed_at=None)

    def in_earnest(self) -> Self:
        """Leave out what was written to practice."""
        practice = Participant.objects.filter(conversation=OuterRef("pk"), member__kind=Member.Kind.PRACTICE)
        return self.exclude(Exists(practice))

    def reached(self) -> Self:
        """Leave out attempts: no answer, a message left, a wrong number, moved away."""
        return self.filter(outcome=Conversation.Outcome.REACHED)

    def one_to_ones(self) -> Self:
        """Keep those that reached exactly one member, of any kind but text and group."""
        # Of two rows that became one person, the one put away stands there still.
        people = Participant.objects.filter(member__merged_into=None)
        here = people.filter(conversation=OuterRef("pk"))
        others = people.filter(conversation=OuterRef("conversation"), pk__gt=OuterRef("pk"))
        alone = Exists(here) & ~Exists(here.filter(Exists(others)))
        return self.reached().exclude(kind__in=[Conversation.Kind.TEXT, Conversation.Kind.GROUP]).filter(alone)

    def seen_by(self, roles: Sequence[str], member: Member, *, taken_back: bool = False) -> Self:
        """Keep those that this person may know of: who talked with whom, when and how. Not yet what was heard.

        One's own, and those with somebody whom one may see. `is_readable` says of each whether the story and what
        hangs on it may be read, too: the rights of notes decide, and a note for its author is nobody else's.
        """
        scopes = {to: row_of(right).scope(roles) for to, right in _RIGHTS.items()}
        mine, readable = Q(author=member), Q(author=member)
        for read_by, scope in scopes.items():
            if scope is not Scope.NO:
                readable |= Q(_with_somebody_within(scope, member), read_by=read_by)
        seen = _with_somebody_within(row_of("member.view").scope(roles), member)
        here = self.exclude(removed_at=None) if taken_back else self.kept()
        return here.filter(mine | Q(seen)).annotate(
            is_readable=models.ExpressionWrapper(readable, output_field=models.BooleanField())
        )

    def readable_by(self, roles: Sequence[str], member: Member) -> Self:
        """Of those that this person may know of, keep those whose words they may read as well."""
        return self.seen_by(roles, member).filter(is_readable=True)


class Conversation(TenantModel):
    """A talk with one member or several, or the attempt at one.

    What was heard stands in `story`; a note for its author alone stands sealed in `sealed`, where no search and no
    copy of the tables reads it. Use `words`, which knows whether the reader may: never `story` itself.
    """

    class Kind(models.TextChoices):
        IN_PERSON = "in_person", _("In person")
        PHONE = "phone", _("Phone")
        VIDEO = "video", _("Video")
        TEXT = "text", _("Text")
        HOUSE_VISIT = "house_visit", _("House visit")
        GROUP = "group", _("Group")
        COACHING = "coaching", _("Coaching")

    class Outcome(models.TextChoices):
        REACHED = "reached", _("Talked")
        NO_ANSWER = "no_answer", _("No answer")
        LEFT_MESSAGE = "left_message", _("Left a message")
        WRONG_NUMBER = "wrong_number", _("Wrong number")
        MOVED = "moved", _("Moved away")

    class ReadBy(models.TextChoices):
        ORGANIZERS = "organizers", _("Organizers")
        DIRECTORS = "directors", _("Directors")
        AUTHOR = "author", _("Only me")

    class Source(models.TextChoices):
        PAGE = "page", _("Logged")
        PHONE = "phone", _("Written without signal")
        IMPORT = "import", _("A list")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.IN_PERSON)
    outcome = models.CharField(_("how it went"), max_length=12, choices=Outcome, default=Outcome.REACHED)
    on = models.DateField(_("day"))
    # Empty: a list did not say who.
    author = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="conversations_logged")
    read_by = models.CharField(_("who can read this"), max_length=10, choices=ReadBy, default=ReadBy.ORGANIZERS)
    story = models.TextField(_("story"), max_length=LONGEST_STORY, blank=True)
    sealed = models.TextField(blank=True, editable=False)
    # The level that was said with it.
    assessment = models.ForeignKey(
        Assessment, on_delete=models.SET_NULL, null=True, related_name="conversations", editable=False
    )
    source = models.CharField(max_length=6, choices=Source, default=Source.PAGE, editable=False)
    # Made where it was written, so that sending twice stores once.
    draft_key = models.UUIDField(null=True, editable=False)
    # The number of the call or text in the tool it was made with: the same file twice changes nothing.
    outside_id = models.CharField(max_length=200, blank=True, editable=False)
    from_list = models.UUIDField(null=True, editable=False)
    # Its author no longer belongs here: when the words that only they could read go for good.
    words_go_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    edited_at = models.DateTimeField(null=True, editable=False)
    # The group keeps notes for so long only: that they talked stays, what was heard went.
    words_went_at = models.DateTimeField(null=True, editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)
    removed_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    # For searching in the words; what is sealed is never in it.
    searched = models.GeneratedField(
        expression=SearchVector(Plain("story"), config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects: ClassVar[models.Manager["Conversation"]] = models.Manager.from_queryset(ConversationQuerySet)()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["-on", "-created_at"], name="conversations_latest"),
            models.Index(fields=["author", "-on"], name="conversations_of_author"),
            GinIndex(fields=["searched"], name="conversations_searched"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["draft_key"],
                name="conversations_conversation_sent_once",
                violation_error_message=_("This was sent already."),
            ),
            models.UniqueConstraint(
                fields=["outside_id"],
                condition=~Q(outside_id=""),
                name="conversations_conversation_outside_once",
                violation_error_message=_("This call or text is here already."),
            ),
            models.CheckConstraint(
                condition=Q(story="") | ~Q(read_by="author"),
                name="conversations_conversation_own_is_sealed",
                violation_error_message=_("What only its author may read is kept closed."),
            ),
            models.CheckConstraint(
                condition=Q(sealed="") | Q(read_by="author"),
                name="conversations_conversation_shared_is_open",
                violation_error_message=_("What others may read is not kept closed."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} on {self.on}"

    @property
    def words(self) -> str:
        """What was heard, where the reader may know it: of rows that come from `seen_by`. Else nothing."""
        if not getattr(self, "is_readable", False):
            return ""
        return str(unseal(self.sealed) or "") if self.sealed else self.story


class Participant(TenantModel):
    """A member who took part in a conversation, or whom somebody tried to reach."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="participants")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="took_part")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member", "conversation"],
                name="conversations_participant_once",
                violation_error_message=_("This person is in the conversation already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.conversation_id}"


_RIGHTS = {
    Conversation.ReadBy.ORGANIZERS: "note.view.organizers",
    Conversation.ReadBy.DIRECTORS: "note.view.directors",
}


def _with_somebody_within(scope: Scope, member: Member) -> Exists:
    """Say of a conversation whether somebody took part whom a right of this scope reaches."""
    people = Member.objects.filter(Q(kind=Member.Kind.PERSON) | Q(made_up_for=member), merged_into=None, erased_at=None)
    here = Participant.objects.filter(conversation=OuterRef("pk"))
    return Exists(here.filter(member__in=people.within(scope, member)))
