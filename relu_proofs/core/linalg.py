"""Linear systems with rational numbers, solved p-adically: exact, and fast at a hundred unknowns.

A solution is found modulo a prime, lifted to a power of it (Dixon 1982), read as fractions, and
put back into the equations before it is returned.
"""

from fractions import Fraction
from math import isqrt, lcm

from .rational import solve

__all__ = ["Square", "nonsingular"]

_PRIME = 2**61 - 1


def _whole(row):
    """A row times the least common denominator, and that denominator."""
    bottom = lcm(*(value.denominator for value in row))
    return [value.numerator * (bottom // value.denominator) for value in row], bottom


def nonsingular(rows):
    """Indices of rows and of columns of a square part that is not singular modulo the prime.

    It is not singular then; only with a chance near 2^-61 is there a larger one.

    Examples
    --------
    >>> nonsingular([[1, 2], [2, 4], [0, 1]])
    ([0, 2], [0, 1])
    """
    found, basis = [], []  # basis: (pivot column, row with a one there)
    for i, row in enumerate(rows):
        row = [value % _PRIME for value in _whole(row)[0]]
        for column, other in basis:
            if row[column]:
                factor = row[column]
                row = [(x - factor * y) % _PRIME for x, y in zip(row, other, strict=True)]
        column = next((j for j, value in enumerate(row) if value), None)
        if column is not None:
            inverse = pow(row[column], -1, _PRIME)
            basis.append((column, [value * inverse % _PRIME for value in row]))
            found.append(i)
        if len(found) == len(row):
            break
    return found, sorted(column for column, _ in basis)


class Square:
    """A square system that is not singular modulo the prime, for any number of right sides.

    Examples
    --------
    >>> [str(x) for x in Square([[2, 1], [1, Fraction(1, 2) + 1]]).solve([1, 0])]
    ['3/4', '-1/2']
    """

    def __init__(self, rows):
        self.rows, self.count = rows, len(rows)
        pairs = [_whole(row) for row in rows]
        self.whole, self.bottoms = [row for row, _ in pairs], [bottom for _, bottom in pairs]
        self.bits = sum(isqrt(sum(a * a for a in row)).bit_length() + 1 for row in self.whole)
        table = [
            [*(a % _PRIME for a in row), *(int(i == j) for j in range(self.count))]
            for i, row in enumerate(self.whole)
        ]
        for k in range(self.count):
            at = next(i for i in range(k, self.count) if table[i][k])
            inverse = pow(table[at][k], -1, _PRIME)
            table[at], table[k] = table[k], [value * inverse % _PRIME for value in table[at]]
            for i, row in enumerate(table):
                if i != k and row[k]:
                    factor = row[k]
                    table[i] = [
                        (x - factor * y) % _PRIME for x, y in zip(row, table[k], strict=True)
                    ]
        self.inverse = [row[self.count :] for row in table]

    def solve(self, right):
        """The solution, a tuple of Fraction."""
        scaled, bottom = _whole([Fraction(b) * q for b, q in zip(right, self.bottoms, strict=True)])
        bits = self.bits + max(abs(b) for b in scaled).bit_length() + 1  # Cramer and Hadamard
        digits, modulus, rest = [0] * self.count, 1, scaled
        while modulus.bit_length() < 2 * bits + 2:
            small = [sum(map(int.__mul__, row, rest)) % _PRIME for row in self.inverse]
            digits = [x + modulus * y for x, y in zip(digits, small, strict=True)]
            rest = [
                (b - sum(map(int.__mul__, row, small))) // _PRIME
                for row, b in zip(self.whole, rest, strict=True)
            ]
            modulus *= _PRIME
        denominator, found = 1, []
        for x in digits:  # the fractions share most of their denominators
            x = x * denominator % modulus
            if min(x, modulus - x).bit_length() > bits:
                x, factor = _fraction(x, modulus, bits)
                found, denominator = [y * factor for y in found], denominator * factor
            found.append(x if x.bit_length() <= bits else x - modulus)
        found = tuple(Fraction(x, denominator * bottom) for x in found)
        common, under = _whole(found)
        if any(
            sum(map(int.__mul__, row, common)) * bottom != b * under
            for row, b in zip(self.whole, scaled, strict=True)
        ):
            return solve(self.rows, right)
        return found


def _fraction(x, modulus, bits):
    """Numerator and denominator, both short, of a residue."""
    a, b, s, t = modulus, x, 0, 1
    while b.bit_length() > bits:
        quotient = a // b
        a, b, s, t = b, a - quotient * b, t, s - quotient * t
    return (b, t) if t > 0 else (-b, -t)
