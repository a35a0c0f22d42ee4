"""Options that several verbs share, and what is read by them."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from ..core.network import Network
from ..core.rational import InputError
from ..io.files import MOST_MB, at, require_writable
from ..io.read import Reading, Rows, read, read_rows
from .answers import add_max_work
from .kinds import count, whole

__all__ = [
    "add_budget",
    "add_domain",
    "add_max_mb",
    "add_network",
    "add_output",
    "add_reading",
    "naming",
    "network_of",
    "rows_of",
]


@contextmanager
def naming(option: str) -> Iterator[None]:
    """Name an option in every refusal of the block."""
    try:
        yield
    except InputError as problem:
        raise InputError(f"{option}: {problem}") from None


def add_output(parser: argparse.ArgumentParser) -> None:
    """``-o FILE``."""
    parser.add_argument("-o", dest="output", metavar="FILE", help="write the certificate to FILE")


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
        "network", metavar="NETWORK", help="a file: .json, .npz, .safetensors or .onnx"
    )
    parser.add_argument(
        "--layers",
        metavar="NAMES",
        help="the modules of a state dict in order, such as fc1,bn1,relu,fc2; without relu among "
        "them one is taken to stand between linear modules",
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
        help="the value of an .onnx file that is the network's output, if not its only output",
    )
    add_max_mb(parser, MOST_MB, "refused")


def add_network(parser: argparse.ArgumentParser) -> None:
    """``NETWORK`` and how it is read, ``-o``, and whether and how far the answer is checked."""
    add_reading(parser)
    add_output(parser)
    parser.add_argument(
        "--no-check",
        dest="check",
        action="store_false",
        help="answer without having the checker judge the proof, which can take longer than "
        "finding it",
    )
    add_max_work(parser)


def add_domain(parser: argparse.ArgumentParser, *, space: bool) -> None:
    """``--box``, ``--data`` with ``--header``, and ``--space`` where that is a domain."""
    group = parser.add_mutually_exclusive_group(required=True)
    group.add_argument(
        "--box",
        metavar="LO,HI[;LO,HI...]",
        help="one pair serves every input; write --box=-1,1",
    )
    group.add_argument("--data", metavar="FILE", help="rows of data, .csv or .npy")
    if space:
        group.add_argument("--space", action="store_true", help="all inputs")
    parser.add_argument(
        "--header",
        choices=("yes", "no"),
        help="whether the first line of the .csv is a header; by default it is one if it has no "
        "number, or if its numbers count the columns",
    )


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
    if getattr(options, "output", None) is not None:
        require_writable(options.output)
    if getattr(options, "header", None) and options.data is None:
        raise InputError("--header: expected only with --data")
    return read(
        options.network,
        options.layers,
        options.max_mb,
        outside=() if options.outside is None else options.outside,
        eps=options.eps,
        up_to=options.up_to,
    )


def rows_of(options: argparse.Namespace, network: Network) -> Rows:
    """The rows that are asked about, one column for each input."""
    header = None if options.header is None else options.header == "yes"
    with naming("--data"):
        rows = read_rows(options.data, options.max_mb, header=header)
        with at(options.data):
            rows.for_inputs(network.inputs)
    return rows
