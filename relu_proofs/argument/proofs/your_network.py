"""Your own network: the verdict is about the function on real numbers, not about floats."""

from ...core.network import Network
from ..claims import certified
from ..identities import identity, prove_identity

SHIFTED = Network([([[1]], [2**24]), ([[1]], [-(2**24)])])  # r(x + 2^24) - 2^24


@certified(
    "exactly-the-identity",
    "For every x ≥ 0, r(x + 2²⁴) − 2²⁴ = x: the network changes nothing.",
    identity(f"r(x + {2**24}) - {2**24} = x", "x >= 0"),
)
def exactly_the_identity(statement, given):
    return prove_identity(statement, {"x": 1})
