"""What the site says: claims with their proofs, figures and exercises.

Imports every other room and the checker.  Start with `claims`, then `proofs/the_flaw.py`.
"""
