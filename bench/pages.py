"""What is measured: the pages that people wait for."""

from dataclasses import dataclass

HTMX = {"HX_Request": "true"}


@dataclass(frozen=True)
class Page:
    """name: in the tables; path; fragment: asked for by htmx; anonymous: without an account; by: the address that lets in."""

    name: str
    path: str
    fragment: bool = False
    anonymous: bool = False
    by: str = ""

    @property
    def headers(self):
        return HTMX if self.fragment else {}


def pages(desk_facts):
    """The pages, with the addresses that this sample has. desk_facts: see facts.py."""
    return [
        Page("ticket list", "/tickets/"),
        Page("ticket list, deep page", desk_facts["deep"]),
        Page("all tickets, oldest first", "/tickets/?status=any&sort=created"),
        Page("my tickets", "/tickets/?assignee=me"),
        Page("search: common word", "/tickets/?q=laptop&status=any", fragment=True),
        Page("search: rare word", f"/tickets/?q={desk_facts['rare']}&status=any", fragment=True),
        Page("search: absent word", "/tickets/?q=xyzzyq&status=any", fragment=True),
        Page("search: two letters", "/tickets/?q=vp&status=any", fragment=True),
        Page("ticket", f"/tickets/{desk_facts['ticket']}/"),
        Page("ticket, 30 messages", f"/tickets/{desk_facts['ticket_30']}/"),
        Page("ticket, 200 messages", f"/tickets/{desk_facts['ticket_200']}/"),
        Page("search: word of a message", f"/tickets/?q={desk_facts['said']}&status=any", fragment=True),
        Page("requester's page", desk_facts["tracked"], anonymous=True, by=desk_facts["link"]),
        Page("edit window", f"/tickets/{desk_facts['ticket']}/edit/", fragment=True),
        Page("assets, cards", "/assets/"),
        Page("assets, search", "/assets/?q=thinkpad", fragment=True),
        Page("people, search", "/people/?q=garcia", fragment=True),
        Page("log", "/activity/"),
        Page("submit form", "/submit/", anonymous=True),
    ]
