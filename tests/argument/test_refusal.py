import pytest

from relu_proofs import CLAIMS, Malformed, Refused, check
from relu_proofs.argument.refusal import refusal
from tests.changes import changed

GOOD = CLAIMS["four-cases-are-not-one"].prove()


def test_a_lie_is_refused_in_words():
    lie = changed(GOOD, "evidence", "coefficients", ["1", "1", "1"])
    with pytest.raises(Refused) as found:
        check(lie.text)
    assert refusal(lie.text) == str(found.value) != ""


def test_what_is_accepted_is_no_refusal():
    with pytest.raises(AssertionError, match="accepted"):
        refusal(GOOD.text)


def test_what_cannot_be_read_was_not_judged():
    with pytest.raises(Malformed):
        refusal(GOOD.text[:-1])
