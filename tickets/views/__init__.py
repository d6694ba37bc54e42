"""The pages of the tickets, by page."""
