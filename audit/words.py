"""What was done and read, in words. What is a right is called as the table of rights calls it; the rest is said here."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from organizations.rights import GROUPS

BESIDE_RIGHTS: dict[str, str | Promise] = {
    "assessment.own_words": _("Keep how somebody sees themselves"),
    "calendar.make": _("Make a calendar address"),
    "calendar.revoke": _("End a calendar address"),
    "calibration.begin": _("Begin a round of placing people together"),
    "calibration.close": _("Close a round of placing people together"),
    "calibration.finish": _("Finish one’s part of placing people together"),
    "calibration.go_on_without": _("Go on without a colleague in placing people together"),
    "conversation.edit": _("Change a conversation"),
    "conversation.expire": _("Let notes end that were old enough"),
    "data_hour.begin": _("Begin a data hour"),
    "data_hour.call": _("Call a data hour"),
    "data_hour.call_off": _("Call a data hour off"),
    "data_hour.close": _("Close a data hour"),
    "field.add": _("Ask something new about people"),
    "field.delete": _("Ask something no more"),
    "field.expire": _("Let answers end that were old enough"),
    "field.forget": _("Forget the answers of a field"),
    "field.restore": _("Ask something again"),
    "field.section": _("Order what is asked about people"),
    "help.answer": _("Answer who asked for help"),
    "help.ask": _("Ask colleagues for help"),
    "mail.choose": _("Choose when mail comes"),
    "mail.start": _("Let mail come again"),
    "mail.stop": _("Stop mail"),
    "member.add": _("Add a person"),
    "member.bring_back": _("Bring somebody back who was put away"),
    "member.change_set": _("Change cells of the list"),
    "member.correct": _("Put right what somebody said is wrong about them"),
    "member.different": _("Say that two rows are two people"),
    "member.find_duplicates": _("Look for people who are there twice"),
    "member.unmerge": _("Take two people apart again"),
    "organization.fill": _("Fill the demo"),
    "own_number.set": _("Set a number of one’s own"),
    "people.agree_second_step": _("Agree that a lost second step is taken off"),
    "people.invite": _("Invite somebody"),
    "people.join": _("Come to belong here"),
    "people.propose": _("Propose somebody for an invitation"),
    "people.remove": _("End somebody’s access"),
    "people.roles": _("Change what somebody may do here"),
    "people.scope": _("Change whom somebody sees"),
    "people.reset_second_step": _("Take a lost second step off"),
    "people.sign_out": _("Sign somebody out everywhere"),
    "people.withdraw": _("Take an invitation back"),
    "practice.end": _("End practicing"),
    "practice.start": _("Start practicing"),
    "quote.agree": _("Keep that somebody agreed to be quoted"),
    "quote.withdraw": _("Keep that somebody takes a quote back"),
    "record.prune": _("Let go of the oldest part of the record"),
    "record.renew": _("Say anew, under another key, where the record begins"),
    "reads.seal": _("Seal what was read"),
    "share_link.revoke": _("End a link to a report"),
    "support.end": _("End access for support"),
    "support.grant": _("Let somebody from support in"),
    "tag.delete": _("Take a tag away"),
    "tag.merge": _("Put two tags together"),
    "tag.restore": _("Bring a tag back"),
    "theme.merge": _("Put two themes together"),
    "unit.add": _("Make a unit"),
    "unit.delete": _("Take a unit away"),
    "unit.edit": _("Change a unit"),
    "unit.kind": _("Change a kind of unit"),
    "unit.merge": _("Put two units together"),
    "unit.restore": _("Bring a unit back"),
    "why.edit": _("Write why something is asked"),
}
# Every request of somebody from support, by the right that the page asks for.
_SUPPORT = {"support.saw.": _("Support opened: %(what)s"), "support.did.": _("Support sent: %(what)s")}
WORDS: dict[str, str | Promise] = {name: words for _title, rights in GROUPS for name, words in rights.items()}
WORDS |= BESIDE_RIGHTS


def say(action: str) -> str:
    """Say what was done or read; what no version knows any more by its name in the record."""
    for beginning, sentence in _SUPPORT.items():
        if action.startswith(beginning):
            right = action.removeprefix(beginning)
            return sentence % {"what": WORDS.get(right, _("another page"))}
    return str(WORDS.get(action, action))
