"""Files in and out: networks and rows in the formats that people have.

Imports `core` only.  Start with `files`.
"""
