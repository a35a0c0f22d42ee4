"""Each claim's statement as a formula, read back: it says what the JSON says.

`tests/argument/formulas.txt` shows all of them, to be read by people; after a deliberate change
`python -m tests.argument.test_formulas` writes it anew.
"""

import random
import string
from fractions import Fraction
from pathlib import Path

import pytest

from relu_proofs import CLAIMS, Network
from relu_proofs.argument.formulas import formula
from relu_proofs.argument.formulas.networks import LONGEST
from relu_proofs.argument.formulas.terms import LATEX, TEXT, printed
from relu_proofs.argument.identities import identity
from relu_proofs.core.certificate import box, hull, points, polytope, space
from relu_proofs.core.statements import affine_on, not_affine, regions, unit_sign

from .reading import SUBSCRIPTS, from_latex, relation, value

SHOWN = Path(__file__).with_name("formulas.txt")
CERTIFIED = [claim for claim in CLAIMS.values() if claim.statement]
IDENTITIES = [claim for claim in CERTIFIED if claim.statement["kind"] == "identity"]
NETWORKS = [
    claim
    for claim in CERTIFIED
    if "network" in claim.statement and "where f is" not in claim.formula.text
]
GREEK = {"lam": "λ", "eta": "η", "Delta": "Δ"}


def letter(name):
    """A variable as plain text writes it."""
    letters = name.rstrip(string.digits)
    index = "".join(SUBSCRIPTS[int(digit)] for digit in name[len(letters) :])
    return GREEK.get(letters, letters) + index


def exact(term, values):
    """A term of a statement at a point, evaluated from its JSON."""
    if isinstance(term, str):
        return values[term] if term in values else Fraction(term)
    parts = [exact(part, values) for part in term[1:]]
    if term[0] == "r":
        return max(parts[0], Fraction(0))
    total = parts[0]
    for part in parts[1:]:
        total = total + part if term[0] == "+" else total * part
    return total


def both(parts):
    """The relations among a formula's parts, in both languages."""
    for part in parts:
        if part.latex and any(sign in part.text for sign in "=≤≥<>≠"):
            yield relation(part.text), relation(from_latex(part.latex))


def drawn(rng, names):
    return {name: Fraction(rng.randint(-12, 12), rng.choice((1, 2, 3))) for name in names}


def shown():
    lines = []
    for claim in CERTIFIED:
        lines += [claim.id, f"    {claim.formula.text}", f"    {claim.formula.latex}"]
    return "\n".join(lines) + "\n"


def test_the_formulas_are_those_that_were_read():
    assert SHOWN.read_text(encoding="utf-8") == shown(), __doc__


@pytest.mark.parametrize("claim", IDENTITIES, ids=lambda claim: claim.id)
def test_an_identity_is_read_back(claim):
    rng, statement = random.Random(claim.id), claim.statement
    wanted = [*statement["hypotheses"], *([statement["conclusion"]])]
    wanted = [entry for entry in wanted if entry != "false"]
    found = list(both(claim.formula.parts))
    assert len(found) == len(wanted)
    flipped = {"≤": ">=", "<": ">"}
    signs = {"≥": ">=", ">": ">", "=": "=", "≠": "!="}
    for entry, readings in zip(wanted, found, strict=True):
        for left, sign, right in readings:
            if sign in flipped:
                left, right = right, left
            assert flipped.get(sign, signs.get(sign)) == entry["relation"]
            for _ in range(12):
                values = drawn(rng, statement["variables"])
                letters = {letter(name): number for name, number in values.items()}
                assert value(left, letters) == exact(entry["left"], values)
                assert value(right, letters) == exact(entry["right"], values)


def network_of(statement):
    return Network([(layer["weight"], layer["bias"]) for layer in statement["network"]["layers"]])


@pytest.mark.parametrize("claim", NETWORKS, ids=lambda claim: claim.id)
def test_a_network_is_read_back(claim):
    rng, statement = random.Random(claim.id), claim.statement
    network, kind = network_of(statement), claim.statement["kind"]
    if kind == "unit-sign":
        return check_units(rng, claim, network)
    names = ["x"] if network.inputs == 1 else [f"x{i + 1}" for i in range(network.inputs)]
    for readings in outputs(claim):
        for _ in range(20):
            values = drawn(rng, names)
            letters = {letter(name): number for name, number in values.items()}
            assert value(readings, letters) == network(list(values.values()))
    if kind == "affine-on":
        piece = [[Fraction(u) for u in statement["U"][0]], Fraction(statement["c"][0])]
        for _, (_, sign, right) in both(claim.formula.parts[:1]):
            for _ in range(20):
                values = drawn(rng, names)
                letters = {letter(name): number for name, number in values.items()}
                linear = sum(u * x for u, x in zip(piece[0], values.values(), strict=True))
                assert sign == "=" and value(right, letters) == linear + piece[1]
    return None


def outputs(claim):
    """Where the network itself stands in the formula of its kind, in both languages."""
    kind, parts = claim.statement["kind"], claim.formula.parts
    if kind == "regions":
        return [parts[0].text, from_latex(parts[0].latex)]
    (first, *_) = both(parts)
    side = 2 if kind == "equals" else 0  # f(x) = network, or network = map
    return [reading[side] for reading in first]


