"""Django's PostgreSQL, for settings.DATABASES: with an end to every wait for a server that has stopped answering."""
