"""Exact proofs about ReLU networks: when they are linear, and what they are when they are not.

The public names; each is imported from its room when it is first asked for, so that
``import relu_proofs`` loads no room, no numpy, and registers no claim.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .approximate.best import Enclosure, best_line, best_pieces
    from .argument.claims import CLAIMS
    from .argument.said import sentences
    from .checker import Malformed, Refused, check, check_file
    from .core.affine import Affine
    from .core.certificate import Certificate
    from .core.clock import OutOfTime
    from .core.domains import Hull, Points, Polytope
    from .core.network import Network
    from .core.piecewise import Piecewise
    from .core.rational import InputError
    from .decide.affinity import decide_affine
    from .decide.decision import Decision
    from .decide.on_data import BestAffine, DataVerdict, best_affine, decide_on_data
    from .decide.point import AtPoint, at_point
    from .decide.segment import OnSegment, on_segment
    from .decide.simplify import Simpler, simplify
    from .decide.units import UnitState, UnitStates, unit_states
    from .io.boxes import read_box
    from .io.read import read_network
    from .io.rows import read_data
    from .io.sklearn import from_sklearn
    from .io.write import write_network
    from .regions.regions import activation_regions
    from .regions.slices import slice_of

__version__ = "0.1.0"

_HOMES = {
    "approximate.best": ("Enclosure", "best_line", "best_pieces"),
    "argument.claims": ("CLAIMS",),
    "argument.said": ("sentences",),
    "checker": ("Malformed", "Refused", "check", "check_file"),
    "core.affine": ("Affine",),
    "core.certificate": ("Certificate",),
    "core.clock": ("OutOfTime",),
    "core.domains": ("Hull", "Points", "Polytope"),
    "core.network": ("Network",),
    "core.piecewise": ("Piecewise",),
    "core.rational": ("InputError",),
    "decide.affinity": ("decide_affine",),
    "decide.decision": ("Decision",),
    "decide.on_data": ("BestAffine", "DataVerdict", "best_affine", "decide_on_data"),
    "decide.point": ("AtPoint", "at_point"),
    "decide.segment": ("OnSegment", "on_segment"),
    "decide.simplify": ("Simpler", "simplify"),
    "decide.units": ("UnitState", "UnitStates", "unit_states"),
    "io.boxes": ("read_box",),
    "io.read": ("read_network",),
    "io.rows": ("read_data",),
    "io.sklearn": ("from_sklearn",),
    "io.write": ("write_network",),
    "regions.regions": ("activation_regions",),
    "regions.slices": ("slice_of",),
}
"""Which module each public name comes from."""

_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "CLAIMS",
    "Affine",
    "AtPoint",
    "BestAffine",
    "Certificate",
    "DataVerdict",
    "Decision",
    "Enclosure",
    "Hull",
    "InputError",
    "Malformed",
    "Network",
    "OnSegment",
    "OutOfTime",
    "Piecewise",
    "Points",
    "Polytope",
    "Refused",
    "Simpler",
    "UnitState",
    "UnitStates",
    "activation_regions",
    "at_point",
    "best_affine",
    "best_line",
    "best_pieces",
    "check",
    "check_file",
    "decide_affine",
    "decide_on_data",
    "from_sklearn",
    "on_segment",
    "read_box",
    "read_data",
    "read_network",
    "sentences",
    "simplify",
    "slice_of",
    "unit_states",
    "write_network",
]


def __getattr__(name: str) -> object:
    """A public name, imported from its room and kept."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name in ("CLAIMS", "sentences"):
        import_module(".argument.proofs", __name__)  # importing the proofs registers the claims
    value = getattr(import_module(f".{_HOME[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
