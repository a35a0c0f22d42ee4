"""Exactly when a network of one hidden layer is affine: the kinks on every crease cancel."""

from ...core.certificate import box, network_json, space
from ...core.network import Network
from ..claims import certified, proved
from ..identities import identity, prove_identity

PAIR = Network([([[1], [-1]], [0, 0]), ([[1, -1]], [0])])  # r(x) - r(-x)
THREE = Network([([[1, 1], [-1, -1], [2, 2]], [0, 0, 0]), ([[1, 1, -1]], [0])])  # on one crease
OUTSIDE = Network([([[1, 0], [0, 1]], [-1, 2]), ([[1, 1]], [0])])  # r(x1 - 1) + r(x2 + 2)


@certified(
    "relu-pair-is-the-identity",
    "For every real z: r(z) − r(−z) = z. Two ReLUs can pass a number on untouched.",
    identity("r(z) - r(-z) = z"),
)
def relu_pair_is_the_identity(statement, given):
    return prove_identity(statement)


@certified(
    "a-kink-is-a-second-difference",
    "Across its crease, the unit r(λu) has the second difference |λ|·h for every step "
    "h ≥ 0: the sign of λ does not matter, so facing the other way cancels nothing.",
    identity("r(l*h) - 2*r(0) + r(-l*h) = (r(l) + r(-l))*h", "h >= 0"),
)
def a_kink_is_a_second_difference(statement, given):
    return prove_identity(statement, {"l": 1, "h": 1})


@proved(
    "affine-exactly-when-kinks-cancel",
    "A network with one hidden layer is affine on a connected open set Ω exactly when, for "
    "every hyperplane H that meets Ω, the kink weights κ(H) = Σ vᵢ·|λᵢ| of the units whose "
    "zero set is H add up to 0 (wᵢ = λᵢ·n for one common normal n of H).",
)
def affine_exactly_when_kinks_cancel(given):
    """Write each unit as half a line and half a kink.

    Then f is an affine map plus the sum over H of κ(H)/2 times |n·x + β|.
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
    "Where a one-hidden-layer network is affine, the map is its skip and output bias, plus "
    "vᵢzᵢ for each unit that is on throughout, plus half of vᵢzᵢ for each unit whose crease "
    "crosses Ω, plus vᵢr(bᵢ) for each unit without input weights.",
)
def the_affine_map_that_remains(given):
    """Half a line and half a kink again: where all kinks that cross Ω cancel, each unit that
    crosses leaves its half line vᵢzᵢ/2; a unit that does not cross is vᵢzᵢ or 0 throughout."""
    given("relu-is-half-line-half-fold")
    given("affine-exactly-when-kinks-cancel")


@proved(
    "convex-exactly-when-kinks-are-not-negative",
    "A network with one hidden layer is convex on an open convex set Ω exactly when "
    "κ(H) ≥ 0 for every hyperplane H that meets Ω.",
)
def convex_exactly_when_kinks_are_not_negative(given):
    """f is affine plus Σ κ(H)/2·|n·x + β|.  Kinks that miss Ω are affine there, and absolute
    values with weights ≥ 0 add up to a convex function.  If κ(H) < 0 for some H that meets Ω,
    the second difference across H at a point on no other crease is negative."""
    given("relu-is-half-line-half-fold")
    given("a-kink-is-a-second-difference")


@proved(
    "odd-part-is-linear-at-any-width",
    "A one-hidden-layer network without biases is ½(vᵀW)x plus an even function, for any "
    "width: f(x) − f(−x) = (vᵀW)x. It is linear exactly when the even part is 0.",
)
def odd_part_is_linear_at_any_width(given):
    """Add vᵢ(r(zᵢ) − r(−zᵢ)) = vᵢzᵢ over the units; zᵢ = wᵢ·x changes its sign with x.
    The even part (f(x) + f(−x))/2 vanishes exactly when f is odd, that is f = ½(vᵀW)x."""
    given("relu-pair-is-the-identity")


@proved(
    "random-two-two-one-is-not-linear",
    "If the six weights of a bias-free 2-2-1 network have a joint density, the network is "
    "linear with probability 0.",
)
def random_two_two_one_is_not_linear(given):
    """The weights with w₁₁w₂₂ = w₁₂w₂₁ or v₁ = 0 are the zeros of two polynomials that are not
    the zero polynomial, a set of volume 0; outside it the network is not linear."""
    given("independent-units-are-never-linear")


@certified(
    "three-units-on-one-crease",
    "r(x₁ + x₂) + r(−x₁ − x₂) − r(2x₁ + 2x₂) = −x₁ − x₂ for all inputs: three live units, "
    "kink weights 1 + 1 − 2 = 0, no kink left.",
    {
        "kind": "affine-on",
        "network": network_json(THREE),
        "domain": space(),
        "U": [["-1", "-1"]],
        "c": ["0"],
    },
)
def three_units_on_one_crease(statement, given):
    return {"point": ["0", "0"], "tree": {"signs": [], "then": {"type": "equal"}}}


@certified(
    "a-crease-on-the-edge-does-not-bend",
    "r(x₁ − 1) + r(x₂ + 2) = x₂ + 2 on the square [−1, 1]²: one crease only touches the "
    "square, the other misses it.",
    {
        "kind": "affine-on",
        "network": network_json(OUTSIDE),
        "domain": box([(-1, 1), (-1, 1)]),
        "U": [["0", "1"]],
        "c": ["2"],
    },
)
def a_crease_on_the_edge_does_not_bend(statement, given):
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
    "The same network is not affine on [−2, 2]²: the crease x₁ = 1 now crosses the square.",
    {"kind": "not-affine", "network": network_json(OUTSIDE), "domain": box([(-2, 2), (-2, 2)])},
)
def the_same_crease_bends_a_larger_square(statement, given):
    return {
        "points": [["0", "0"], ["1", "0"], ["2", "0"]],
        "coefficients": ["1", "-2", "1"],
        "output": 0,
    }
