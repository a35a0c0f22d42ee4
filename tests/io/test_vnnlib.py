"""The input box of a VNN-LIB file, and what is refused instead of misread."""

import gzip
from fractions import Fraction

import pytest

from relu_proofs import InputError, read_box
from relu_proofs.io.files import Limits
from relu_proofs.io.notes import Notes
from relu_proofs.io.vnnlib import vnnlib_box

ACAS = """\
; ACAS Xu property 3, in the words of the competition

(declare-const X_0 Real)
(declare-const X_1 Real)
(declare-const Y_0 Real)
(declare-const Y_1 Real)

; Unscaled Input 0: (1500, 1800)
(assert (<= X_0 -0.298552812))
(assert (>= X_0 -0.303531156))

; a fixed input
(assert (<= X_1 0.5))
(assert (>= X_1 0.5))

; unsafe if COC is minimal
(assert (<= Y_0 Y_1))
(assert (or (and (<= Y_0 1) (>= Y_1 2)) (and (<= Y_1 Y_0))))
"""
ACAS_BOX = (
    (Fraction("-0.303531156"), Fraction("-0.298552812")),
    (Fraction(1, 2), Fraction(1, 2)),
)


@pytest.mark.parametrize("packed", [False, True])
def test_a_property_of_the_competition(put, packed):
    content = ACAS.encode()
    path = put("prop_3.vnnlib" + ".gz" * packed, gzip.compress(content) if packed else content)
    assert read_box(path) == ACAS_BOX


def test_what_is_said_of_outputs_is_named_as_not_used():
    notes = Notes()
    assert vnnlib_box(ACAS, Limits(), notes) == ACAS_BOX
    assert notes.said == [
        "lines 17, 18: what is asserted of outputs is not used: the box of the inputs alone is"
    ]


DECLARED = "(declare-const X_0 Real)(declare-const Y_0 Real)"


@pytest.mark.parametrize(
    ("asserted", "low", "high"),
    [
        ("(assert (and (<= X_0 1) (>= X_0 -1)))", -1, 1),
        ("(assert (<= -1 X_0))(assert (>= 1 X_0))", -1, 1),
        ("(assert (or (and (<= X_0 1) (>= X_0 -1) (<= Y_0 3))))", -1, 1),
        ("(assert (= X_0 2))", 2, 2),
        ("(assert (<= X_0 (- 1)))(assert (>= X_0 (- (/ 7 3))))", "-7/3", -1),
        ("(assert (<= (* 2.0 X_0) 1))(assert (<= (* -1.0 X_0) 5))", -5, "1/2"),
        ("(assert (>= 1 (- X_0)))(assert (<= (- (* (/ 1 2) X_0)) -3))(assert (<= X_0 9))", 6, 9),
        ("(assert (<= X_0 5e-1))(assert (>= X_0 .25))", "1/4", "1/2"),
        ("(assert (<= X_0 5))(assert (<= X_0 3))(assert (>= X_0 0))(assert (>= X_0 1))", 1, 3),
        ("(set-logic QF_LRA)(assert (<= X_0\n; here\n 1)) (assert(>= X_0 0)) (check-sat)", 0, 1),
    ],
)
def test_bounds_mean_what_is_written(asserted, low, high):
    assert vnnlib_box(DECLARED + asserted, Limits(), Notes()) == ((Fraction(low), Fraction(high)),)


def test_a_variable_can_be_declared_as_a_function():
    text = "(declare-fun X_0 () Real)(assert (<= X_0 1))(assert (>= X_0 0))"
    assert vnnlib_box(text, Limits(), Notes()) == ((0, 1),)


