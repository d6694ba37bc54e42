"""Proofs by experiment: one module for each row of the plan, to be run by hand as well.

    python -m itdesk.tests.proofs.kill_sqlite --trials 100
    python -m itdesk.tests.proofs.kill_sqlite --sabotage

Each counts what was acknowledged and looks afterwards for all of it. With --sabotage it takes away what the promise
rests on; then the pass mark has to be missed, or the experiment cannot see what it looks for.
"""
