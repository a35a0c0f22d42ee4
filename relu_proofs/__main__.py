"""The command line: claims, said, prove, check, regions.

Exit codes: 0 answered, 1 refused, 2 bad input or malformed, 3 undecided within the budget.
"""

import argparse
import json
import os
import sys

from .checker import Malformed, Refused, check_file
from .checker import check as verify
from .claims import CLAIMS, sentences
from .domains import parse_box
from .formats import read_json, read_network, write_text
from .rational import InputError
from .regions import activation_regions, regions_certificate, slice_of


def _print_json(value):
    print(json.dumps(value, indent=2))


def claims(options):
    """List the claims with their standing."""
    rows = [{"id": claim.id, "standing": claim.standing, "sentence": claim.sentence,
             "page": claim.page} for claim in CLAIMS.values()]
    if options.json:
        _print_json({"claims": rows})
    else:
        for row in rows:
            print(f"{row['id']}  [{row['standing']}]  {row['page']}\n    {row['sentence']}")
    return 0


def said(options):
    """List the sentences of the threads."""
    rows = [vars(sentence) for sentence in sentences()
            if options.thread in (None, sentence.thread)]
    if options.json:
        _print_json({"sentences": rows})
    else:
        for row in rows:
            print(f"{row['id']}  {row['speaker']}: \u201c{row['quotation']}\u201d\n"
                  f"    {row['verdict']}" + (f": {row['correction']}" if row["correction"] else "")
                  + (f"\n    claim {row['claim']}" if row["claim"] else ""))
    return 0


def prove(options):
    """Prove a claim now and print its certificate."""
    if options.id not in CLAIMS:
        raise InputError(f"claim {options.id!r}: unknown; `relu-proofs claims` lists them")
    claim = CLAIMS[options.id]
    certificate = claim.prove()
    if certificate is None:
        raise InputError(f"claim {claim.id!r} has no certificate: it is {claim.standing}")
    if options.output:
        write_text(options.output, certificate.text)
    if options.json:
        _print_json({"id": claim.id, "standing": claim.standing, "output": options.output,
                     "certificate": json.loads(certificate.text)})
    elif not options.output:
        sys.stdout.write(certificate.text)
    return 0


def check(options):
    """Verify certificates with the trusted checker."""
    rows, worst = [], 0
    by_statement = {json.dumps(claim.statement, sort_keys=True): claim.id
                    for claim in reversed(CLAIMS.values()) if claim.statement}  # the first wins
    for name in options.files:
        row = {"file": name}
        try:
            statement = check_file(name, options.max_mb)
        except Malformed as problem:
            row |= {"result": "malformed", "message": str(problem)}
            worst = 2
        except Refused as problem:
            row |= {"result": "refused", "message": str(problem)}
            worst = max(worst, 1)
        else:
            row |= {"result": "accepted", "statement": statement,
                    "claim": by_statement.get(json.dumps(statement, sort_keys=True))}
        rows.append(row)
        if not options.json:
            if row["result"] == "accepted":
                claim = f", claim {row['claim']}" if row["claim"] else ""
                print(f"{name}: accepted: {row['statement']['kind']}{claim}")
            else:
                print(f"{name}: {row['result']}: {row['message']}", file=sys.stderr)
    if options.json:
        _print_json({"files": rows})
    return worst


def regions(options):
    """Count the activation regions and the distinct affine maps in a box, exactly."""
    network = read_network(options.network, max_mb=options.max_mb,
                           layers=options.layers.split(",") if options.layers else None)
    if options.slice:
        plane = read_json(options.slice, options.max_mb)
        if not isinstance(plane, dict) or set(plane) != {"point", "directions"}:
            raise InputError(f"{options.slice}: expected the fields point and directions")
        try:
            network = slice_of(network, plane["point"], plane["directions"])
        except InputError as problem:
            raise InputError(f"{options.slice}: {problem}") from None
    found = activation_regions(network, parse_box(options.box, network.inputs),
                               progress=_bar("cutting"))
    if options.figure:
        from .figures.regions import regions as draw  # matplotlib, only where it is asked for
        draw(found).save(options.figure)
    if options.output:
        certificate = regions_certificate(found, _bar("writing"))
        if verify(certificate.text) != certificate.statement:
            raise RuntimeError("the certificate proves another statement")
        write_text(options.output, certificate.text)
    answer = {"regions": len(found), "distinct_affine_maps": found.distinct_affine_maps,
              "connected_pieces": found.connected_pieces, "certified": bool(options.output)}
    if options.json:
        _print_json(answer)
    else:
        print(f"{answer['regions']} activation regions, {answer['distinct_affine_maps']} distinct "
              f"affine maps, {answer['connected_pieces']} connected pieces; exact\n" + (
                  f"certificate written to {options.output}, accepted by the checker"
                  if options.output else "no certificate written (-o FILE writes one)"))
    return 0


def _bar(label):
    """Shows progress where stderr is a terminal."""
    def show(done, total):
        print(f"\r{label} [{'#' * (30 * done // total):30}]", end="\r\x1b[K" * (done == total),
              file=sys.stderr, flush=True)
    return show if sys.stderr.isatty() else None


def _parser():
    parser = argparse.ArgumentParser(
        prog="relu-proofs", description="Exact proofs about ReLU networks.",
        epilog="exit codes: 0 answered, 1 refused, 2 bad input or malformed, 3 undecided")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")

    def verb(function):
        added = verbs.add_parser(function.__name__, help=function.__doc__,
                                 description=function.__doc__)
        added.add_argument("--json", action="store_true", help="print JSON for machines")
        added.set_defaults(function=function)
        return added

    verb(claims)
    verb(said).add_argument("--thread", type=int, choices=(0, 1), help="only this thread")
    one = verb(prove)
    one.add_argument("id", metavar="ID", help="a claim's id")
    one.add_argument("-o", dest="output", metavar="FILE", help="write the certificate to FILE")
    many = verb(check)
    many.add_argument("files", nargs="+", metavar="FILE")
    many.add_argument("--max-mb", type=int, default=256, metavar="N",
                      help="a larger file is malformed, said before it is read (default 256)")
    cells = verb(regions)
    cells.add_argument("network", metavar="NETWORK")
    cells.add_argument("--box", required=True, metavar="LO,HI[;LO,HI]",
                       help="one pair serves every input; write --box=-1,1")
    cells.add_argument("--slice", metavar="FILE",
                       help='JSON {"point": [...], "directions": [[...], [...]]}: cut this plane '
                            "out of a network; the box is in its two coordinates")
    cells.add_argument("--figure", metavar="FILE.svg", help="draw the regions")
    cells.add_argument("-o", dest="output", metavar="FILE", help="write the certificate to FILE")
    cells.add_argument("--layers", metavar="NAMES", help="names of the layers in a state dict")
    cells.add_argument("--max-mb", type=int, default=64, metavar="N",
                       help="a larger file is refused before it is read (default 64)")
    return parser


def main(arguments=None):
    """Run the command line and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a console without Unicode gets escapes, not an error
            stream.reconfigure(errors="backslashreplace")
    options = _parser().parse_args(arguments)
    try:
        return options.function(options)
    except InputError as problem:
        print(f"relu-proofs: {problem}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader of our output left, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("relu-proofs: interrupted", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
