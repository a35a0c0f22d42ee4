"""Best pieces for a target and bounds on what any pieces can do, both proved.

Imports `core` only.  Start with `best`; everything else searches for it in floats.
"""
