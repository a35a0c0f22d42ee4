"""The general theorems, checked by Coq.

One ``.v`` file for each page of the argument, of the page's name, on top of ``definitions.v``.
``registry.toml`` says which theorems stand behind which claim; ``record.json`` what Coq said when
it checked them.  The site reads the record and needs no Coq.  ``python -m
relu_proofs.argument.formal`` checks everything again.  Start with `registry`.
"""

from .registry import Part, Record, Theorem, covered, parts, record, rules

__all__ = ["Part", "Record", "Theorem", "covered", "parts", "record", "rules"]
