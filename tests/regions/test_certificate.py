"""Certificates of regions: accepted, and lies that no single condition of the checker catches."""

from fractions import Fraction
from types import ModuleType

import pytest

from relu_proofs import Network, check
from relu_proofs.core.rational import InputError
from relu_proofs.regions.regions import activation_regions, regions_certificate
from tests.mutation import SOURCE, outcome

from . import lies
from .networks import degenerate, unusual


@pytest.mark.parametrize("case", [degenerate, unusual])
@pytest.mark.parametrize("seed", range(0, 240, 4))
def test_certificates_hold(seed, case):
    layers, box = case(seed)
    certificate = regions_certificate(activation_regions(Network(layers), box))
    assert check(certificate.text) == certificate.statement


def test_progress_is_told_to_the_end():
    told = []
    layers, box = degenerate(0)
    found = activation_regions(Network(layers), box)
    regions_certificate(found, lambda *numbers: told.append(numbers))
    assert told[-1] == (len(found), len(found))


@pytest.mark.parametrize(
    "lie, condition, instead",
    [
        ("vertex-outside-box", 'self.domain.require(point, f"point {k}")', "None"),
        (
            "polygon-walked-twice",
            "hull(sorted({ranks[place] for p in points for place in places[p]}), corners)",
            "[ranks[place] for p in points for place in places[p]]",
        ),
    ],
)
def test_a_lie_that_no_single_require_catches(lie, condition, instead):
    text = lies.INVALID[f"regions-{lie}"].text
    assert SOURCE.count(condition) == 1
    module = ModuleType("mutant")
    exec(compile(SOURCE.replace(condition, instead), "mutant", "exec"), vars(module))
    assert outcome(module, text) == "accepted"


def test_numbers_too_long_for_a_certificate():
    huge = Network(
        [([[Fraction(10) ** 3000, 1], [1, Fraction(10) ** 3000]], ["1/3", "-1/7"]), ([[1, 1]], [0])]
    )
    with pytest.raises(InputError, match="at most 4000 digits"):
        regions_certificate(activation_regions(huge, (-1, 1)))
