"""The proofs, one module for each page of the argument, imported in the order of the pages."""

from . import (
    four_cases,
    the_flaw,
)
