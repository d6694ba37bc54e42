"""The demo: a year of one company's help desk, told through the door, so that every row has its true history."""
