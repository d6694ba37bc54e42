"""A made-up desk of any size, to see how this one behaves with a million tickets: what `manage.py load_sample` writes.

Everything about row n follows from the seed and n alone (world.py), so that several processes can make the rows at once
and the same command always makes the same desk. The rows go in past the door, in bulk, with the events that the door would
have written: tests replay a sample of them.
"""
