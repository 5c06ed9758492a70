"""What changes themes, and which of them came up in a conversation."""

from contextlib import AbstractContextManager

from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from audit.recording import action, record
from conversations.models import Conversation, ConversationTheme, Theme
from conversations.themes import joining, words
from members.models import Member
from members.taken import refusing

LONGEST_SENTENCE = 600


class ThemesRefused(Exception):
    """Not done, and why, in a sentence; `field` is the input it is about."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


@action
def make(*, name: str, meaning: str = "", by: Member) -> Theme:
    """Give something that comes up again and again a name."""
    _refuse_old_name(name)
    with _named_once():
        made: Theme = Theme.objects.create(name=name, meaning=meaning, made_by=by)
    record("theme.edit", of=made, by=by, fields=["name"])
    return made


@action
def edit(theme: Theme, *, name: str, meaning: str, by: Member) -> None:
    """Call it something else, or say better what belongs to it."""
    _refuse_old_name(name, but=theme)
    theme.name, theme.meaning = name, meaning
    with _named_once():
        theme.save(update_fields=["name", "meaning"])
    record("theme.edit", of=theme, by=by, fields=["meaning", "name"])


@action
def merge(theme: Theme, *, into: Theme, by: Member) -> None:
    """Put a theme into another one: all that was drawn out moves, and its name leads there from then on.

    Raises ThemesRefused when one of the two is gone meanwhile.
    """
    if len(_held(theme, into)) < 2:  # noqa: PLR2004 - the theme, and another one
        raise ThemesRefused(_("Choose another theme that is still in use."), "into")
    joining.join(theme.pk, into.pk)
    record("theme.merge", of=theme, by=by, fields=["into"])


@action
def part(theme: Theme, *, by: Member) -> None:
    """Take a theme out of the one it was put into, with all that came from it, whatever was merged since."""
    if not Theme.objects.filter(pk=theme.pk).exclude(merged_into=None).exists():
        raise ThemesRefused(_("It stands by itself already."))
    if theme.put_away_at is None and Theme.objects.active().filter(folded=theme.folded).exists():
        raise ThemesRefused(_("There is a theme of this name again. Rename that one first."))
    joining.part(theme.pk)
    record("theme.merge", of=theme, by=by, fields=["taken apart"])


@action
def put_away(theme: Theme, *, by: Member) -> bool:
    """Offer it no more; what was drawn out under it is kept, and read on its page."""
    if not Theme.objects.active().filter(pk=theme.pk).update(put_away_at=Now()):
        return False
    record("theme.edit", of=theme, by=by, fields=["put away"])
    return True


@action
def bring_back(theme: Theme, *, by: Member) -> bool:
    """Offer it again. Raises ThemesRefused when its name is taken."""
    with _named_once():
        back = Theme.objects.filter(pk=theme.pk, merged_into=None).exclude(put_away_at=None).update(put_away_at=None)
    if not back:
        return False
    record("theme.edit", of=theme, by=by, fields=["brought back"])
    return True


@action
def draw_out(conversation: Conversation, *, theme: Theme, sentence: str = "", by: Member) -> ConversationTheme:
    """Say that a theme came up in a conversation, and in which sentence of it.

    A theme that was put into another one meanwhile means that one. Of what only its author may read no sentence is
    kept. Raises ThemesRefused when the sentence does not stand in the story. Drawn as a whole, a theme keeps the
    sentence that it had.
    """
    said = sentence.strip()[:LONGEST_SENTENCE]
    # As it stands now: who closes it, or lets a sentence go, at this moment waits or was first.
    held = Conversation.objects.select_for_update(of=("self",), no_key=True).filter(pk=conversation.pk)
    story = getattr(held.only("story").first(), "story", "")
    if said and said not in story:
        raise ThemesRefused(_("This sentence does not stand in the story any more. Choose another one."), "sentence")
    now = words.now([theme.pk]).get(theme.pk)
    if now is None:
        raise ThemesRefused(_("This theme is gone. Choose another one."), "theme")
    raised, _made = ConversationTheme.objects.update_or_create(
        conversation=conversation,
        theme=now,
        defaults={"sentence": said, "by": by} if said else {},
        create_defaults={"sentence": said, "by": by},
    )
    record("theme.edit", of=conversation, by=by, fields=["theme"])
    return raised


@action
def let_go(raised: ConversationTheme, *, by: Member) -> None:
    """Say that it was not about this after all."""
    record("theme.edit", of=raised.conversation, by=by, fields=["theme"])
    # With what came up there under themes that are a part of this one now: it would stand on with its sentence.
    here = Q(theme=raised.theme_id) | Q(theme__merged_into=raised.theme_id)
    ConversationTheme.objects.filter(here, conversation=raised.conversation_id).delete()


def _held(*themes: Theme) -> list[Theme]:
    """Lock those that are in use: nobody logs with one of them, or merges it, at the same moment."""
    wanted = Theme.objects.active().filter(pk__in={theme.pk for theme in themes})
    return list(wanted.select_for_update(of=("self",)).order_by("pk"))


def _named_once() -> AbstractContextManager[None]:
    taken = _("There is a theme of this name already. You can put this one into it instead.")
    return refusing("conversations_theme_name_once", ThemesRefused(taken, "name"))


def _refuse_old_name(name: str, but: Theme | None = None) -> None:
    """A name that leads to another theme would lead to two."""
    found = words.named(name)
    if found and found != but:
        raise ThemesRefused(_("This is a name of “%s” already.") % found, "name")
