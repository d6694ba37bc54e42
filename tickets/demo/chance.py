"""Chance that falls the same way every time: each topic has its own dice, so that one draw more changes nothing else."""

import random

SEED = "ALPHA 17"


def dice(*topic):
    """Random numbers for that topic, alike in every demo."""
    return random.Random(f"{SEED} {topic}")


def one_of(weights, rolls):
    """A key of {key: weight}, drawn by the dice."""
    return rolls.choices(list(weights), list(weights.values()))[0]
