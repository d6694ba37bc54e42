"""Finding people by words: by name, address and telephone number."""

from itdesk.searching.finding import Search
from itdesk.searching.index import Index

INDEX = Index("people_person", "id", "search_text")
SEARCH = Search(INDEX, ("search_text",))
