"""The machine statement of a claim as a formula, made from its JSON: plain text and LaTeX.

`formula` is the way in; `terms` prints terms, `networks` writes networks out, `statements` says
what each kind of statement says.
"""

from .statements import Formula, Part, formula

__all__ = ["Formula", "Part", "formula"]
