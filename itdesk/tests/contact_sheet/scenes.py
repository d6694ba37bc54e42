"""What there is to see: each page in each of its states, as whoever sees it."""

from collections.abc import Callable
from dataclasses import dataclass

from tickets import actions
from tickets.models import Ticket

TABLE = (
    "Number,Title,Body,State,Urgency,Opened,Caller,Mood\n"
    + "".join(
        f'INC{n:05},"Printer {n} jams",Since Monday,{state},{urgency},2024-03-{n:02} 10:00,p{n}@alpha.example,good\n'
        for n, (state, urgency) in enumerate([("Open", "High"), ("Limbo", "Soonish"), ("Closed", "Low")] * 5, 1)
    )
    + "INC00099,,,Limbo,,never,,\n"
)


@dataclass(frozen=True)
class Scene:
    name: str
    who: str
    play: Callable
    is_window: bool = False  # shown as the window has it, not the whole page


SCENES: list[Scene] = []


def scene(name, who, *, is_window=False):
    def keep(play):
        SCENES.append(Scene(name, who, play, is_window))
        return play

    return keep


def visit(path):
    def play(page, world):
        page.goto(path.format(**vars(world)))

    return play


PLAIN = {
    "stranger": {
        "submit": "/submit/", "log-in": "/login/", "register": "/register/", "reset": "/password/reset/",
        "reset-sent": "/password/reset/sent/", "reset-link": "{reset_link}", "reset-link-used": "/password/reset/1/1/",
        "404-stranger": "/nothing/here/", "400-stranger": "/fail/400/",
    },
    "agent": {
        "tickets": "/tickets/", "tickets-all": "/tickets/?status=any", "tickets-mine": "/tickets/?assignee=me",
        "tickets-filtered": "/tickets/?q=laptop&status=any&priority=p2&category=hardware&assignee=none",
        "tickets-searched": "/tickets/?q=printer&status=any", "tickets-none": "/tickets/?q=qqqzzz",
        "tickets-bad-query": "/tickets/?status=nonsense", "tickets-bin": "/tickets/bin/",
        "ticket-new-page": "/tickets/new/", "ticket": "/tickets/{tickets[arabic]}/", "ticket-long": "/tickets/{tickets[long]}/",
        "ticket-hebrew": "/tickets/{tickets[hebrew]}/", "ticket-busy": "/tickets/{tickets[busy]}/",
        "ticket-edit-page": "/tickets/{tickets[japanese]}/edit/", "ticket-delete-page": "/tickets/{tickets[long]}/delete/",
        "ticket-binned": "/tickets/{binned}/", "ticket-restore-page": "/tickets/{binned}/restore/",
        "assets": "/assets/", "assets-none": "/assets/?q=qqqzzz", "assets-filtered": "/assets/?category=laptop&status=in-use",
        "asset": "/assets/{asset}/", "asset-tired": "/assets/{tired}/", "asset-edit-page": "/assets/{asset}/edit/",
        "asset-delete-page": "/assets/{asset}/delete/", "asset-new-page": "/assets/new/", "asset-binned": "/assets/{gone}/",
        "asset-restore-page": "/assets/{gone}/restore/", "assets-bin": "/assets/bin/",
        "people": "/people/", "people-none": "/people/?q=qqqzzz", "person": "/people/{person}/",
        "person-edit": "/people/{person}/edit/", "person-new": "/people/new/", "agents": "/agents/",
        "hr-code-page": "/agents/hr-code/", "log": "/activity/", "account": "/account/",
        "account-notices": "/account/notices/", "outbox": "/mail/out/", "outbox-all": "/mail/out/?state=any",
        "mail-in": "/mail/in/", "mail-odd": "/mail/in/{came[odd]}/", "mail-answer": "/mail/in/{came[answer]}/",
        "mail-aside": "/mail/in/{came[aside]}/", "mail-move": "/mail/in/{came[odd]}/move/",
        "mail-ticket": "/tickets/{came[ticket]}/",
        "outbox-mail": "/mail/out/{mail}/", "ticket-mails": "/tickets/{tickets[mailed]}/",
        "account-password": "/account/password/", "account-sessions": "/account/sessions/",
        "account-two-factor": "/account/two-factor/",
        "account-set-up": "/account/two-factor/set-up/", "403": "/tickets/import/", "404": "/nothing/here/",
        "409": "/fail/409/", "429": "/fail/429/", "500": "/fail/500/", "503": "/fail/503/",
    },
    "two-factor": {
        "account-two-factor-on": "/account/two-factor/", "account-codes": "/account/two-factor/codes/",
        "account-turn-off": "/account/two-factor/turn-off/",
    },
    "superuser": {
        "import": "/tickets/import/", "back-office": "/admin/", "back-office-agents": "/admin/agents/agent/",
        "back-office-tickets": "/admin/tickets/ticket/", "back-office-ticket": "/admin/tickets/ticket/{tickets[long]}/change/",
        "back-office-log": "/admin/activity/event/", "mail-texts": "/admin/mail/mailtext/",
        "mail-text": "/admin/mail/mailtext/{text}/change/", "ticket-superuser": "/tickets/{tickets[japanese]}/",
    },
}  # fmt: skip
SCENES += [Scene(name, who, visit(path)) for who, paths in PLAIN.items() for name, path in paths.items()]


