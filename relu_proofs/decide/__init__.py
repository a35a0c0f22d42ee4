"""Is it affine, and which units switch: decisions that come with a certificate.

Imports `core` only.  Start with `affinity`: a verdict and the search for its evidence.
"""
