"""What things are: exact numbers, linear algebra, networks, domains, pieces, certificates.

Imports nothing from the other rooms.  Start with `network`, then `domains` and `certificate`.
"""
