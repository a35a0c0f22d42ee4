"""Networks of statements, written out as terms in their inputs."""

from typing import Any

from .terms import TEXT, Term, printed

__all__ = ["LONGEST", "network_terms", "unit_terms", "input_names", "widths", "written_out"]

LONGEST = 150
"""The length in plain text up to which a network is written out: two lines on a phone's screen
take 80 characters, four are still read as one formula."""


def input_names(network: dict[str, Any]) -> list[str]:
    """The variables that stand for the inputs: ``x``, or ``x1``, ``x2``, ...

    Examples
    --------
    >>> input_names({"layers": [{"weight": [["1", "-1"]], "bias": ["0"]}]})
    ['x1', 'x2']
    """
    count = len(network["layers"][0]["weight"][0])
    return ["x"] if count == 1 else [f"x{i + 1}" for i in range(count)]


def widths(network: dict[str, Any]) -> str:
    """The numbers of inputs, hidden units and outputs, such as ``2-4-1``."""
    sizes = [len(input_names(network)), *(len(layer["bias"]) for layer in network["layers"])]
    return "-".join(map(str, sizes))


def affine_term(weights: list[str], constant: str, parts: list[Term]) -> Term:
    """The term of weights . parts + constant, without what is multiplied by 0.

    If its first summand were negative, the first positive one is put in front of it.

    Examples
    --------
    >>> affine_term(["2", "0"], "-1", ["x1", "x2"])
    ['+', ['*', '2', 'x1'], '-1']
    >>> affine_term(["-2"], "1", ["x"])
    ['+', '1', ['*', '-2', 'x']]
    """
    summands = list[Term]()
    first_positive = None
    for weight, part in zip([*weights, constant], [*parts, None], strict=True):
        if weight == "0" or part == "0":
            continue
        if first_positive is None and not weight.startswith("-"):
            first_positive = len(summands)
        if part is None:
            summands.append(weight)
        else:
            summands.append(part if weight == "1" else ["*", weight, part])
    if not summands:
        return "0"
    if first_positive:
        summands.insert(0, summands.pop(first_positive))
    return summands[0] if len(summands) == 1 else ["+", *summands]


def _layers(network: dict[str, Any]) -> list[list[Term]]:
    """For each layer, its values before the ReLU as terms in the inputs.

    The terms of one layer share those of the layer before, so that they take little room; printed,
    they are as long as there are paths through the network.
    """
    parts: list[Term] = [*input_names(network)]
    found = list[list[Term]]()
    for layer in network["layers"]:
        rows = zip(layer["weight"], layer["bias"], strict=True)
        values = [affine_term(row, bias, parts) for row, bias in rows]
        found.append(values)
        parts = [["r", value] for value in values]
    return found


def network_terms(network: dict[str, Any]) -> list[Term]:
    """The outputs of a network as terms in its inputs.

    Parameters
    ----------
    network : dict
        JSON of format ``relu-network/1``, written inline.

    Returns
    -------
    list of terms
        One for each output.

    Examples
    --------
    >>> layers = [{"weight": [["1"]], "bias": ["-1"]}, {"weight": [["2"]], "bias": ["0"]}]
    >>> network_terms({"layers": layers})
    [['*', '2', ['r', ['+', 'x', '-1']]]]
    """
    return _layers(network)[-1]


def unit_terms(network: dict[str, Any]) -> dict[tuple[int, int], Term]:
    """The pre-activation of each hidden unit, by layer and place."""
    return {
        (k, i): term
        for k, values in enumerate(_layers(network)[:-1])
        for i, term in enumerate(values)
    }


def written_out(terms: list[Term]) -> bool:
    """Whether terms are short enough to be written out.

    Examples
    --------
    >>> written_out(["x"]), written_out([["r", "x"]] * 100)
    (True, False)
    """
    letters = dict[int, int]()
    if sum(_letters(term, letters) for term in terms) > LONGEST:
        return False  # printing such a term could take for ever
    return sum(len(printed(term, TEXT)) for term in terms) <= LONGEST


def _letters(term: Term, known: dict[int, int]) -> int:
    """How many variables and numbers a term holds; what it shares is counted each time."""
    waiting = [term]  # no recursion: a term is as deep as its network
    while waiting:
        last = waiting[-1]
        if isinstance(last, str) or id(last) in known:
            waiting.pop()
            continue
        parts = [part for part in last[1:] if not isinstance(part, str)]
        unknown = [part for part in parts if id(part) not in known]
        if unknown:
            waiting += unknown
            continue
        known[id(last)] = len(last) - 1 - len(parts) + sum(known[id(part)] for part in parts)
        waiting.pop()
    return 1 if isinstance(term, str) else known[id(term)]
