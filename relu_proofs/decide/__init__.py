"""Is it affine, and which units switch: decisions that come with a certificate.

Imports `core` only.  Start with `affinity`: what is asked.  Then `convex` with `cell` and `tree`
(how it is decided by splits), `crease` and `witness` (points that refute), `rows` (data and their
hulls), and `units` with `signs` and `bounds`.
"""
