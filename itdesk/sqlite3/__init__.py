"""Django's SQLite, for settings.DATABASES: whoever waits to write is soon awake when it is their turn."""
