"""Exactly when a network of one hidden layer is affine: the kinks on every crease cancel."""

from ...core.certificate import box, space
from ...core.network import Network
from ...core.statements import affine_on, not_affine
from ..claims import Given, Hence, Statement, certified, proved
from ..identities import Node, identity, prove_identity
from ..texts import affine_map

PAIR = Network([([[1], [-1]], [0, 0]), ([[1, -1]], [0])])  # r(x) - r(-x)
THREE = Network([([[1, 1], [-1, -1], [2, 2]], [0, 0, 0]), ([[1, 1, -1]], [0])])  # on one crease
OUTSIDE = Network([([[1, 0], [0, 1]], [-1, 2]), ([[1, 1]], [0])])  # r(x1 - 1) + r(x2 + 2)


@certified(
    "relu-pair-is-the-identity",
    "Two ReLUs can pass a number on untouched: r(z) − r(−z) = z for every real z.",
    identity("r(z) - r(-z) = z"),
)
def relu_pair_is_the_identity(statement: Statement, given: Given) -> Node:
    return prove_identity(statement)


@certified(
    "a-kink-is-a-second-difference",
    "Across its crease u = 0, the unit r(λu) has the second difference "
    "r(λh) − 2r(0) + r(−λh) = |λ|·h for every step h ≥ 0.",
    identity("r(lam*h) - 2*r(0) + r(-lam*h) = abs(lam)*h", "h >= 0"),
    Hence(
        "the sign of λ does not matter: a unit turned round leaves the same kink, so that facing "
        "the other way cancels nothing by itself.",
        "|−λ| = |λ|.",
    ),
)
def a_kink_is_a_second_difference(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"lam": 1, "h": 1})


@proved(
    "affine-exactly-when-kinks-cancel",
    "A network with one hidden layer and one output is affine on a connected open set Ω exactly "
    "when, for every hyperplane H that meets Ω, the kink weights κ(H) = Σ vᵢ·|λᵢ| of the units "
    "whose zero set is H add up to 0 (wᵢ = λᵢ·n for one common normal n ≠ 0 of H).",
)
def affine_exactly_when_kinks_cancel(given: Given) -> None:
    """Write each unit as half a line and half a kink.

    Then f is an affine map plus the sum over H of κ(H)/2 times |n·x + β|; a unit with wᵢ = 0 is a
    constant and belongs to the affine map.
    If κ(H) = 0 for every H that meets Ω, each other |n·x + β| keeps its sign on Ω, which is
    connected, so it is affine there, and so is f.
    If κ(H) ≠ 0 and H meets Ω, choose p in H ∩ Ω on none of the finitely many other hyperplanes
    (each meets H in a set without interior in H).  Near p only the kink on H bends, and
    f(p + hn) − 2f(p) + f(p − hn) = κ(H)·|n|²·h, which is not 0 for a small h > 0.
    """
    given("relu-is-half-line-half-fold")
    given("a-kink-is-a-second-difference")


@proved(
    "the-affine-map-that-remains",
    "Where a one-hidden-layer network is affine on a connected open set Ω, the map is its skip and "
    "output bias, plus vᵢzᵢ for each unit with wᵢ ≠ 0 that is on throughout Ω, plus half of vᵢzᵢ "
    "for each unit whose crease crosses Ω, plus vᵢr(bᵢ) for each unit with wᵢ = 0.",
)
def the_affine_map_that_remains(given: Given) -> None:
    """Half a line and half a kink again: where all kinks that cross Ω cancel, each unit that
    crosses leaves its half line vᵢzᵢ/2; a unit with wᵢ ≠ 0 that does not cross is vᵢzᵢ or 0
    throughout, and one with wᵢ = 0 is the constant vᵢr(bᵢ)."""
    given("relu-is-half-line-half-fold")
    given("affine-exactly-when-kinks-cancel")


