"""Exact proofs about ReLU networks: when they are linear, and what they are when they are not."""

from . import proofs as _proofs  # importing the proofs registers the claims
from .affinity import Decision, decide_affine
from .approximation import Enclosure, best_line, best_pieces
from .certificate import Certificate
from .checker import Malformed, Refused, check, check_file
from .claims import CLAIMS, sentences
from .data import BestAffine, DataVerdict, best_affine, decide_on_data
from .domains import Hull, Points, Polytope
from .formats import from_sklearn, read_data, read_network, write_network
from .network import Affine, Network
from .piecewise import Piecewise
from .rational import InputError
from .regions import activation_regions, slice_of
from .simpler import simplify
from .units import UnitState, UnitStates, unit_states

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