@scene("submit-errors", "stranger")
def submit_with_errors(page, world):
    page.goto("/submit/")
    page.get_by_label("Work e-mail").fill("jo@alpha")
    page.get_by_role("button", name="Send to IT").click()
    page.locator("form").evaluate("form => { form.noValidate = true; form.requestSubmit(); }")
    page.get_by_role("alert").wait_for()


@scene("submit-done", "stranger")
def submitted(page, world):
    page.goto("/submit/")
    page.get_by_label("Your name").fill("Jo Park")
    page.get_by_label("Work e-mail").fill("jo@alpha.example")
    page.get_by_text("Printing", exact=True).click()
    page.get_by_label("Subject").fill("Paper jam")
    page.wait_for_timeout(2100)  # a person takes longer than a robot
    page.get_by_role("button", name="Send to IT").click()
    page.get_by_role("heading", name="Ticket #").wait_for()


@scene("log-in-error", "stranger")
def wrong_password(page, world):
    page.goto("/login/")
    page.get_by_label("Username or e-mail").fill("bruno.mars")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    page.get_by_role("alert").wait_for()


@scene("log-in-code", "stranger")
def second_factor(page, world):
    page.goto("/login/")
    page.get_by_label("Username or e-mail").fill(world.people["two-factor"].username)
    page.get_by_label("Password").fill("Cast-of-2026!")
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    page.get_by_label("Code from your app").wait_for()


@scene("register-errors", "stranger")
def wrong_registration(page, world):
    page.goto("/register/")
    page.get_by_label("First name").fill("Zoë")
    page.get_by_label("Work e-mail").fill("bruno.mars@alpha.example")
    page.get_by_label("Password", exact=True).fill("short")
    page.get_by_label("Password again").fill("different")
    page.get_by_label("HR code").fill("wrong")
    page.locator("main form").evaluate("form => { form.noValidate = true; form.requestSubmit(); }")
    page.get_by_role("alert").wait_for()


@scene("csrf", "stranger")
def aged_form(page, world):
    page.goto("/submit/")
    page.get_by_label("Your name").fill("Jo Park")
    page.get_by_label("Subject").fill("Paper jam")
    page.context.clear_cookies(name="csrftoken")
    page.locator("main form").evaluate("form => { form.noValidate = true; form.requestSubmit(); }")
    page.get_by_role("button", name="Send again").wait_for()


@scene("413", "stranger")
def too_large(page, world):
    page.goto("/fail/413/?form=1")
    page.get_by_label("Subject").evaluate("field => { field.value = 'x'.repeat(2700000); field.form.submit(); }")
    page.get_by_text("That is too large").wait_for()


def failing_form(status):
    def play(page, world):
        page.goto(f"/fail/{status}/?form=1")
        page.get_by_label("Subject").fill("Printer jams on the third floor")
        page.get_by_role("button", name="Send", exact=True).click()
        page.get_by_role("button", name="Send again").wait_for()

    return play


SCENES += [Scene(f"{status}-form", "agent", failing_form(status)) for status in (409, 429, 500)]


@scene("session-ended", "stranger")
def session_ended(page, world):
    page.goto("/fail/413/?form=1")
    page.locator("main form").evaluate("form => { form.action = '/tickets/new/'; }")
    page.get_by_label("Subject").fill("Printer jams on the third floor")
    page.get_by_role("button", name="Send", exact=True).click()
    page.get_by_role("button", name="Send again").wait_for()


def window(start, link):
    """Opens the link's modal over the page."""

    def play(page, world):
        page.goto(start.format(**vars(world)))
        page.locator(f'main a[data-modal][href*="{link.format(**vars(world))}"]').first.dispatch_event("click")
        page.get_by_role("dialog").locator("h2").first.wait_for()

    return play


