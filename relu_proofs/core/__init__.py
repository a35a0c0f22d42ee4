"""What things are: exact numbers, linear algebra, networks, domains, pieces, certificates.

Imports nothing from the other rooms, and the checker only to confirm an answer.  Start with
`network`, then `forms` and `domains` (their kinds: `box`, `polytope`, `hull`), then `certificate`
and `statements`.  `farkas` and `linalg` do the mathematics below; `cells` and `piecewise` are
networks of one variable.
"""
