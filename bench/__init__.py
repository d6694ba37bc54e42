"""How fast the desk is, measured as a person would use it: `python -m bench --help`."""
