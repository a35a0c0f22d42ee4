"""Boxes as people give them: one pair (low, high) for every input, or one pair for each."""

from .rational import InputError, exact, shown

__all__ = ["as_box", "parse_box"]


def as_box(box, inputs, where="box"):
    """A box as one pair of rationals for each input.

    Parameters
    ----------
    box : pair of numbers, or sequence of such pairs
        One pair (low, high) serves every input; a sequence holds one pair for each input.
        Two vectors, of the lows and of the highs, are never meant.
    inputs : int
    where : str
        The place named in an error.

    Returns
    -------
    tuple of pairs of Fraction

    Raises
    ------
    InputError
        If the number of pairs is not that of the inputs, a number is not finite,
        or low < high does not hold.

    Examples
    --------
    >>> as_box((-1, 1), 2) == as_box([(-1, 1), ("-1", 1.0)], 2)
    True
    >>> as_box([(0, 1)], 2)
    Traceback (most recent call last):
    ...
    relu_proofs.rational.InputError: box: found 1 pairs, expected 2, one for each input
    """
    pairs = _items(box, where)
    if not any(_is_row(entry) for entry in pairs):
        return (_pair(pairs, where),) * inputs
    if len(pairs) != inputs:
        raise InputError(f"{where}: found {len(pairs)} pairs, "
                         f"expected {inputs}, one for each input")
    return tuple(_pair(_items(entry, f"{where}[{i}]"), f"{where}[{i}]")
                 for i, entry in enumerate(pairs))


def parse_box(text, inputs, where="box"):
    """A box from the text ``LO,HI[;LO,HI...]``; one pair serves every input.

    Examples
    --------
    >>> [[str(end) for end in pair] for pair in parse_box("-1,1/2;0.5,2", 2)]
    [['-1', '1/2'], ['1/2', '2']]
    """
    pairs = [part.split(",") for part in text.split(";")]
    return as_box(pairs[0] if len(pairs) == 1 else pairs, inputs, where)


def _is_row(value):
    return hasattr(value, "__iter__") and not isinstance(value, str) and (
        getattr(value, "ndim", 1) > 0)


def _items(value, where):
    if not _is_row(value) or isinstance(value, (bytes, dict)):
        raise InputError(f"{where}: found {shown(value)}, expected a pair (low, high) "
                         "or one such pair for each input")
    return list(value)


def _pair(entry, where):
    if len(entry) != 2:
        raise InputError(f"{where}: found {len(entry)} numbers, expected a pair (low, high)")
    low, high = (exact(value, f"{where}[{i}]") for i, value in enumerate(entry))
    if low >= high:
        raise InputError(f"{where}: found {low} to {high}, expected low < high")
    return low, high
