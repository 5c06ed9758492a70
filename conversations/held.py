"""What becomes of each column of this room when a person it is about is erased: see organizations/keeping.py."""

from organizations.keeping import Held

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
