"""What changes tags as a whole."""

from django.db.models.functions import Now
from django.utils.translation import gettext as _

from audit.recording import action, record
from members import going
from members.actions import tag_key
from members.models import Gone, GoneFrom, Member, MemberTag, Tag


class TagsRefused(Exception):
    """Not done, and why, in a sentence; `field` is the input it is about."""

    def __init__(self, sentence: str, field: str = "name") -> None:
        super().__init__(sentence)
        self.field = field


@action
def rename_tag(tag: Tag, *, name: str, by: Member) -> None:
    """Call a tag something else, wherever it stands."""
    if Tag.objects.filter(folded=tag_key(name)).exclude(pk=tag.pk).exists():
        raise TagsRefused(_("There is a tag of this name already. You can put this one into it, below."))
    tag.name, tag.folded = name, tag_key(name)
    tag.save(update_fields=["name", "folded"])
    # A form that is open with the old name would make a tag of it again.
    Member.objects.filter(pk__in=MemberTag.objects.filter(tag=tag).values("member")).update(changed_at=Now())
    record("tag.edit", of=tag, by=by, fields=["name"])


@action
def merge_tags(tag: Tag, *, into: Tag, by: Member) -> Gone:
    """Put a tag into another one: whoever had it has the other, and what named it means the other from then on."""
    found = {row.pk: row for row in Tag.objects.select_for_update().filter(pk__in=[tag.pk, into.pk])}
    if len(found) < 2:  # noqa: PLR2004 - the tag, and another one
        raise TagsRefused(_("Choose another tag that is still there."), "into")
    gone = going.keep_tag(tag, into=into, by=by)
    new = GoneFrom.objects.filter(gone=gone, got_other=True).values("member")
    MemberTag.objects.filter(tag=tag, member__in=new).update(tag=into)
    record("tag.merge", of=into, by=by, fields=["name"])
    tag.delete()
    return gone


@action
def delete_tag(tag: Tag, *, by: Member) -> Gone:
    """Take a tag off everybody and away."""
    # Nobody gets it between the writing down of who has it and its end.
    if not Tag.objects.select_for_update().filter(pk=tag.pk).exists():
        raise TagsRefused(_("“%s” is gone meanwhile.") % tag.name)
    gone = going.keep_tag(tag, into=None, by=by)
    record("tag.delete", of=tag, by=by, fields=["name"])
    tag.delete()
    return gone


@action
def bring_back(gone: Gone, *, by: Member) -> Tag:
    """Bring a tag back to whoever had it; whoever got another one only by the merge loses that one again."""
    refuse_later(gone)
    if Tag.objects.filter(folded=gone.folded).exists():
        raise TagsRefused(_("There is a tag of this name again. Rename that one first."))
    tag = Tag(pk=gone.was, name=gone.name, folded=gone.folded)
    tag.save(force_insert=True)
    going.tag_again(gone)
    got = GoneFrom.objects.filter(gone=gone, got_other=True).values("member")
    MemberTag.objects.filter(tag=gone.into, member__in=got).delete()
    going.touch(gone)
    record("tag.restore", of=tag, by=by, fields=["name"])
    gone.delete()
    return tag


def refuse_later(gone: Gone) -> None:
    """Undo merges in the order in which they were made, the last first."""
    later = Gone.objects.filter(was=gone.into).first() if gone.into else None
    if later is not None:
        raise TagsRefused(_("“%s” is gone too by now. Bring that one back first.") % later.name)
