"""Certificates: the checker confirms them, and that they answer what was asked."""

import dataclasses
from fractions import Fraction

import pytest

from relu_proofs import InputError, Network, decide_affine
from relu_proofs.core import certificate
from relu_proofs.core.certificate import Certificate, box, confirm, space
from relu_proofs.core.statements import not_affine

RELU = Network([([[1]], [0]), ([[1]], [0])])
ASKED = not_affine(RELU, box([(-1, 1)]))


@pytest.fixture(scope="module")
def found():
    return decide_affine(RELU, (-1, 1), check=False).certificate


def test_what_was_asked_is_confirmed(found):
    assert confirm(found, ASKED, check=True) and confirm(found, ASKED, check=None)
    assert not confirm(found, not_affine(RELU, space()), check=False)  # nobody looked


def test_a_certificate_about_something_else_is_not(found):
    for other in (not_affine(RELU, space()), not_affine(RELU, box([(-1, 2)]))):
        with pytest.raises(RuntimeError, match="about something else"):
            confirm(found, other, check=None)


def test_what_the_checker_refuses_is_not_confirmed(found):
    lie = dataclasses.replace(found, evidence={**found.evidence, "coefficients": ["1", "1", "1"]})
    with pytest.raises(RuntimeError, match="does not accept"):
        confirm(lie, ASKED, check=None)
    broken = Certificate(found.statement, {})
    with pytest.raises(RuntimeError, match="cannot read"):
        confirm(broken, ASKED, check=None)


def test_what_costs_too_much_is_checked_only_when_asked_to(found, monkeypatch):
    monkeypatch.setattr(certificate, "CHECKED_UP_TO", 5)
    assert not confirm(found, ASKED, check=None) and confirm(found, ASKED, check=True)
    monkeypatch.undo()
    monkeypatch.setattr(certificate, "CHECKING_WORK", 0)
    assert not confirm(found, ASKED, check=None) and confirm(found, ASKED, check=True)


def test_denominators_that_are_too_long_for_the_checker_are_an_answer_that_is_not_checked():
    tenths = [Fraction(1, 10**3900 + 2 * k + 1) for k in range(14)]
    long = Network([([tenths, [1] * 14], [0, 0]), ([[1, 1]], [0])])
    found = decide_affine(long, (-1, 2))
    assert (found.verdict, found.checked) == ("not-affine", False)
    with pytest.raises(InputError, match="check: the proof is more than the checker takes"):
        decide_affine(long, (-1, 2), check=True)


def test_the_words_of_a_message_decide_nothing(found):
    lie = dataclasses.replace(found, evidence={**found.evidence, "output": "steps of work"})
    with pytest.raises(RuntimeError, match="cannot read what was found: .*steps of work"):
        confirm(lie, ASKED, check=None)
