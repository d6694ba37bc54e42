"""What help desks call things: the headers by which columns are guessed, and the words whose meaning is beyond doubt."""

from tickets.importing.plan import ANYTHING_ELSE, FIELDS
from tickets.models import Category, Priority, Status, Type
from tickets.seed.reading import simplified

# Each field's headers, the likeliest first, simplified. osTicket, Zammad, FreeScout, GLPI, RT, Jira, Zendesk, Freshdesk,
# ServiceNow, HubSpot, Spiceworks, ManageEngine, Redmine; German and French where their exports are translated.
HEADERS = {
    "subject": "subject, ticketsubject, summary, shortdescription, title, ticketname, topic, betreff, titel, sujet",
    "description": "description, ticketdescription, body, message, firstmessage, content, details, issuedescription, "
    "beschreibung, inhalt, nachricht",
    "requester_name": "requestername, requester, customername, fromname, fullname, contactname, reporter, reportername, "
    "name, from, user, username, contact, caller, callerid, raisedby, createdby, customer, submittername, requestor, "
    "ersteller, melder, demandeur, auteur",
    "requester_email": "requesteremail, customeremail, email, emailaddress, fromemail, contactemail, useremail, "
    "reporteremail, requestoremail, requestor, submitteremail, owneremail, mail, emailadresse",
    "status": "status, ticketstatus, statusname, currentstatus, state, incidentstate, ticketstate, stage, statut, etat",
    "priority": "priority, ticketpriority, priorityname, urgency, severity, prioritat, prioritaet, priorite",
    "category": "category, ticketcategory, helptopic, department, group, queue, servicetype, component, product, kategorie, "
    "categorie",
    "type": "type, tickettype, issuetype, requesttype, kind, typ",
    "asset_tag": "assettag, asset, assetid, assetnumber, configurationitem, cmdbci, ci, device, inventorynumber, element",
    "assignee": "assignee, assignedto, agent, agentname, owner, responsible, ticketowner, assignedagent, technician, "
    "bearbeiter, zugewiesenan, technicien",
    "created": "created, createdat, createdtime, datecreated, createdate, creationdate, opened, openedat, openingdate, "
    "syscreatedon, createdon, submitted, submittedat, dateopened, reported, erstellt, erstelltam, dateouverture",
    "updated": "updated, updatedat, lastupdated, lastupdate, lastmodified, modified, lastmodifieddate, sysupdatedon, "
    "updatedon, lastupdatetime, lastcontact, aktualisiert, dernieremodification",
    "closed": "closed, closedat, closedtime, closedate, dateclosed, closeddate, closingdate, resolved, resolvedat, "
    "resolvedtime, resolutiondate, dateresolved, solvedat, geschlossen, cloture",
    "resolution": "resolution, resolutionnote, closenote, solution, solutiontext, answer, losung, loesung",
    "external_id": "externalid, ticketid, ticketnumber, number, id, issuekey, key, ticket, ticketno, caseid, casenumber, "
    "incidentnumber, requestid, nr, no",
}  # fmt: skip
BY_HEADER = {name: [simplified(word) for word in words.split(", ")] for name, words in HEADERS.items()}

STATUSES = {
    Status.NEW: "new, created, reported, unassigned, neu, nouveau",
    Status.OPEN: "open, opened, reopened, reopen, active, assigned, in progress, inprogress, work in progress, processing, "
    "to do, todo, offen, in bearbeitung, ouvert, en cour",
    Status.PENDING: "pending, on hold, onhold, hold, waiting, stalled, paused, wartend, en attente",
    Status.RESOLVED: "resolved, solved, fixed, done, completed, gelost, geloest, resolu",
    Status.CLOSED: "closed, close, archived, geschlossen, clo, ferme",
}
PRIORITIES = {
    Priority.CRITICAL: "p1, critical, urgent, highest, emergency, very high, blocker, 1 critical, 1 urgent, kritisch, dringend",
    Priority.HIGH: "p2, high, major, important, 2 high, hoch, haute",
    Priority.MEDIUM: "p3, medium, normal, moderate, standard, average, 3 moderate, 3 medium, 3 normal, mittel, moyenne",
    Priority.LOW: "p4, low, lowest, minor, trivial, very low, planning, 4 low, 5 planning, niedrig, basse",
}
TYPES = {
    Type.INCIDENT: "incident, problem, bug, fault, issue, storung",
    Type.SERVICE_REQUEST: "service request, request, question, task, feature request, change request, anfrage, demande",
}
HINTS = {  # offered where a word contains one of these, never applied
    "status": {
        "pending": "pend, wait, hold, await",
        "closed": "clos, cancel, reject, duplicate",
        "resolved": "solv, done, complet",
        "open": "open, progress, assign, escalat",
    },
    "priority": {"p1": "crit, urgent, emerg", "p2": "high", "p3": "normal, med", "p4": "low, plan"},
    "type": {"service-request": "request, inquiry, question, order", "incident": "issue, problem, incident, fault"},
    "category": {
        "hardware": "hard, device, laptop, battery",
        "network": "netw, vpn, wifi",
        "printing": "print",
        "account": "account, access, password, login",
        "software": "soft, app, data",
    },
}


def guessed(headers):
    """{field: [header]} as far as the headers say so. A header answers for one field only."""
    left = {simplified(header): header for header in reversed(headers)}
    found = {}
    for name, words in BY_HEADER.items():
        header = next((left[word] for word in words if word in left), None)
        if header is not None:
            found[name] = [header]
            left = {word: other for word, other in left.items() if other != header}
    return {name: found[name] for name in FIELDS if name in found}


def known_words(name):
    """{a word, simplified: what it means here} of a field whose words are choices."""
    if name == "category":
        return {simplified(word): row.slug for row in Category.objects.all() for word in (row.name, row.slug)}
    table = {"status": STATUSES, "priority": PRIORITIES, "type": TYPES}[name]
    return {simplified(word): str(value.value) for value, words in table.items() for word in words.split(", ")}


def suggested(name, said):
    """What an unknown word may mean, or "" where nothing says so. To be offered, never applied."""
    word = simplified(said)
    for value, hints in HINTS.get(name, {}).items():
        if any(hint in word for hint in hints.split(", ")):
            return value
    return "other" if name == "category" else ""


def option_for_column(name, header):
    """A ready-to-copy option of the command."""
    return f"--map {name}={shell_quoted(header)}"


def option_for_value(name, said, ours):
    return f"--value {name}:{said if said == ANYTHING_ELSE else shell_quoted(said, always=True)}={ours or '?'}"


def shell_quoted(text, *, always=False):
    """As a shell reads it back; single quotes where double ones would not hold it."""
    if any(char in text for char in '"$`\\!'):
        return "'" + text.replace("'", "'\\''") + "'"
    return f'"{text}"' if always or not text.replace("_", "").replace("-", "").isalnum() else text
