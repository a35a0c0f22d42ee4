"""Identities: the search, and z3 and cvc5 as independent oracles."""

from fractions import Fraction
from functools import cache

import cvc5.pythonic
import pytest
import z3

from relu_proofs import CLAIMS
from relu_proofs.argument.identities import identity, prove_identity
from relu_proofs.checker import check
from relu_proofs.core.certificate import Certificate
from relu_proofs.core.rational import InputError

ON_THE_CIRCLE = "two-layers-come-within-a-fifth"  # of degree 6: has a test of its own below
IDENTITIES = [
    claim
    for claim in CLAIMS.values()
    if claim.statement and claim.statement["kind"] == "identity" and claim.id != ON_THE_CIRCLE
]


def negation(statement, smt):
    """The hypotheses and the negated conclusion, in the language of z3 or of cvc5's twin API."""
    names = {name: smt.Real(name) for name in statement["variables"]}

    def term(value):
        """In the engine's language; a term without variables as a Fraction."""
        if isinstance(value, str):
            return names[value] if value in names else Fraction(value)
        parts = [term(part) for part in value[1:]]
        if value[0] == "r":
            if isinstance(parts[0], Fraction):
                return max(parts[0], Fraction(0))
            return smt.If(parts[0] > 0, parts[0], smt.RealVal(0))
        if not all(isinstance(part, Fraction) for part in parts):
            parts = [engine(part) for part in parts]
        total = parts[0]
        for part in parts[1:]:
            total = total + part if value[0] == "+" else total * part
        return total

    def engine(part):
        return smt.Q(part.numerator, part.denominator) if isinstance(part, Fraction) else part

    def relation(value):
        left, right = engine(term(value["left"])), engine(term(value["right"]))
        return {"=": left == right, ">=": left >= right, ">": left > right, "!=": left != right}[
            value["relation"]
        ]

    facts = [relation(hypothesis) for hypothesis in statement["hypotheses"]]
    if statement["conclusion"] != "false":
        facts.append(smt.Not(relation(statement["conclusion"])))
    return facts


@cache
def verdict(name, engine, seconds):
    smt = {"z3": z3, "cvc5": cvc5.pythonic}[engine]
    solver = smt.Solver()
    if engine == "z3":
        solver.set("timeout", 1000 * seconds)
    else:
        solver.setOption("tlimit-per", 1000 * seconds)
    for fact in negation(CLAIMS[name].statement, smt):
        solver.add(fact)
    return str(solver.check())


@pytest.mark.parametrize("claim", IDENTITIES, ids=lambda claim: claim.id)
def test_z3_and_cvc5_agree(claim, request):
    """z3, which is faster, comes first; cvc5 is asked too if it gives up, or with all tests."""
    for seconds in (3, 60):  # the longer limit is for slow machines only
        verdicts = {verdict(claim.id, "z3", seconds)}
        if verdicts == {"unknown"} or request.config.getoption("--all"):
            verdicts.add(verdict(claim.id, "cvc5", seconds))
        if verdicts != {"unknown"}:
            break
    assert "sat" not in verdicts, "a counterexample was found"
    assert "unsat" in verdicts, "neither engine could decide it"


def test_z3_agrees_on_the_circle():
    """The circle x² − xy + y² = 1 is walked by one parameter u, all but one of its points.

    On each of its six sectors the network is a linear form; in u everything is a polynomial.
    """
    u, half = z3.Real("u"), z3.Q(1, 2)
    below = u * u - u + 1  # x = across / below, y = up / below lies on the line (1, 0) + s(u, 1)
    across, up = below + u * (1 - 2 * u), 1 - 2 * u
    cosine = across - half * up
    forms = (across - 2 * up, across - up, up), (up - 2 * across, up - across, across)
    sectors = [*forms, (across + up, across, -up)]
    sectors += [(linear, -first, -second) for linear, first, second in sectors]
    for linear, first, second in sectors:
        gap = linear * below * below - 4 * cosine * cosine * cosine + 3 * cosine * below * below
        cube = below * below * below
        assert decided(first > 0, second > 0) == "sat"
        assert decided(first >= 0, second >= 0, 27 * gap * gap > cube * cube) == "unsat"
    last = [z3.Real("x") == -1, z3.Real("y") == 0]  # the one point that no u reaches
    assert decided(*last, *negation(CLAIMS[ON_THE_CIRCLE].statement, z3)) == "unsat"


def decided(*facts):
    """What z3 says of facts, asked anew: it knows more about polynomials when asked once."""
    solver = z3.Solver()
    solver.add(*facts)
    return str(solver.check())


def test_the_oracles_see_a_false_identity():
    statement = identity("r(x + y) = r(x) + r(y)")
    for smt in (z3, cvc5.pythonic):
        solver = smt.Solver()
        for fact in negation(statement, smt):
            solver.add(fact)
        assert str(solver.check()) == "sat"


@pytest.mark.parametrize(
    "conclusion, hypotheses, point",
    [
        ("r(r(z)) = r(z)", (), None),
        ("r(x) + r(y) - r(x + y) >= 0", (), None),
        ("y + r(x - y) = x + r(y - x)", (), None),
        ("x != 0", ("x*y = 1",), None),
        ("r(t*z) = t*r(z)", ("t >= 0",), None),
        ("false", ("u = 0", "u = 1"), None),
        ("r(x - 1) > 0", ("x > 1",), {"x": 2}),
        ("abs(r(x) - r(y)) <= abs(x - y)", (), None),
        ("r(x) < 1", ("x < 1",), {"x": 0}),
    ],
)
def test_what_the_search_finds_the_checker_accepts(conclusion, hypotheses, point):
    statement = identity(conclusion, *hypotheses)
    text = Certificate(statement, prove_identity(statement, point)).text
    assert check(text) == statement


@pytest.mark.parametrize("conclusion", ["r(x + y) = r(x) + r(y)", "r(-x) = -r(x)", "r(x) > 0"])
def test_a_false_identity_has_no_proof(conclusion):
    with pytest.raises(InputError, match="no proof found in the case"):
        prove_identity(identity(conclusion))


@pytest.mark.parametrize("text", ["r(x", "x ** y = 1", "x * 1", "f(x) = 1", "x / 0 = 1", "1.5 = x"])
def test_a_text_that_is_no_identity_is_refused(text):
    with pytest.raises(InputError, match="expected"):
        identity(text)