@proved(
    "convex-exactly-when-kinks-are-not-negative",
    "A network with one hidden layer and one output is convex on an open convex set Ω exactly "
    "when κ(H) ≥ 0 for every hyperplane H that meets Ω.",
)
def convex_exactly_when_kinks_are_not_negative(given: Given) -> None:
    """f is affine plus Σ κ(H)/2·|n·x + β|.  Kinks that miss Ω are affine there, and absolute
    values with weights ≥ 0 add up to a convex function.  If κ(H) < 0 for some H that meets Ω,
    the second difference across H at a point on no other crease is negative."""
    given("relu-is-half-line-half-fold")
    given("a-kink-is-a-second-difference")


@proved(
    "odd-part-is-linear-at-any-width",
    "A one-hidden-layer network without biases or skip connection is ½(vᵀW)x plus an even "
    "function, for any width: f(x) − f(−x) = (vᵀW)x. It is linear exactly when the even part is 0.",
)
def odd_part_is_linear_at_any_width(given: Given) -> None:
    """Add vᵢ(r(zᵢ) − r(−zᵢ)) = vᵢzᵢ over the units; zᵢ = wᵢ·x changes its sign with x.
    The even part (f(x) + f(−x))/2 vanishes exactly when f is odd, that is f = ½(vᵀW)x."""
    given("relu-pair-is-the-identity")


@proved(
    "random-two-two-one-is-not-linear",
    "If the six weights of a bias-free 2-2-1 network have a joint density, the network is "
    "linear with probability 0.",
)
def random_two_two_one_is_not_linear(given: Given) -> None:
    """The weights with w₁₁w₂₂ = w₁₂w₂₁ or v₁ = 0 are the zeros of two polynomials that are not
    the zero polynomial, a set of volume 0; outside it the network is not linear."""
    given("independent-units-are-never-linear")


@certified(
    "three-units-on-one-crease",
    "r(x₁ + x₂) + r(−x₁ − x₂) − r(2x₁ + 2x₂) = −x₁ − x₂ for all inputs.",
    affine_on(THREE, space(), affine_map([[-1, -1]], [0])),
    Hence(
        "three live units on one crease can leave no kink: their kink weights 1 + 1 − 2 add up "
        "to 0.",
        "With n = (1, 1), the weights are n, −n and 2n, and v = (1, 1, −1).",
    ),
)
def three_units_on_one_crease(statement: Statement, given: Given) -> Node:
    return {"point": ["0", "0"], "tree": {"signs": [], "then": {"type": "equal"}}}


@certified(
    "a-crease-on-the-edge-does-not-bend",
    "r(x₁ − 1) + r(x₂ + 2) = x₂ + 2 on the square [−1, 1]².",
    affine_on(OUTSIDE, box([(-1, 1), (-1, 1)]), affine_map([[0, 1]], [2])),
    Hence(
        "a crease that only touches the square, x₁ = 1, or misses it, x₂ = −2, bends nothing "
        "there.",
        "On the square x₁ − 1 ≤ 0 and x₂ + 2 ≥ 1: neither unit changes sides.",
    ),
)
def a_crease_on_the_edge_does_not_bend(statement: Statement, given: Given) -> Node:
    return {
        "point": ["0", "0"],
        "tree": {
            "signs": [
                {"unit": [0, 0], "state": "off", "multipliers": [[1, "1"]]},
                {"unit": [0, 1], "state": "on", "multipliers": [[2, "1"]]},
            ],
            "then": {"type": "equal"},
        },
    }


@certified(
    "the-same-crease-bends-a-larger-square",
    "r(x₁ − 1) + r(x₂ + 2) is not affine on [−2, 2]².",
    not_affine(OUTSIDE, box([(-2, 2), (-2, 2)])),
    Hence(
        "the crease x₁ = 1, which bends nothing on the smaller square, does where it crosses: "
        "f(0, 0) − 2f(1, 0) + f(2, 0) = 1.",
        "f is 2, 2 and 3 at these points of the square.",
    ),
)
def the_same_crease_bends_a_larger_square(statement: Statement, given: Given) -> Node:
    return {
        "points": [["0", "0"], ["1", "0"], ["2", "0"]],
        "coefficients": ["1", "-2", "1"],
        "output": 0,
    }