WINDOWS = {
    "edit": ("/tickets/?status=any", "/edit/"), "delete": ("/tickets/{tickets[long]}/", "/delete/"),
    "restore": ("/tickets/bin/", "/restore/"), "asset-edit": ("/assets/", "/edit/"), "asset-new": ("/assets/", "/assets/new/"),
    "asset-delete": ("/assets/{asset}/", "/delete/"), "hr-code": ("/agents/", "/agents/hr-code/"),
    "person-edit": ("/people/{person}/", "/edit/"),
}  # fmt: skip
SCENES += [Scene(f"window-{name}", "agent", window(*places), is_window=True) for name, places in WINDOWS.items()]


@scene("window-new", "agent", is_window=True)
def new_ticket(page, world):
    page.goto("/tickets/")
    page.keyboard.press("n")
    page.get_by_role("dialog").get_by_role("button", name="Create").or_(
        page.get_by_role("dialog").locator("form")
    ).first.wait_for()


@scene("window-keys", "agent", is_window=True)
def keys(page, world):
    page.goto("/tickets/")
    page.keyboard.press("?")


@scene("window-errors", "agent", is_window=True)
def window_with_errors(page, world):
    window("/tickets/{tickets[japanese]}/", "/edit/")(page, world)
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Subject").fill("")
    dialog.locator("form").evaluate("form => { form.noValidate = true; }")
    dialog.get_by_role("button", name="Save").click()
    dialog.get_by_role("alert").wait_for()


@scene("window-conflict", "agent", is_window=True)
def conflict(page, world):
    window("/tickets/{tickets[edited]}/", "/edit/")(page, world)
    ticket = Ticket.objects.get(pk=world.tickets["edited"])
    actions.edit_ticket(ticket, by=world.people["superuser"], subject=f"{ticket.subject}, again", priority="p1")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Subject").fill("My own words about it")
    dialog.get_by_role("button", name="Save").click()
    dialog.get_by_role("button", name="Save with these choices").wait_for()


@scene("toast-undo", "agent", is_window=True)
def toast(page, world):
    window("/tickets/{tickets[japanese]}/", "/edit/")(page, world)
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Location").or_(dialog.get_by_label("Description")).first.fill(f"{page.url} changed")
    dialog.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Undo").first.wait_for()


def menu(start, selector):
    def play(page, world):
        page.goto(start.format(**vars(world)))
        page.locator(selector).first.evaluate("menu => { menu.open = true; }")

    return play


MENUS = {
    "filter": ("/tickets/", "main details.menu"), "places": ("/tickets/", ".places details.menu"),
    "account": ("/tickets/", ".account"), "asset-status": ("/assets/{asset}/", ".props details.menu"),
    "asset-filter": ("/assets/", ".toolbar details.menu"),
}  # fmt: skip
SCENES += [Scene(f"menu-{name}", "agent", menu(*places), is_window=True) for name, places in MENUS.items()]


@scene("assets-table", "agent")
def assets_as_a_table(page, world):
    page.goto("/assets/")
    page.get_by_role("button", name="Table").click()
    page.locator(".desk-table").wait_for()


@scene("print-ticket", "agent")
def on_paper(page, world):
    page.goto(f"/tickets/{world.tickets['long']}/")
    page.emulate_media(media="print")


@scene("forced-colors", "agent")
def forced_colors(page, world):
    page.goto("/tickets/?status=any")
    page.emulate_media(forced_colors="active")


def uploaded(page, world):
    page.goto("/tickets/import/")
    page.get_by_label("File").set_input_files(
        {"name": "incidents from the old desk.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}
    )
    page.get_by_role("button", name="Upload and look").click()
    page.get_by_role("button", name="Look again").wait_for()


SCENES.append(Scene("import-looked-at", "superuser", uploaded))


@scene("import-refused", "superuser")
def refused_answers(page, world):
    uploaded(page, world)
    page.get_by_label("Time zone of its times").fill("Mars/Olympus")
    page.get_by_role("button", name="Look again").click()
    page.get_by_role("alert").wait_for()


@scene("import-empty", "superuser")
def without_a_file(page, world):
    page.goto("/tickets/import/")
    page.locator("main form").evaluate("form => { form.noValidate = true; form.requestSubmit(); }")
    page.get_by_role("alert").wait_for()


@scene("import-done", "superuser")
def imported(page, world):
    uploaded(page, world)
    page.get_by_role("button", name="Import ").click()
    page.get_by_role("button", name="Take this import back").wait_for()


@scene("import-undone", "superuser")
def taken_back(page, world):
    page.goto("/tickets/import/")
    page.locator("main li a").first.click()
    if page.get_by_role("button", name="Take this import back").count() == 0:
        imported(page, world)
    page.get_by_role("button", name="Take this import back").click()
    page.get_by_text("in the bin.").first.wait_for()
