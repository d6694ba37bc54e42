"""Every form of the desk: its address, fields that it takes, and who posts it."""

ASKED = {
    "name": "Jo",
    "email": "jo@alpha.example",
    "subject": "x",
    "category": "hardware",
    "description": "d",
    "asset_tag": "AS1042",
}
TICKET = ASKED | {
    "status": "pending",
    "pending_reason": "parts",
    "pending_until": "2026-12-01",
    "priority": "p2",
    "type": "incident",
    "assignee": "priya",
}
ASSET = {
    "tag": "AS7",
    "category": "laptop",
    "status": "in-stock",
    "manufacturer": "M",
    "model": "M",
    "serial_number": "S",
    "holder": "jo@alpha.example",
    "location": "L",
    "in_service_on": "2026-01-01",
    "warranty_start": "2026-01-01",
    "warranty_end": "2027-01-01",
    "notes": "n",
}
PERSON = {"name": "Jo", "email": "jo2@alpha.example", "phone": "1", "location": "L", "email_as_given": ""}
PASSWORD = "Cast-of-2026!"
NEW_PASSWORD = {"password1": "Quite-a-long-one-7", "password2": "Quite-a-long-one-7"}
IMPORT = {
    "source": "old desk", "dates": "", "timezone": "UTC", "encoding": "", "delimiter": "", "renumber": "on",
    "map-subject": "1", "map-description": "2", "map-status": "3", "map-created": "4", "map-external_id": "0",
    "map-number": "", "map-details": "5", "said-status": "Limbo", "ours-status": "pending/parts",
}  # fmt: skip
FORMS = {
    "/submit/": ASKED
    | {"type": "incident", "urgency": "can-work", "phone": "1", "website": "", "key": "", "basket": ""},
    "/login/": {"username": "priya", "password": "x", "next": "/"},
    "/register/": {
        "first_name": "A",
        "last_name": "B",
        "email": "a@b.example",
        "password1": "Quite-a-long-one-7",
        "password2": "Quite-a-long-one-7",
        "hr_code": "code",
    },
    "/tickets/new/": TICKET,
    "/tickets/{ticket}/edit/": TICKET | {"seen": "1"},
    "/tickets/{ticket}/edit/status/": {"seen": "1", "status": "pending", "pending_reason": "parts"},
    "/tickets/{ticket}/edit/requester/": {"seen": "1", "name": "Jo", "email": "jo@alpha.example"},
    "/tickets/{ticket}/": {"kind": "reply", "text": "On my way", "after": "999999", "act": "pending", "basket": ""},
    "/tickets/{ticket}/messages/{message}/take-back/": {"text": "typed"},
    "/tickets/{ticket}/here/": {"version": "1", "typing": "yes", "gone": "yes"},
    "/tickets/{ticket}/draft/": {"kind": "note", "text": "Half a sent", "seen": "0", "after": "0", "discard": "yes"},
    "/tickets/{ticket}/people/": {"act": "add", "email": "kim@alpha.example", "name": "Kim"},
    "/my-tickets/": {"email": "jo@alpha.example"},
    "{tracked}": {"act": "reply", "text": "Thanks", "after": "0", "seen": "1", "basket": "", "remove": "1"},
    "{tracked}?about=rating": {"act": "rate", "score": "4", "words": "Quick"},
    "/submit/files/": {"basket": "b" * 43, "remove": "1"},
    "/tickets/files/": {"basket": "b" * 43, "remove": "1"},
    "/assets/new/": ASSET,
    "/assets/AS1042/edit/": ASSET | {"seen": "1"},
    "/assets/AS1042/status/?seen=1": {"status": "lost"},
    "/assets/view/": {"show": "table", "query": "?q=a"},
    "/people/new/": PERSON,
    "/people/{person}/edit/": PERSON | {"seen": "1"},
    "/agents/hr-code/": {"code": "Beta-2027"},
    "/account/": {"first_name": "A", "last_name": "B", "email": "new@alpha.example", "password": PASSWORD},
    "/account/zone/": {"zone": "Europe/Berlin"},
    "/account/zone/?by=script": {"detected": "Europe/Berlin"},
    "/account/theme/": {"theme": "dark"},
    "/account/notices/": {"own_notices": "hourly", "new_tickets": "none"},
    "/mail/out/": {"act": "retry", "state": "failed", "address": "jo@alpha.example", "ticket": "1"},
    "/mail/out/{delivery}/": {"act": "cancel"},
    "/account/password/": NEW_PASSWORD | {"old_password": PASSWORD},
    "/account/sessions/": {"end": "0" * 32},
    "/account/sessions/?all=yes": {"everywhere": "yes"},
    "/account/two-factor/set-up/": {"code": "123456", "password": PASSWORD},
    "/account/two-factor/codes/": {"password": PASSWORD},
    "/account/two-factor/turn-off/": {"password": PASSWORD},
    "/password/reset/": {"email": "priya@alpha.example"},
    "{reset_link}": NEW_PASSWORD,
    "/login/code/": {"code": "123456"},
    "/tickets/import/": {"file": "no file"},
    "/tickets/import/{upload}/": IMPORT | {"act": "look"},
    "/tickets/import/{upload}/?now=yes": IMPORT | {"act": "apply", "all_or_nothing": "on"},
    "/tickets/import/{imported}/": {"act": "undo"},
    "/mail/in/{arrival}/move/": {"to": "ticket", "number": "1"},
    "/admin/itdesk/wording/{word}/change/": {"words": "Fresh", "_save": "Save"},
    "/admin/mail/mailtext/{text}/change/": {
        "subject": "Solved: {number}",
        "body": "{message}\n\n{link}",
        "_save": "Save",
    },
    "/admin/mail/mailtext/{text}/preview/": {"subject": "Solved: {number}", "body": "{message}\n\n{link}"},
}
WHO = {  # an agent, where it says nothing else
    "stranger": [
        "/submit/",
        "/submit/files/",
        "/login/",
        "/register/",
        "/password/reset/",
        "{reset_link}",
        "/my-tickets/",
    ],
    "holder": ["{tracked}", "{tracked}?about=rating"],
    "superuser": [path for path in FORMS if path.startswith(("/tickets/import/", "/admin/"))],
    "with_an_app": ["/account/two-factor/codes/", "/account/two-factor/turn-off/"],
    "half_in": ["/login/code/"],
}


def who_posts(form):
    return next((who for who, forms in WHO.items() if form in forms), "agent")