def check_units(rng, claim, network):
    signs = {"on": "≥", "off": "≤"}
    found = list(both(claim.formula.parts))
    assert len(found) == len(claim.statement["units"])
    for entry, readings in zip(claim.statement["units"], found, strict=True):
        (k, i), state = entry["unit"], entry["state"]
        for left, sign, right in readings:
            assert (sign, right.strip()) == (signs[state], "0")
            for _ in range(20):
                values = drawn(rng, [f"x{j + 1}" for j in range(network.inputs)])
                letters = {letter(name): number for name, number in values.items()}
                z = network.pre_activations(list(values.values()))[k][i]
                assert value(left, letters) == z


# ---- one example of everything that no claim shows -----------------------------------------------

WIDE = Network([([[k] for k in range(1, 30)], list(range(29))), ([[1] * 29], [0])])
PAIR = Network([([[1, -1]], [0]), ([[1], [2]], [0, 1])])  # two outputs
FIRST, SECOND = Network.affine([[2, 0]], [1]), Network.affine([[0, 0]], [0])


@pytest.mark.parametrize(
    "statement, text",
    [
        (
            affine_on(PAIR, points([(0, 0), (1, "1/2")]), PAIR.affine_piece([[0]])),
            "(r(x₁ − x₂), 2r(x₁ − x₂) + 1) = (0, 1) for all (x₁, x₂) among (0, 0), (1, 1/2).",
        ),
        (
            affine_on(FIRST, polytope([((1, -1), 0), ((0, 1), -1)]), FIRST.affine_piece([])),
            "2x₁ + 1 = 2x₁ + 1 for all (x₁, x₂) with x₁ − x₂ ≥ 0, x₂ − 1 ≥ 0.",
        ),
        (
            not_affine(PAIR, box([(0, 1), ("-1/2", 2)])),
            "There are no real U₁₁, U₁₂, c₁, U₂₁, U₂₂, c₂ with (r(x₁ − x₂), 2r(x₁ − x₂) + 1) = "
            "(U₁₁x₁ + U₁₂x₂ + c₁, U₂₁x₁ + U₂₂x₂ + c₂) for all (x₁, x₂) ∈ [0, 1] × [−1/2, 2].",
        ),
        (
            not_affine(WIDE, hull([(-1,), (1,)])),
            "There are no real U, c with f(x) = Ux + c for all x in the convex hull of −1, 1, "
            "where f is the 1-29-1 network of the certificate.",
        ),
        (
            regions(SECOND, box([(0, 1), (0, 1)]), 1, 1),
            "0 has exactly 1 activation region with (x₁, x₂) ∈ [0, 1]², and 1 different affine map "
            "there.",
        ),
        (
            unit_sign(PAIR, space(), [((0, 0), "switching")]),
            "For all (x₁, x₂) ∈ ℝ²: x₁ − x₂ is < 0 at some and > 0 at others (switching).",
        ),
    ],
)
def test_what_no_claim_shows(statement, text):
    assert formula(statement).text == text


@pytest.mark.parametrize(
    "conclusion, text, latex",
    [
        ("r(x) + r(-x) = abs(x)", "|x| = |x|", r"\left|x\right| = \left|x\right|"),
        ("r(-x) + r(x) = abs(x)", "r(−x) + r(x) = |x|", r"r(-x) + r(x) = \left|x\right|"),
        ("r(x) + r(-y) = r(x) + r(y)", "r(x) + r(−y) = r(x) + r(y)", "r(x) + r(-y) = r(x) + r(y)"),
        ("x - (y - 2) = 0*x", "x − (y − 2) = 0", "x - (y - 2) = 0"),
        ("x*(y + 1)**2/3 >= 2", "x·(y + 1)²/3 ≥ 2", r"\tfrac{1}{3} x \, (y + 1)^{2} \ge 2"),
        ("-x*2*y/3 != x", "−(2/3)·xy ≠ x", r"-\tfrac{2}{3} x y \ne x"),
        ("2*abs(x)*y < 1", "2|x|·y < 1", r"2 \left|x\right| \, y < 1"),
    ],
)
def test_small_formulas(conclusion, text, latex):
    *_, relation_part, _ = formula(identity(conclusion)).parts
    assert (relation_part.text, relation_part.latex) == (text, latex)


def test_a_letter_without_a_symbol_is_refused():
    with pytest.raises(ValueError, match="'total1': its letters have no symbol"):
        formula(identity("total1 = 0"))


def test_a_deep_network_is_named_at_once():
    """Written out it would have 3^200 letters."""
    deep = Network([([[1]] * 3, [0] * 3), *[([[1] * 3] * 3, [0] * 3)] * 200, ([[1] * 3], [0])])
    text = formula(not_affine(deep, space())).text
    assert text.endswith("where f is the 1-" + "3-" * 201 + "1 network of the certificate.")
    last = formula(unit_sign(deep, space(), [((200, 2), "on")])).text
    assert last == "For all x ∈ ℝ: z ≥ 0 for unit 2 of layer 200, and > 0 at some (on)."


def test_a_longer_network_is_named():
    terms = printed(["r", "x"], TEXT), printed(["r", "x"], LATEX)
    assert terms == ("r(x)", "r(x)") and LONGEST >= 100
    named = [claim.id for claim in CERTIFIED if "of the certificate" in claim.formula.text]
    assert named == ["unsatisfiable-means-zero"]


if __name__ == "__main__":
    SHOWN.write_text(shown(), encoding="utf-8")
