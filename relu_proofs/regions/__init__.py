"""How many activation regions a network has in a box, and where: exact, in the plane.

Imports `core` only.  Start with `complex`.
"""
