"""Your own network: the verdict is about the function on real numbers, not about floats."""

from ...core.network import Network
from ..claims import Given, Statement, certified
from ..identities import Node, identity, prove_identity

SHIFTED = Network([([[1]], [2**24]), ([[1]], [-(2**24)])])  # r(x + 2^24) - 2^24


@certified(
    "exactly-the-identity",
    "The network r(x + 2²⁴) − 2²⁴ changes nothing at x ≥ 0: its output is x.",
    identity(f"r(x + {2**24}) - {2**24} = x", "x >= 0"),
)
def exactly_the_identity(statement: Statement, given: Given) -> Node:
    return prove_identity(statement, {"x": 1})
