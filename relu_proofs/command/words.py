"""Numbers, units and networks in words, as the verbs print them."""

from collections.abc import Sequence
from decimal import Context, Decimal
from fractions import Fraction

from ..core.network import Network
from ..core.rational import text

__all__ = ["counted", "few", "group", "nonzero", "number", "numbers", "sizes"]

_MOST_LISTED = 8  # entries that a line names one by one
_LONGEST = 12  # characters of an exact number on a line
_DIGITS = 6  # of a longer one, rounded


def counted(count: int, thing: str) -> str:
    """A count with its noun.

    Examples
    --------
    >>> counted(1, "unit"), counted(0, "unit")
    ('1 unit', '0 units')
    """
    return f"{count} {thing}{'s' * (count != 1)}"


def few(names: Sequence[object]) -> str:
    """The first names of a list.

    Examples
    --------
    >>> few([3, 17]), few(range(10))
    ('3, 17', '0, 1, 2, 3, 4, 5, 6, 7, ...')
    """
    return ", ".join([*map(str, names[:_MOST_LISTED]), *["..."] * (len(names) > _MOST_LISTED)])


def group(word: str, places: Sequence[int], total: int) -> str:
    """The units of a layer that are in one state, of so many in all.

    Examples
    --------
    >>> group("on", [0, 2], 3), group("off", [0, 1], 2)
    ('2 on (0, 2)', 'all off')
    """
    if len(places) == total:
        return f"all {word}" if total > 1 else word
    return f"{len(places)} {word} ({few(places)})"


def number(value: Fraction) -> str:
    """A number as it is, or behind ``~`` rounded to six digits where that is long.

    Examples
    --------
    >>> number(Fraction(-3, 2)), number(Fraction(10**20, 3 * 10**20 + 1))
    ('-3/2', '~0.333333')
    """
    if value.numerator.bit_length() + value.denominator.bit_length() < 4 * _LONGEST:
        exact = text(value)
        if len(exact) <= _LONGEST:
            return exact
    top, bottom = Decimal(value.numerator), Decimal(value.denominator)
    return f"~{Context(prec=_DIGITS).divide(top, bottom).normalize()}"


def numbers(network: Network) -> int:
    """How many weights and biases there are."""
    return sum(len(weight) * (len(weight[0]) + 1) for weight, _ in network.layers)


def nonzero(network: Network) -> int:
    """How many weights and biases are not 0."""
    return sum(
        sum(map(bool, values)) for layer in network.layers for values in (*layer.weight, layer.bias)
    )


def sizes(network: Network) -> str:
    """The shape of a network: its inputs, the values of each hidden layer, its outputs.

    Examples
    --------
    >>> sizes(Network([([[1], [-2]], [0, 0]), ([[1, 1]], [0])], relu=[[False, True]]))
    '1-2-1 (1 ReLU unit, 1 value passed on, 7 weights and biases)'
    """
    chain = "-".join(map(str, (network.inputs, *network.widths, network.outputs)))
    units = len(network.units)
    passed = sum(network.widths) - units
    parts = [counted(units, "ReLU unit")]
    parts += [f"{counted(passed, 'value')} passed on"] * bool(passed)
    parts.append(f"{numbers(network)} weights and biases")
    return f"{chain} ({', '.join(parts)})"
