"""What a column of an uploaded list can become, and the names it goes by elsewhere."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Target:
    """One field that a column can fill. `many`: several columns may fill it, each adding a value."""

    key: str
    label: str | Promise
    group: str | Promise
    many: bool = False
    synonyms: tuple[str, ...] = ()
    # Of a field of the group's own: what it holds.
    kind: str = ""


NAME, REACH, ADDRESS, WORK, RECORD, STANDING, HANDED, LATER = (
    _("Name"), _("How to reach them"), _("Address"), _("About them"), _("Our records"), _("Where they stand"),
    _("Handed over with one click, after the list is in"), _("Kept aside until it has a room here"),
)  # fmt: skip

NAMES = (
    Target("given_name", _("First name"), NAME, synonyms=(
        "first name", "first", "fn", "fname", "given name", "given", "forename", "nombre",
    )),
    Target("middle_name", _("Middle name"), NAME, synonyms=(
        "middle name", "middle", "mn", "mname", "additional name", "middle initial", "mi",
    )),
    Target("family_name", _("Last name"), NAME, synonyms=(
        "last name", "last", "ln", "lname", "surname", "family name", "apellido", "apellidos",
    )),
    Target("full_name", _("Full name"), NAME, synonyms=(
        "name", "full name", "voter name", "display name", "member name", "contact name", "nombre completo",
        "person", "attendee", "participant",
    )),
    Target("preferred_name", _("Goes by"), NAME, synonyms=(
        "preferred name", "nickname", "goes by", "alternate name", "file as", "preferred first name", "apodo",
    )),
    Target("suffix", _("Name suffix"), NAME, synonyms=("suffix", "name suffix")),
    Target("pronouns", _("Pronouns"), NAME, synonyms=("pronouns", "pronoun", "preferred pronouns")),
)  # fmt: skip

CONTACTS = (
    Target("email", _("E-mail"), REACH, many=True, synonyms=(
        "email", "e-mail", "email address", "e-mail address", "preferred email", "primary email", "secondary email",
        "home email", "work email", "personal email", "other email", "email home", "email work", "email other",
        "best email", "alternate email", "e-mail value", "email value", "can2 email", "mail address", "correo",
        "correo electronico",
    )),
    Target("mobile", _("Mobile phone"), REACH, many=True, synonyms=(
        "mobile", "mobile number", "mobile phone", "mobile phone number", "cell", "cell phone", "cell number",
        "cell phone number", "mobile no", "cell no", "cphone", "can2 phone", "home mobile", "work mobile", "business mobile", "celular",
    )),
    Target("home_phone", _("Home phone"), REACH, many=True, synonyms=(
        "home phone", "hphone", "home phone number", "home number", "landline",
    )),
    Target("work_phone", _("Work phone"), REACH, many=True, synonyms=(
        "work phone", "wphone", "work phone number", "business phone", "office phone", "work number",
    )),
    Target("phone", _("Other phone"), REACH, many=True, synonyms=(
        "phone", "phone number", "preferred phone", "pref phone", "best phone", "primary phone", "other phone",
        "phone value", "telephone", "telephone number", "tel", "telefono", "contact number", "daytime phone",
        "evening phone", "contact phone number", "phone no", "tel no",
    )),
    Target("consent_email", _("May we e-mail"), REACH, synonyms=(
        "email opt in", "email consent", "can email", "can2 subscription status", "subscription status",
        "email subscribed", "email status", "email opt out", "do not email", "no email", "unsubscribed", "opt out",
        "email permission", "email opt in status",
    )),
    Target("consent_text", _("May we text"), REACH, synonyms=(
        "mobile opt in", "sms opt in", "text opt in", "can2 sms status", "sms status", "can text", "text consent",
        "sms consent", "sms opt out", "text opt out", "mobile opt out", "do not text", "do not sms",
        "mobile opt in status",
    )),
    Target("consent_call", _("May we call"), REACH, synonyms=(
        "do not call", "do not phone", "can call", "call consent", "phone opt in", "phone opt out", "no call",
        "no calls", "dnc",
    )),
    Target("consent_mail", _("May we send post"), REACH, synonyms=(
        "do not mail", "mail preference", "can mail", "mail opt in", "mail opt out", "no mail",
    )),
)  # fmt: skip

PARTS = (
    ("street", _("Street"), (
        "address", "street", "street address", "address line", "address 1", "address line 1", "addr", "addr 1",
        "street 1", "user address", "address street", "address address 1", "direccion",
    )),
    ("street2", _("Street, second line"), (
        "address 2", "address line 2", "addr 2", "street 2", "apt", "unit number", "apartment", "extended address", "address extended address",
        "address address 2",
    )),
    ("city", _("City"), ("city", "user city", "town", "locality", "suburb", "address city", "ciudad")),
    ("region", _("State or region"), (
        "state", "st", "stateorprovince", "state province", "state or province", "province", "region", "user state",
        "state abbreviated", "address state", "address region", "estado",
    )),
    ("postal_code", _("Postal code"), (
        "zip", "zip code", "zip5", "postal", "postal code", "post code", "ziporpost", "ziporpostal", "zip postal",
        "zip or postal code", "address zip", "user zip", "address postal code", "codigo postal",
    )),
    ("country", _("Country"), ("country", "country region", "address country", "user country", "country name", "pais")),
)  # fmt: skip

OTHER_LABELS = {
    "street": _("Street (second address)"),
    "street2": _("Street, second line (second address)"),
    "city": _("City (second address)"),
    "region": _("State or region (second address)"),
    "postal_code": _("Postal code (second address)"),
    "country": _("Country (second address)"),
}

ADDRESSES = tuple(Target(key, label, ADDRESS, synonyms=words) for key, label, words in PARTS) + tuple(
    Target(f"other_{key}", OTHER_LABELS[key], ADDRESS) for key, _label, _words in PARTS
)

ABOUT = (
    Target("language", _("Language"), WORK, synonyms=(
        "language", "preferred language", "languages spoken", "spoken language", "idioma",
    )),
    Target("employer", _("Employer"), WORK, synonyms=(
        "employer", "company", "company name", "organization", "organization name", "workplace", "place of work",
    )),
)  # fmt: skip

RECORDS = (
    Target("external_id", _("Id in another system"), RECORD, many=True, synonyms=(
        "id", "external id", "external identifier", "uuid", "action builder id", "action network id", "custom id",
        "nationbuilder id", "civicrm id", "van id", "voter van id", "voter file van id", "myc van id", "ak id",
        "dsa id", "member id", "contact id", "membership id", "unique id", "rec id", "record id", "person id",
        "case id", "spoke id", "member number", "membership number",
    )),
    Target("status", _("Status"), RECORD, synonyms=(
        "status", "member status", "membership status", "memb status", "contact status",
    )),
    Target("organizer", _("Organizer"), RECORD, synonyms=(
        "organizer", "organiser", "rep", "point person", "point person name or email", "point person id",
        "recruiter", "recruiter name or email", "assigned to", "lead organizer", "assigned organizer",
    )),
    Target("tags", _("Tags, several in one cell"), RECORD, many=True, synonyms=(
        "tags", "tag list", "can2 user tags", "labels", "group membership", "groups", "categories",
    )),
    Target("tag", _("One tag, yes or no"), RECORD, many=True),
    Target("newfield", _("Keep as a field of our own"), RECORD, many=True),
    Target("newfield:number", _("A field of our own: number"), RECORD, many=True),
    Target("newfield:date", _("A field of our own: date"), RECORD, many=True),
    Target("newfield:yes_no", _("A field of our own: yes or no"), RECORD, many=True),
    Target("newfield:one_of", _("A field of our own: one of several choices"), RECORD, many=True),
    Target("newfield:several_of", _("A field of our own: any of several choices"), RECORD, many=True),
    Target("newfield:link", _("A field of our own: link"), RECORD, many=True),
)  # fmt: skip

LEVELS = (
    Target("level", _("Level on the ladder"), STANDING, synonyms=(
        "level", "ladder level", "assessment", "latest assessment", "lvl", "leadership level", "ladder", "nivel",
    )),
    Target("level_on", _("Day of the assessment"), STANDING, synonyms=(
        "level date", "assessment date", "assessed on", "assessed at", "latest assessment created date",
        "level on", "date of assessment", "as of", "level as of",
    )),
    Target("level_evidence", _("What shows the level"), STANDING, synonyms=(
        "evidence", "level evidence", "assessment note", "assessment notes", "level note",
    )),
    Target("level_by", _("Who assessed"), STANDING, synonyms=(
        "assessor", "assessed by", "level by", "level set by", "assessment by",
    )),
    # A column for each period: the heading says when, the cell the level.
    Target("period_level", _("Level at the end of the time in the heading"), STANDING, many=True),
)  # fmt: skip

# What lists say that is kept encrypted at first: handed to its room by a click, or when that room comes.
ASIDE = (
    Target("team", _("Team"), HANDED, many=True, synonyms=("team", "teams", "team name", "committee", "committees")),
    Target("role", _("Role in a team"), HANDED, many=True, synonyms=("role", "team role", "role in team")),
    Target("responsibility", _("Responsibility"), HANDED, many=True, synonyms=(
        "responsibility", "responsibilities", "responsible for",
    )),
    Target("recruited_by", _("Who recruited them"), HANDED, synonyms=(
        "recruited by", "who recruited", "brought in by", "invited by", "signed up by",
    )),
    Target("coached_by", _("Who coaches them"), HANDED, synonyms=("coach", "coached by", "who coaches", "mentor")),
    Target("talk_on", _("Conversation, call or text: day"), HANDED, synonyms=(
        "last conversation", "last conversation date", "conversation date", "last 1:1", "last 1-1", "last 1 on 1",
        "last one on one", "last one to one", "last 1:1 date", "last contact", "last contact date", "last contacted",
        "last talked", "date of last conversation", "contact date", "cdate", "date canvassed",
        "call date", "date called", "called at", "called on", "call time", "call start time", "last called",
        "text date", "texted at", "texted on", "sent at", "message date", "message sent at", "attempted at",
        "attempt date", "contacted at", "contacted on",
    )),
    Target("talk_by", _("Conversation, call or text: by whom"), HANDED, synonyms=(
        "conversation by", "last conversation by", "talked with", "contacted by", "canvassed by", "last contact by",
        "last 1:1 by", "caller", "caller name", "called by", "texter", "texter name", "texted by",
    )),
    Target("talk_result", _("Conversation, call or text: how it went"), HANDED, synonyms=(
        "call result", "disposition", "call disposition", "contact result", "canvass result", "call outcome",
        "call status", "message status", "text result", "texting result", "text status", "contact outcome",
        "conversation result", "last call result", "attempt result",
    )),
    Target("talk_kind", _("Conversation, call or text: which of them"), HANDED, synonyms=(
        "contact type", "contact method", "conversation kind", "conversation type", "attempt type",
    )),
    Target("talk_id", _("Conversation, call or text: its id in the other tool"), HANDED, synonyms=(
        "call id", "call uuid", "message id", "text id", "sms id", "conversation id", "attempt id", "contact attempt id",
    )),
    Target("talk_note", _("Conversation, call or text: what was said"), HANDED),
    # A column for each meeting: the heading says which, a mark in the cell that they came.
    Target("attendance", _("Came to the meeting in the heading"), HANDED, many=True),
)  # fmt: skip

TARGETS: tuple[Target, ...] = NAMES + CONTACTS + ADDRESSES + ABOUT + RECORDS + LEVELS + ASIDE
ASIDE_KEYS = frozenset(target.key for target in ASIDE)
# What several columns of a row say of one talk is kept together, under one word.
TALK = "talk"
TALK_KEYS = frozenset(target.key for target in ASIDE if target.key.startswith(f"{TALK}_"))
BY_KEY = {target.key: target for target in TARGETS}

# Scales that unions and campaigns use, where 1 may be the most or the least: a person has to say which.
SCALES = ("rate", "rating", "support level", "support score", "support", "score", "union support", "van support")

DROPPED = re.compile(r"[\W_]+")
BRACKETED = re.compile(r"[(\[][^)\]]*[)\]]")


def squash(header: str) -> str:
    """A header for comparison: small letters and digits only, without accents."""
    plain = unicodedata.normalize("NFKD", header.casefold())
    return DROPPED.sub("", "".join(char for char in plain if not unicodedata.combining(char)))


def index(targets: Iterable[Target]) -> dict[str, str]:
    """Each squashed synonym with its target's key; the label is one too."""
    found: dict[str, str] = {}
    for target in targets:
        for word in (*target.synonyms, str(target.label), target.key):
            found.setdefault(squash(word), target.key)
    return found


SCALE_WORDS = frozenset(squash(word) for word in SCALES)
WORDS = {squash(word): target.key for target in TARGETS for word in (*target.synonyms, target.key)}
# These say how a cell is read, not what it is about: nobody's heading means them.
UNGUESSED = ("tag", "newfield", "period_level", "attendance", "talk_note")
WORDS = {word: key for word, key in WORDS.items() if key.partition(":")[0] not in UNGUESSED}


def is_new_field(key: str | None) -> bool:
    """Whether a column becomes a field that is made for it, of whatever kind."""
    return bool(key) and str(key).partition(":")[0] == "newfield"


def is_known(header: str) -> bool:
    """True when a heading is one that lists commonly have."""
    word = squash(header)
    return word in WORDS or word in SCALE_WORDS or (word.rstrip("0123456789") in WORDS and not word.isdigit())
