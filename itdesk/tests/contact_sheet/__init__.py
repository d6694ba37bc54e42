"""Every page of the desk on a few sheets, to be looked at: `python -m itdesk.tests.contact_sheet FOLDER`."""
