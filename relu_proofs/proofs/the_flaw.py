"""The step that fails: from "for every x some U" to "one U for every x"."""

from ..certificate import network_json, space
from ..claims import certified
from ..network import Network

DISTANCE = Network([([[1, -1], [-1, 1]], [0, 0]), ([[1, 1]], [0])])  # |x1 - x2|


@certified("four-cases-are-not-one",
           "The 2-2-1 network |x₁ − x₂| is linear in each of its cases, but it is not linear: "
           "f(1, 0) + f(0, 1) − f(1, 1) = 2, where a linear function gives 0.",
           {"kind": "not-linear", "network": network_json(DISTANCE), "domain": space()})
def four_cases_are_not_one(statement, given):
    return {"points": [["1", "0"], ["0", "1"], ["1", "1"]], "coefficients": ["1", "1", "-1"],
            "output": 0}
