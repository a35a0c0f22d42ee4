"""The live pictures: on which page each stands, and the figure that it takes over."""

from relu_proofs.argument.figures import (
    a_line_is_not_a_regression,
    all_positive,
    almost_linear,
    four_cases,
    half_line_half_fold,
    index,
    knots_and_slopes,
    moving_knots,
    one_unit,
    the_flaw,
    what_a_line_costs,
    when_it_is_linear,
)

PICTURES = {
    "sum": ("index.html", index.two_points),
    "chord": ("argument/one-unit.html", one_unit.chord),
    "window": ("argument/almost-linear.html", almost_linear.window),
    "cones": ("argument/four-cases.html", four_cases.turn),
    "one-slope": ("argument/the-flaw.html", the_flaw.one_slope),
    "one-u": ("argument/the-flaw.html", the_flaw.one_u),
    "halves": ("argument/half-line-half-fold.html", half_line_half_fold.halves),
    "bump": ("argument/all-positive.html", all_positive.bump),
    "crease": ("argument/all-positive.html", all_positive.crease),
    "fit": ("argument/a-line-is-not-a-regression.html", a_line_is_not_a_regression.fit),
    "staircase": ("argument/knots-and-slopes.html", knots_and_slopes.staircase),
    "floor": ("argument/what-a-line-costs.html", what_a_line_costs.floor),
    "root-knots": ("argument/moving-knots.html", moving_knots.knots),
    "kinks": ("argument/when-it-is-linear.html", when_it_is_linear.one_crease),
}
