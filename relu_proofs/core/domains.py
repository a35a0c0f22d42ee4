"""The five domains that statements speak of: space, box, polytope, points, hull.

Each has ``inputs``, ``json`` (how statements name it) and ``contains``.  All but `Points` are
convex and can be cut into cells; what the search for evidence asks of them is `Convex`.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cached_property
from random import Random
from typing import Protocol, TypeAlias

from . import certificate
from .box import Box, as_box, parse_box
from .certificate import JSONObject
from .forms import Form
from .hull import Hull
from .level import Level
from .points import Points
from .polytope import HalfSpaces, Multipliers, Polytope
from .rational import InputError, Vector, shown

__all__ = [
    "Box",
    "Convex",
    "Domain",
    "Hull",
    "Points",
    "Polytope",
    "Space",
    "as_box",
    "as_domain",
    "parse_box",
]


class Domain(Protocol):
    """A set of inputs that a statement can speak of."""

    inputs: int

    @property
    def json(self) -> JSONObject:
        """The domain as statements name it."""

    def contains(self, x: Sequence[Fraction]) -> bool:
        """Whether a point lies in the domain."""

    def evidence(self, points: Iterable[Vector]) -> JSONObject:
        """Points of the domain, as the field of the evidence that holds them."""


class Convex(Domain, Protocol):
    """A domain that is convex, with what is exactly known of affine forms on its cells.

    A cell is the domain and splits, forms that are >= 0 there.
    """

    @property
    def inside(self) -> Vector:
        """A point of the relative interior."""

    @property
    def level(self) -> Level:
        """The affine equations that hold throughout the domain."""

    def prove(self, form: Form, splits: Sequence[Form] = ()) -> Multipliers | None:
        """Multipliers that show form >= 0 on a cell; None exactly where it is < 0 somewhere."""

    def below(self, form: Form, splits: Sequence[Form], inside: Vector) -> Vector:
        """A point of a cell where form < 0, where `prove` found none; ``inside`` lies in it."""

    def around(self, chance: Random) -> Vector:
        """A random point of the relative interior."""

    def far(self, chance: Random, count: int) -> list[Vector]:
        """Random points, as far out as the domain lets them be."""


class Space(HalfSpaces):
    """All inputs."""

    def __init__(self, inputs: int) -> None:
        self.inputs = inputs
        self.inside = (Fraction(0),) * inputs
        self.level = Level(inputs)

    @cached_property
    def json(self) -> JSONObject:
        """The domain as statements name it."""
        return certificate.space()

    def prove(self, form: Form, splits: Sequence[Form] = ()) -> Multipliers | None:
        """As in `HalfSpaces.prove`; on the whole space only constants have a sign."""
        if splits:
            return super().prove(form, splits)
        return [] if form.row[-1] >= 0 and not any(form.row[:-1]) else None

    def below(self, form: Form, splits: Sequence[Form], inside: Vector) -> Vector:
        """As in `HalfSpaces.below`; in the whole space straight downhill from 0."""
        if splits:
            return super().below(form, splits, inside)
        square = sum(value * value for value in form.row[:-1])
        step = abs(form.row[-1]) // (square or 1) + 1
        return tuple(Fraction(-step * value) for value in form.row[:-1])

    def around(self, chance: Random) -> Vector:
        """A random point."""
        return tuple(Fraction(chance.randint(-64, 64), 8) for _ in range(self.inputs))

    def far(self, chance: Random, count: int) -> list[Vector]:
        """Random points; none is farther out than others."""
        return [self.around(chance) for _ in range(count)]


AnyDomain: TypeAlias = Space | Box | Polytope | Points | Hull

_NAMES: dict[type, str] = {
    Space: 'the space ("space")',
    Box: "a box (a pair (low, high), or one for each input)",
    Polytope: "a Polytope",
    Points: "Points",
    Hull: "a Hull",
}


def as_domain(
    domain: object, inputs: int, kinds: tuple[type, ...] = (Space, Box, Polytope, Points, Hull)
) -> AnyDomain:
    """What a caller names as a domain: ``"space"``, a box, or one of the classes of this module.

    Parameters
    ----------
    domain : "space", a pair or pairs (low, high), or an object
        In pairs, low = high fixes an input.
    inputs : int
        The number of inputs of the network.
    kinds : tuple of classes
        Those that the caller has an answer for.

    Raises
    ------
    InputError
        If it is none of these kinds, or does not fit the number of inputs.

    Examples
    --------
    >>> as_domain((0, 1), 2).inside
    (Fraction(1, 2), Fraction(1, 2))
    """
    expected = "expected one of: " + ", ".join(_NAMES[kind] for kind in kinds)
    if isinstance(domain, (Space, Box, Polytope, Points, Hull)):
        found: AnyDomain = domain
    elif isinstance(domain, str) and domain == "space":
        found = Space(inputs)
    elif isinstance(domain, str) or not isinstance(domain, Iterable):
        raise InputError(f"domain: found {shown(domain)}, {expected}")
    else:
        found = Box(as_box(domain, inputs, flat=True))
    if not isinstance(found, kinds):
        raise InputError(f"domain: found {_NAMES[type(found)]}, {expected}")
    if found.inputs != inputs:
        what = "columns" if isinstance(found, (Points, Hull)) else "inputs"
        raise InputError(
            f"domain: found {found.inputs} {what}, expected {inputs}, "
            "one for each input of the network"
        )
    return found
