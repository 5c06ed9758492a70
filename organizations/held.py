"""What becomes of each column of this room when a person it is about is erased: see organizations/keeping.py."""

from organizations.keeping import Held

HELD: Held = {
    "organizations.organization": {
        "keep": (
            "id schema_name slug name time_zone week_start first_quarter_month phone_region language "
            "do_not_write requires_mfa session_hours note_retention_months note_retention_since "
            "record_months record_months_since first_steps_done first_hour_over_at rooms looked_at schema_version "
            "created_at closed_at closed_by closing_reason"
        ),
    },
    "organizations.formerslug": {"keep": "id slug organization"},
    "organizations.user": {"erase": "password last_login id email name is_active is_support date_joined session_round"},
    "organizations.agreement": {"erase": "id user organization by agreed_at"},
    "organizations.membership": {"erase": "id user organization ends_on support last_used_at created_at"},
    "organizations.supportaccess": {
        "erase": "id organization user role reason granted_by granted_at ends_at ended_at ended_by told_at",
    },
    "organizations.membershiprole": {"erase": "id membership role"},
    "organizations.invitation": {
        "erase": (
            "id organization email ends_on member_id proposed_by invited_by token_hash created_at "
            "confirmed_at expires_at sent_at accepted_at withdrawn_at"
        ),
    },
    "organizations.invitationrole": {"erase": "id invitation role"},
    "organizations.outgoingmail": {
        "keep": "id status key invitation organization n_tries created_at next_try_at claimed_at finished_at trouble",
        "erase": "sealed",
    },
    "organizations.tombstone": {"keep": "id organization schema_name slug_hash closed_at began_at gone_at"},
    "organizations.recipe": {"keep": "fingerprint statements written_at"},
    "organizations.experimentsummary": {"keep": "id organization experiment status due changed_at"},
    "contenttypes.contenttype": {"keep": "id app_label model"},
    "auth.permission": {"keep": "id name content_type codename"},
    "auth.group": {"keep": "id name"},
    "sessions.session": {"keep": "session_key expire_date", "anonymise": "session_data"},
    "account.emailaddress": {"erase": "id user email verified primary"},
    "account.emailconfirmation": {"erase": "id email_address created sent key"},
    "mfa.authenticator": {"erase": "id user type data created_at last_used_at"},
    "usersessions.usersession": {"erase": "id user created_at ip last_seen_at session_key user_agent data"},
}