BOUNDED = DECLARED + "(assert (<= X_0 1))(assert (>= X_0 0))\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", r"found no input X_0, expected \(declare-const X_0 Real\)"),
        (DECLARED, r"X_0: found no low end, expected \(assert \(>= X_0 ...\)\)"),
        (DECLARED + "(assert (>= X_0 1))", r"X_0: found no high end, expected \(assert \(<= X_0"),
        (BOUNDED + "(assert (>= X_0 2))", "X_0: found 2 to 1, an empty box"),
        ("(declare-const X_1 Real)", "found X_1 declared and not X_0, expected X_0, X_1, ... wit"),
        ("\n(declare-const X_0 Int)", "line 2: found '.declare-const X_0 Int.', expected"),
        ("(declare-const Z_0 Real)", "line 1: found '.declare-const Z_0 Real.'"),
        ("(declare-const X_01 Real)", "line 1: found"),
        ("(declare-const X_0)", "line 1: found"),
        ("(declare-const)", "line 1: found"),
        ("(declare-const (X_0) Real)", "line 1: found"),
        (DECLARED + DECLARED, "line 1: found X_0 declared twice"),
        ("(assert (<= X_0 1))", "line 1: found X_0, which is not declared before"),
        (BOUNDED + "(assert (<= Y_1 0))", "line 2: found Y_1, which is not declared before"),
        (
            BOUNDED + "(assert (or (and (<= X_0 1) (>= X_0 0)) (and (<= X_0 3) (>= X_0 2))))",
            "line 2: found 2 cases that speak of inputs, joined by or, expected one box; write",
        ),
        (BOUNDED + "(assert (or (<= X_0 0) (<= Y_0 0)))", "line 2: found 2 cases that speak of in"),
        (BOUNDED + "(assert (<= X_0 Y_0))", "line 2: found '.<= X_0 Y_0.', of inputs and outputs"),
        (BOUNDED + "(assert (<= X_0 X_0))", "line 2: found '.<= X_0 X_0.', expected .<= X_0 1. or"),
        (BOUNDED + "(assert (< X_0 1))", "line 2: found '.< X_0 1.', expected"),
        (BOUNDED + "(assert (not (<= X_0 1)))", "line 2: found '.not .<= X_0 1..', expected"),
        (BOUNDED + "(assert (<= (+ X_0 1) 1))", "line 2: found '.<= .+ X_0 1. 1.', expected"),
        (BOUNDED + "(assert (<= (- X_0 1) 1))", "line 2: found '.<= .- X_0 1. 1.', expected"),
        (BOUNDED + "(assert (<= (* 0 X_0) 1))", "line 2: found '.<= .* 0 X_0. 1.', expected"),
        (BOUNDED + "(assert (<= (* X_0 X_0) 1))", "line 2: found '.<= .* X_0 X_0. 1.', expected"),
        (BOUNDED + "(assert (<= (* X_0 2) 1))", "line 2: found '.<= .* X_0 2. 1.', expected"),
        (BOUNDED + "(assert (<= X_0 1 2))", "line 2: found"),
        (BOUNDED + "(assert (() X_0 1))", "line 2: found '... X_0 1.', expected"),
        (BOUNDED + "(assert X_0)", "line 2: found 'X_0', expected"),
        (BOUNDED + "(assert (<= X_0 ()))", "line 2: found"),
        (BOUNDED + "(assert (<= X_0 (/ 1 0)))", "line 2: found"),
        (BOUNDED + "(assert (<= X_0 one))", "line 2: found 'one', expected a number"),
        (BOUNDED + "(assert (<= X_0 nan))", "line 2: found 'nan', expected a number"),
        (BOUNDED + "(assert (<= X_0 1e9999))", "line 2: found '1e9999', expected an exponent"),
        (BOUNDED + "(assert true)", "line 2: found 'true', expected something about inputs"),
        (BOUNDED + "(assert)", "line 2: found '.assert.', expected .assert .... of one formula"),
        (BOUNDED + "(push)", "line 2: found 'push', expected declare-const or assert"),
        (BOUNDED + "(vnnlib-version <2.0>)", "line 2: found vnnlib-version, of version 2 of VNN"),
        (BOUNDED + "((assert))", "line 2: found '..assert..', expected a command"),
        (BOUNDED + "()", "line 2: found '..', expected a command"),
        (BOUNDED + "x", "line 2: found 'x', expected '.'"),
        (BOUNDED + ")", "line 2: found '.', expected '.' before it"),
        (BOUNDED + "\n(assert\n(", "line 3: found no '.' to the '.' of this line"),
        ("(" * 100_000, "line 1: found more than 50 parentheses open"),
    ],
)
def test_what_is_no_box_is_refused_with_its_line(put, text, said):
    path = put("a.vnnlib", text.encode())
    with pytest.raises(InputError, match=said) as caught:
        read_box(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)


def test_words_are_bounded(put):
    text = "(assert (and" + " (<= X_0 1)" * 30_000 + "))"
    with pytest.raises(InputError, match="line 1: found 1 numbers, expected at most 0"):
        read_box(put("a.vnnlib", text.encode()), max_mb=1)
