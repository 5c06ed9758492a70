"""What becomes of each column of this room when a person it is about is erased, and which rows tell of one: see keeping.py."""

from django.utils.translation import gettext_lazy as _

from organizations.keeping import Held, LeftOut, Tell, Tells

HELD: Held = {
    "conversations.why": {"keep": "id asked changed_by changed_at is_only", "anonymise": "text"},
    "conversations.helprequest": {
        "erase": "id asker to page asked_at answered_by answered_at",
        "anonymise": "text answer",
    },
    "conversations.conversation": {
        "keep": (
            "id kind outcome on read_by assessment source draft_key from_list words_go_at created_at "
            "edited_at words_went_at removed_at removed_by"
        ),
        "erase": "outside_id searched",
        "anonymise": "author story sealed",
    },
    "conversations.participant": {"keep": "id conversation member"},
    "conversations.ownnumber": {"erase": "id member n"},
    "conversations.feed": {"erase": "id member secret_hash with_names made_at revoked_at"},
    "conversations.mailchoice": {"erase": "id member every weekday hour time_zone chosen_at stopped_at due_at"},
    "conversations.digest": {"erase": "id member due_at status claimed_at finished_at"},
    "conversations.draft": {"erase": "id key owner sealed conversation written_at received_at"},
    "conversations.datahour": {"keep": "id begins_at ends_at place called_by closed_at created_at"},
    "conversations.hourguest": {"erase": "id hour member answer"},
    "conversations.hourturn": {"erase": "id hour member taken_by taken_at outcome conversation"},
    "conversations.notice": {"erase": "id to kind by member about created_at read_at"},
    "conversations.practice": {"erase": "id learner person right_phone started_at opened_at finished_at"},
    "conversations.commitment": {
        "keep": "id member conversation by said_on asked_by state settled_on settled_by became created_at",
        "anonymise": "what note",
    },
    "conversations.followup": {
        "erase": "id owner member conversation participation due made_by handed_by created_at done_on done_by",
        "anonymise": "what handed_note note",
    },
    "conversations.promptset": {"keep": "id first_day last_day created_at put_away_at", "anonymise": "name"},
    "conversations.prompt": {"keep": "id of position created_at put_away_at", "anonymise": "text"},
    "conversations.promptanswer": {
        "keep": "id conversation prompt by",
        "erase": "searched",
        "anonymise": "text sealed",
    },
    "conversations.theme": {
        "keep": "id merged_into made_by created_at put_away_at was",
        "anonymise": "name folded meaning",
    },
    "conversations.conversationtheme": {"keep": "id conversation theme by created_at was", "anonymise": "sentence"},
    "conversations.quote": {
        "erase": (
            "id member conversation theme where until named agreed_on asked_by created_at withdrawn_at withdrawn_by was"
        ),
        "anonymise": "words called agreed_how",
    },
}
# What the file of all that is held about somebody says of this room.
CALLED = _("Conversations and promises")
_WITH = "conversation__participants__member"

TELLS: Tells = {
    "conversations.conversation": Tell(_("Conversations"), "participants__member", closed="sealed"),
    "conversations.participant": Tell(_("Who was in a conversation"), "member"),
    "conversations.promptanswer": Tell(_("Answers to questions in conversations"), _WITH, closed="sealed"),
    "conversations.conversationtheme": Tell(_("What conversations were about"), _WITH),
    "conversations.commitment": Tell(_("What they said yes to"), "member"),
    "conversations.followup": Tell(_("What is owed to them, or by them"), "owner member"),
    "conversations.quote": Tell(_("Words they agreed to be quoted with"), "member"),
    "conversations.helprequest": Tell(_("Help they asked for"), "asker"),
    "conversations.notice": Tell(_("What colleagues were told about them"), "member"),
    "conversations.practice": Tell(_("Their first practice"), "learner"),
    "conversations.ownnumber": Tell(_("A number they set themselves"), "member"),
    "conversations.feed": Tell(_("Calendar addresses"), "member", only="with_names made_at revoked_at"),
    "conversations.mailchoice": Tell(_("When mail comes to them"), "member"),
    "conversations.digest": Tell(_("Mail that was due to them"), "member"),
    "conversations.hourguest": Tell(_("Asked to a data hour"), "member"),
    "conversations.hourturn": Tell(_("Called in a data hour"), "member"),
}
LEFT_OUT: LeftOut = {
    "conversations.draft": "What somebody typed and has not sent: only they can read it, on the phone it is on.",
    "conversations.feed.secret_hash": "The print of a key: it tells nothing of anybody.",
}
