"""Options that several verbs share, and what is read by them."""

import argparse

from ..io.files import MOST_MB
from ..io.read import Reading, read
from .answers import add_max_work
from .domain import require_one_domain
from .kinds import count, whole
from .outputs import require_outputs

__all__ = [
    "add_budget",
    "add_max_mb",
    "add_network",
    "add_output",
    "add_reading",
    "network_of",
]


def add_output(parser: argparse.ArgumentParser, what: str = "the certificate") -> None:
    """``-o FILE``."""
    parser.add_argument("-o", dest="output", metavar="FILE", help=f"write {what} to FILE")


def add_max_mb(parser: argparse.ArgumentParser, default: int, what: str) -> None:
    """``--max-mb=N``."""
    parser.add_argument(
        "--max-mb",
        type=whole,
        default=default,
        metavar="N",
        help=f"a larger file is {what} before it is read (default {default})",
    )


def add_reading(parser: argparse.ArgumentParser) -> None:
    """``NETWORK`` and how it is read."""
    parser.add_argument(
        "network", metavar="NETWORK", help="a file: .json, .npz, .safetensors, .keras or .onnx"
    )
    parser.add_argument(
        "--layers",
        metavar="NAMES",
        help="the modules of a state dict in order, such as fc1,bn1,relu,fc2; without relu among "
        "them one is taken to stand between linear modules; with convolutions everything is said: "
        "conv1:stride=2:padding=1,relu,maxpool:size=2,flatten,fc1",
    )
    parser.add_argument(
        "--outside",
        metavar="NAMES",
        help="arrays or modules of the file that are no part of the network",
    )
    parser.add_argument(
        "--eps",
        metavar="E",
        help="what batch norms of a state dict add to the variance (default 1e-5)",
    )
    parser.add_argument(
        "--up-to",
        metavar="VALUE",
        help="the value of an .onnx file, or the layer of a .keras file, that is the network's "
        "output, if not its only output",
    )
    parser.add_argument(
        "--input-shape",
        metavar="SIZES",
        help="the shape of one row, where the file leaves it open: of a .keras file as it takes "
        "it, 28,28,1; of a state dict with convolutions the channels first, 1,28,28",
    )
    _add_arrays(parser)
    parser.add_argument(
        "--external-data",
        action="store_true",
        help="numbers of an .onnx file may stand in other files of its folder",
    )
    add_max_mb(parser, MOST_MB, "refused")


def _add_arrays(parser: argparse.ArgumentParser) -> None:
    """How the arrays of an .npz file are meant."""
    parser.add_argument(
        "--order",
        metavar="NAMES",
        help="the arrays of an .npz file in order, weights and biases, such as w,a,v,b; a ReLU "
        "stands between each two matrices",
    )
    parser.add_argument(
        "--orientation",
        choices=("in-out", "out-in"),
        help="whether the matrices of an .npz file have a row for each input (in-out: Keras, "
        "scikit-learn) or for each output (out-in: PyTorch)",
    )


def add_network(parser: argparse.ArgumentParser, output: str = "the certificate") -> None:
    """``NETWORK`` and how it is read, ``-o``, and whether and how far the answer is checked."""
    add_reading(parser)
    add_output(parser, output)
    parser.add_argument(
        "--no-check",
        dest="check",
        action="store_false",
        help="answer without having the checker judge the proof, which can take longer than "
        "finding it",
    )
    add_max_work(parser)


def add_budget(
    parser: argparse.ArgumentParser, default: int, what: str, *, timed: bool = False
) -> None:
    """``--budget=N``; ``timed`` if the default is as many as the seconds allow, once given."""
    also = ", or with --seconds as many as these allow" if timed else ""
    parser.add_argument(
        "--budget",
        type=count,
        default=None if timed else default,
        metavar="N",
        help=f"at most this many {what} (default {default}{also})",
    )


def network_of(options: argparse.Namespace) -> Reading:
    """The network that is asked about; nothing is read if the answer could not be written."""
    require_outputs(options)
    if hasattr(options, "around"):
        require_one_domain(options)
    return read(
        options.network,
        options.layers,
        options.max_mb,
        outside=() if options.outside is None else options.outside,
        eps=options.eps,
        up_to=options.up_to,
        external_data=options.external_data,
        input_shape=options.input_shape,
        order=options.order,
        orientation=options.orientation,
    )
