"""A batch norm at rest as an affine map, and which square root it takes."""

from fractions import Fraction
from math import isqrt

from ..core.rational import InputError, Vector

__all__ = ["batch_norm", "root"]

_ENOUGH_BITS = 64  # more than the 53 of a float64 and one to round by


def root(value: Fraction) -> Fraction:
    """The square root of a positive rational: exact where it is rational, else a float64.

    Parameters
    ----------
    value : Fraction
        Positive.

    Returns
    -------
    Fraction
        The root itself, or the float64 nearest to it as the dyadic rational that it is: what a
        framework in double precision divides by.

    Examples
    --------
    >>> root(Fraction(9, 4)), root(Fraction(2)) == Fraction(2**0.5)
    (Fraction(3, 2), True)
    """
    top, bottom = isqrt(value.numerator), isqrt(value.denominator)
    if top**2 == value.numerator and bottom**2 == value.denominator:
        return Fraction(top, bottom)
    size = value.numerator.bit_length() - value.denominator.bit_length()
    shift = max(0, _ENOUGH_BITS - size // 2)
    below = isqrt((value.numerator << 2 * shift) // value.denominator)
    # The root lies strictly between below and below + 1 (over 2^shift), and no point where
    # rounding to a float64 changes does, since below has more bits than those have.
    return Fraction(float(Fraction(2 * below + 1, 2 << shift)))


def batch_norm(
    scale: Vector | None,
    shift: Vector | None,
    mean: Vector,
    variance: Vector,
    eps: Fraction,
    where: str,
) -> tuple[Vector, Vector]:
    """What a batch norm does at rest: x -> (x - mean) / sqrt(variance + eps) scale + shift.

    Parameters
    ----------
    scale, shift : vector or None
        None for ones and zeros.
    mean, variance : vector
    eps : Fraction
    where : str
        The place named in an error.

    Returns
    -------
    factors, shifts : vectors
        Of the affine map x -> factor x + shift, one each for each value.

    Raises
    ------
    InputError
        If the vectors differ in length, or variance + eps is not positive.

    Examples
    --------
    >>> one, four = (Fraction(1),), (Fraction(4),)
    >>> batch_norm(None, one, one, four, Fraction(0), "bn")
    ((Fraction(1, 2),), (Fraction(1, 2),))
    """
    width = len(mean)
    scale = (Fraction(1),) * width if scale is None else scale
    shift = (Fraction(0),) * width if shift is None else shift
    for name, values in (("variance", variance), ("scale", scale), ("shift", shift)):
        if len(values) != width:
            raise InputError(
                f"{where}: found {len(values)} numbers as its {name}, expected {width}, "
                "as many as its means"
            )
    for i, value in enumerate(variance):
        if value + eps <= 0:
            raise InputError(
                f"{where}: found variance + eps = {value + eps} at {i}, expected more than 0"
            )
    factors = tuple(gain / root(value + eps) for gain, value in zip(scale, variance, strict=True))
    shifts = tuple(
        offset - factor * centre
        for offset, factor, centre in zip(shift, factors, mean, strict=True)
    )
    return factors, shifts
