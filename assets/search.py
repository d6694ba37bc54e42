"""Finding assets by words: by tag, serial number, make and model, and by whom they are held."""

from itdesk.searching.finding import Search
from itdesk.searching.index import Index
from itdesk.searching.joined import Joined
from people import search as people

INDEX = Index("assets_asset", "id", "search_text")
SEARCH = Search(Joined(INDEX, people.INDEX, "holder_id"), ("search_text", "holder__search_text"))
