"""Proofs of statements about polynomials in ReLUs, for all real values of the variables.

`prove_identity` searches the tree of cases that certifies what `identity` states.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple, TypeAlias

from ..core.farkas import combination
from ..core.rational import InputError, exact, text
from .formulas.terms import Term
from .polynomials import (
    Decided,
    Polynomial,
    Undecided,
    constant,
    evaluated,
    plus,
    scaled,
    times,
)
from .polynomials import term as as_term
from .texts import Relation, Statement, identity, parsed

__all__ = ["identity", "parsed", "prove_identity", "summand"]

Node: TypeAlias = dict[str, Any]
"""Evidence, or a part of it: a JSON value."""


def summand(factors: Sequence[int], factor: Term = "1") -> Node:
    """A summand of evidence: a product of numbered facts, times a term.

    Parameters
    ----------
    factors : sequence of int
        Places in the list of facts: the hypotheses, then the splits above.
    factor : str or term
        A Python-like text, or a term.

    Examples
    --------
    >>> summand([0, 2], "-2*x")["times"]
    ['*', ['*', '-1', '2'], 'x']
    """
    return {
        "factors": list(factors),
        "times": parsed(factor) if isinstance(factor, str) else factor,
    }


def prove_identity(
    statement: Statement,
    point: Mapping[str, int | str] | None = None,
    *,
    splits: Sequence[str] = (),
    degree: int = 2,
) -> Node:
    """Evidence for a statement of kind ``identity``: a tree of sign cases.

    Parameters
    ----------
    statement : dict
        From `identity`.
    point : dict of name -> number, optional
        Values that satisfy the hypotheses; needed unless the conclusion is ``"false"`` or there
        are no hypotheses.  A variable that is not named gets 1.
    splits : sequence of str
        Polynomials to split on before anything else, as texts.
    degree : int
        How many facts may be multiplied to close a case.

    Returns
    -------
    dict
        The evidence; `relu_proofs.check` decides whether it proves the statement.

    Raises
    ------
    InputError
        If the search finds no proof; the message names the case that stays open.

    Notes
    -----
    In a case every ReLU is a polynomial; what remains is a linear combination of products of
    facts, found by exact linear programming (Handelman 1988 is the compact affine case).

    Examples
    --------
    >>> statement = identity("r(z) - r(-z) = z")
    >>> prove_identity(statement)["tree"]["type"]
    'split'
    """
    names = statement["variables"]
    planned = tuple(map(parsed, splits))
    evidence: Node = {"tree": _settled(_Case(statement, {}, (), planned), degree)}
    if statement["conclusion"] != "false":
        values = point or {}
        evidence["point"] = [text(exact(values.get(name, 1))) for name in names]
    return evidence


class _Fact(NamedTuple):
    """A polynomial and how it compares with 0; the polynomial is None while it is undecided."""

    polynomial: Polynomial | None
    relation: str


class _Product(NamedTuple):
    """A product of facts that is >= 0, or > 0 if it is positive."""

    polynomial: Polynomial
    positive: bool
    chosen: tuple[int, ...]


class _Multiple(NamedTuple):
    """An equality times any polynomial: it is 0."""

    polynomial: Polynomial
    factor: Polynomial
    fact: int


@dataclass(frozen=True)
class _Case:
    """What is known in one node of the tree."""

    statement: Statement
    decided: Decided
    splits: tuple[_Fact, ...]
    planned: tuple[Term, ...]

    @property
    def names(self) -> list[str]:
        names: list[str] = self.statement["variables"]
        return names

    def difference(self, relation: Relation) -> Polynomial:
        """The left side minus the right one."""
        left, right = (
            evaluated(relation[side], self.names, self.decided) for side in ("left", "right")
        )
        return plus(left, right, -1)

    def facts(self) -> list[_Fact]:
        """Hypotheses, then splits, as the checker numbers them."""
        found = list[_Fact]()
        for relation in self.statement["hypotheses"]:
            try:
                found.append(_Fact(self.difference(relation), relation["relation"]))
            except Undecided:
                found.append(_Fact(None, relation["relation"]))
        return [*found, *self.splits]

    def next_split(self) -> Polynomial | None:
        """The polynomial to split on: a planned one, or the innermost undecided one."""
        if self.planned:
            return evaluated(self.planned[0], self.names, self.decided)
        conclusion = self.statement["conclusion"]
        relations = [
            *self.statement["hypotheses"],
            *([] if conclusion == "false" else [conclusion]),
        ]
        for relation in relations:
            try:
                self.difference(relation)
            except Undecided as undecided:
                return undecided.polynomial
        return None

    def where(self, p: Polynomial, positive: bool) -> "_Case":
        """The child where p > 0, or where p <= 0."""
        minus = scaled(p, -1)
        value, mirrored = (p, {}) if positive else ({}, minus)
        decided = {**self.decided, frozenset(p.items()): value, frozenset(minus.items()): mirrored}
        fact = _Fact(p, ">") if positive else _Fact(minus, ">=")
        return _Case(self.statement, decided, (*self.splits, fact), self.planned[1:])


def _settled(case: _Case, degree: int) -> Node:
    """The node of a case: closed, or split into two."""
    p = case.next_split()
    if p is None:
        return _closed(case, degree)
    early = _contradiction(case, [*case.facts()], 1) if case.splits else None
    return early or {
        "type": "split",
        "on": as_term(p, case.names),
        "positive": _settled(case.where(p, True), degree),
        "otherwise": _settled(case.where(p, False), degree),
    }


def _closed(case: _Case, degree: int) -> Node:
    for most in range(1, degree + 1):
        leaf = _leaf(case, most)
        if leaf:
            return leaf
    said = ", ".join(f"{as_term(p or {}, case.names)} {sign} 0" for p, sign in case.splits)
    raise InputError(f"identity: no proof found in the case {said or '(no split)'}")


def _leaf(case: _Case, most: int) -> Node | None:
    """A leaf that closes with products of at most so many facts, if there is one."""
    facts, conclusion = case.facts(), case.statement["conclusion"]
    if conclusion == "false":
        return _contradiction(case, facts, most)
    d, relation = case.difference(conclusion), conclusion["relation"]
    if relation == "!=":
        return _contradiction(case, [*facts, _Fact(d, "=")], most)
    if relation == ">":
        return _contradiction(case, facts, most, below=d)
    return _sums(case, facts, most, d, (1, -1) if relation == "=" else (1,)) or _contradiction(
        case, facts, most
    )


def _sums(
    case: _Case, facts: list[_Fact], most: int, d: Polynomial, signs: tuple[int, ...]
) -> Node | None:
    """The difference of the two sides, and its negative for an equation, as sums of facts."""
    if not d:
        return {"type": "conclusion", "sums": [[] for _ in signs]}
    products, multiples = _generators(facts, len(case.names), most)
    generators = [product.polynomial for product in products]
    generators += [multiple.polynomial for multiple in multiples]
    sums = list[list[Node]]()
    for sign in signs:
        weights = combination(scaled(d, sign), generators)
        if weights is None:
            return None
        sums.append(_summands(case, weights, products, multiples))
    return {"type": "conclusion", "sums": sums}


def _contradiction(
    case: _Case, facts: list[_Fact], most: int, below: Polynomial | None = None
) -> Node | None:
    """A sum of facts with a positive term that is 0, or that is a multiple of ``below``."""
    products, multiples = _generators(facts, len(case.names), most)
    mark = (-1,)  # a key that no polynomial has: counts the positive terms
    marked: list[Polynomial] = [
        {**p, mark: Fraction(1)} if positive else p for p, positive, _ in products
    ]
    marked += [multiple.polynomial for multiple in multiples]
    if below is not None:
        marked.append(scaled(below, -1))
    one_positive: Polynomial = {mark: Fraction(1)}
    weights = combination(one_positive, marked)
    if weights is None:
        return None
    scale = weights.pop() if below is not None else Fraction(0)
    if scale:
        weights = [weight / scale for weight in weights]
        return {
            "type": "conclusion",
            "sums": [_summands(case, weights, products, multiples)],
        }
    return {"type": "contradiction", "sum": _summands(case, weights, products, multiples)}


def _generators(
    facts: list[_Fact], count: int, most: int
) -> tuple[list[_Product], list[_Multiple]]:
    """Everything that may be added up: products known to be >= 0, and multiples of equalities."""
    known = list(_products(facts, count, most))
    # An equality may be multiplied by anything: monomials and products of facts are tried.
    monomials: list[Polynomial] = [
        {m: Fraction(1)} for m in itertools.product(range(most), repeat=count) if sum(m) < most
    ]
    multiples = [
        _Multiple(times(scaled(q, sign), p), scaled(q, sign), i)
        for i, (p, relation) in enumerate(facts)
        if relation == "=" and p
        for q in [*monomials, *_plain_products(facts, count, most)]
        for sign in (1, -1)
    ]
    return known, multiples


def _products(facts: list[_Fact], count: int, most: int) -> Iterator[_Product]:
    """Products of at most this many facts."""
    usable = [i for i, (p, relation) in enumerate(facts) if p is not None and relation != "="]
    for size in range(most + 1):
        for chosen in itertools.combinations_with_replacement(usable, size):
            product, positive = constant(1, count), True
            for i in chosen:
                p, relation = facts[i]
                product = times(product, times(p or {}, p or {}) if relation == "!=" else p or {})
                positive = positive and relation != ">="
            yield _Product(product, positive, chosen)


def _plain_products(facts: list[_Fact], count: int, most: int) -> Iterator[Polynomial]:
    """Products of at least one and at most this many facts, signs aside."""
    usable = [p for p, _ in facts if p]
    for size in range(1, most + 1):
        for chosen in itertools.combinations_with_replacement(usable, size):
            product = constant(1, count)
            for p in chosen:
                product = times(product, p)
            yield product


def _summands(
    case: _Case,
    weights: Sequence[Fraction],
    products: list[_Product],
    multiples: list[_Multiple],
) -> list[Node]:
    """The summands of evidence that have a weight other than 0."""
    found = list[Node]()
    for weight, product in zip(weights, products, strict=False):
        if weight:
            found.append({"factors": list(product.chosen), "times": text(weight)})
    for weight, multiple in zip(weights[len(products) :], multiples, strict=False):
        if weight:
            factor = as_term(scaled(multiple.factor, weight), case.names)
            found.append({"factors": [multiple.fact], "times": factor})
    return found
