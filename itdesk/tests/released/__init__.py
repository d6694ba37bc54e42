"""What earlier versions left behind, to be upgraded by every later one: see filling.py for how a new one is made."""
