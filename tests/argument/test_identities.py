"""Identities: the search, and z3 and cvc5 as independent oracles."""

from functools import cache

import cvc5.pythonic
import pytest
import z3

from relu_proofs import CLAIMS
from relu_proofs.argument.identities import identity, prove_identity
from relu_proofs.checker import check
from relu_proofs.core.certificate import Certificate
from relu_proofs.core.rational import InputError

IDENTITIES = [
    claim for claim in CLAIMS.values() if claim.statement and claim.statement["kind"] == "identity"
]


def negation(statement, smt):
    """The hypotheses and the negated conclusion, in the language of z3 or of cvc5's twin API."""
    names = {name: smt.Real(name) for name in statement["variables"]}

    def term(value):
        if isinstance(value, str):
            top, _, bottom = value.partition("/")
            return names[value] if value in names else smt.Q(int(top), int(bottom or 1))
        parts = [term(part) for part in value[1:]]
        if value[0] == "r":
            return smt.If(parts[0] > 0, parts[0], smt.RealVal(0))
        total = parts[0]
        for part in parts[1:]:
            total = total + part if value[0] == "+" else total * part
        return total

    def relation(value):
        left, right = term(value["left"]), term(value["right"])
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
def test_z3_and_cvc5_agree(claim):
    for seconds in (3, 60):  # the longer limit is for slow machines only
        verdicts = {verdict(claim.id, engine, seconds) for engine in ("z3", "cvc5")}
        if verdicts != {"unknown"}:
            break
    assert "sat" not in verdicts, "a counterexample was found"
    assert "unsat" in verdicts, "neither engine could decide it"


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


@pytest.mark.parametrize("text", ["r(x", "x ** y = 1", "x < 1", "f(x) = 1", "x / 0 = 1", "1.5 = x"])
def test_a_text_that_is_no_identity_is_refused(text):
    with pytest.raises(InputError, match="expected"):
        identity(text)
