"""Exact proofs about ReLU networks: when they are linear, and what they are when they are not."""

from .approximate.best import Enclosure, best_line, best_pieces
from .argument import proofs as _proofs  # importing the proofs registers the claims
from .argument.claims import CLAIMS
from .argument.said import sentences
from .checker import Malformed, Refused, check, check_file
from .core.certificate import Certificate
from .core.domains import Hull, Points, Polytope
from .core.network import Affine, Network
from .core.piecewise import Piecewise
from .core.rational import InputError
from .decide.affinity import Decision, decide_affine
from .decide.on_data import BestAffine, DataVerdict, best_affine, decide_on_data
from .decide.simplify import simplify
from .decide.units import UnitState, UnitStates, unit_states
from .io.files import write_network
from .io.read import read_data, read_network
from .io.sklearn import from_sklearn
from .regions.regions import activation_regions, slice_of

__version__ = "0.1.0"

__all__ = [
    "CLAIMS",
    "Affine",
    "BestAffine",
    "Certificate",
    "DataVerdict",
    "Decision",
    "Enclosure",
    "Hull",
    "InputError",
    "Malformed",
    "Network",
    "Piecewise",
    "Points",
    "Polytope",
    "Refused",
    "UnitState",
    "UnitStates",
    "activation_regions",
    "best_affine",
    "best_line",
    "best_pieces",
    "check",
    "check_file",
    "decide_affine",
    "decide_on_data",
    "from_sklearn",
    "read_data",
    "read_network",
    "sentences",
    "simplify",
    "slice_of",
    "unit_states",
    "write_network",
]
