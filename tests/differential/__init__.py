"""Random networks and targets, decided by the package and by a slow reference of its own.

The reference (`cones`, `reference`, `optimum`) imports nothing from the package.  `draw` makes the
cases, `compare` and `approximation` set both answers side by side, `run` goes through seeds.
"""
