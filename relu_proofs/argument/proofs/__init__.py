"""The proofs, one module for each page of the argument, imported in the order of the pages."""
# isort: skip_file
# claims register in this order, and lean on earlier ones only

from . import (
    one_unit,
    almost_linear,
    four_cases,
    the_flaw,
    half_line_half_fold,
    all_positive,
    a_line_is_not_a_regression,
    knots_and_slopes,
    what_a_line_costs,
    moving_knots,
    pieces_or_polynomials,
    when_it_is_linear,
    without_biases,
    the_hexagon,
    depth,
    creases_and_regions,
    deciding_deep_networks,
    training,
    the_output,
    near_the_data,
    layers,
    why_this_bend,
    any_function,
    your_network,
    answers_that_sound_right,
    questions,
)
