"""The live pictures: on which page each stands, and the figure that it takes over."""

from relu_proofs.argument.figures import (
    almost_linear,
    any_function,
    four_cases,
    half_line_half_fold,
    index,
    layers,
    near_the_data,
    one_unit,
    the_flaw,
    the_output,
    when_it_is_linear,
    why_this_bend,
)

PICTURES = {
    "sum": ("index.html", index.two_points),
    "chord": ("argument/one-unit.html", one_unit.chord),
    "window": ("argument/almost-linear.html", almost_linear.window),
    "cones": ("argument/four-cases.html", four_cases.turn),
    "one-slope": ("argument/the-flaw.html", the_flaw.one_slope),
    "one-u": ("argument/the-flaw.html", the_flaw.one_u),
    "halves": ("argument/half-line-half-fold.html", half_line_half_fold.halves),
    "xor": ("beyond/the-output.html", the_output.xor),
    "chain": ("beyond/why-this-bend.html", why_this_bend.passed_back),
    "heights": ("beyond/any-function.html", any_function.five_heights),
    "near": ("beyond/near-the-data.html", near_the_data.square),
    "probe": ("beyond/layers.html", layers.probe),
    "kinks": ("argument/when-it-is-linear.html", when_it_is_linear.one_crease),
}
