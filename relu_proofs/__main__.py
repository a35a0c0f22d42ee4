"""The command line: claims, said, prove, check, regions, affine, units.

Exit codes: 0 answered, 1 refused, 2 bad input or malformed, 3 undecided within the budget.
"""

import argparse
import json
import os
import sys
from decimal import ROUND_FLOOR, Context, Decimal

from . import CLAIMS, sentences
from .checker import Malformed, Refused, check_file
from .checker import check as verify
from .core.certificate import map_json
from .core.domains import Points, parse_box
from .core.rational import InputError, text
from .decide.affinity import decide_affine
from .decide.on_data import decide_on_data
from .decide.units import unit_states
from .io.files import read_data, read_json, read_network, write_text
from .regions.complex import activation_regions, regions_certificate, slice_of


def _print_json(value):
    print(json.dumps(value, indent=2))


def claims(options):
    """List the claims with their standing."""
    rows = [
        {"id": claim.id, "standing": claim.standing, "sentence": claim.sentence, "page": claim.page}
        for claim in CLAIMS.values()
    ]
    if options.json:
        _print_json({"claims": rows})
    else:
        for row in rows:
            print(f"{row['id']}  [{row['standing']}]  {row['page']}\n    {row['sentence']}")
    return 0


def said(options):
    """List the sentences of the threads."""
    rows = [vars(sentence) for sentence in sentences() if options.thread in (None, sentence.thread)]
    if options.json:
        _print_json({"sentences": rows})
    else:
        for row in rows:
            print(
                f"{row['id']}  {row['speaker']}: \u201c{row['quotation']}\u201d\n"
                f"    {row['verdict']}"
                + (f": {row['correction']}" if row["correction"] else "")
                + (f"\n    claim {row['claim']}" if row["claim"] else "")
            )
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
        _print_json(
            {
                "id": claim.id,
                "standing": claim.standing,
                "output": options.output,
                "certificate": json.loads(certificate.text),
            }
        )
    elif not options.output:
        sys.stdout.write(certificate.text)
    return 0


def check(options):
    """Verify certificates with the trusted checker."""
    rows, worst = [], 0
    by_statement = {
        json.dumps(claim.statement, sort_keys=True): claim.id
        for claim in reversed(CLAIMS.values())
        if claim.statement
    }  # the first wins
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
            row |= {
                "result": "accepted",
                "statement": statement,
                "claim": by_statement.get(json.dumps(statement, sort_keys=True)),
            }
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
    network = _network(options)
    if options.slice:
        plane = read_json(options.slice, options.max_mb)
        if not isinstance(plane, dict) or set(plane) != {"point", "directions"}:
            raise InputError(f"{options.slice}: expected the fields point and directions")
        try:
            network = slice_of(network, plane["point"], plane["directions"])
        except InputError as problem:
            raise InputError(f"{options.slice}: {problem}") from None
    found = activation_regions(
        network, parse_box(options.box, network.inputs), progress=_bar("cutting")
    )
    if options.figure:
        from .argument.figures.regions import (
            regions as draw,  # matplotlib, only where it is asked for
        )

        draw(found).save(options.figure)
    if options.output:
        certificate = regions_certificate(found, _bar("writing"))
        if verify(certificate.text) != certificate.statement:
            raise RuntimeError("the certificate proves another statement")
        write_text(options.output, certificate.text)
    answer = {
        "regions": len(found),
        "distinct_affine_maps": found.distinct_affine_maps,
        "connected_pieces": found.connected_pieces,
        "certified": bool(options.output),
    }
    if options.json:
        _print_json(answer)
    else:
        print(
            f"{answer['regions']} activation regions, {answer['distinct_affine_maps']} distinct "
            f"affine maps, {answer['connected_pieces']} connected pieces; exact\n"
            + (
                f"certificate written to {options.output}, accepted by the checker"
                if options.output
                else "no certificate written (-o FILE writes one)"
            )
        )
    return 0


def _network(options):
    return read_network(options.network, options.layers, options.max_mb)


def _bar(label):
    """Shows progress where stderr is a terminal."""

    def show(done, total):
        print(
            f"\r{label} [{'#' * (30 * done // total):30}]",
            end="\r\x1b[K" * (done == total),
            file=sys.stderr,
            flush=True,
        )

    return show if sys.stderr.isatty() else None


def _at_least(value):
    """A decimal of four digits that is not above a rational."""
    down = Context(prec=4, rounding=ROUND_FLOOR)
    return str(down.divide(Decimal(value.numerator), Decimal(value.denominator)))


def _decision_json(decision):
    return {
        "verdict": decision.verdict,
        "distance": text(decision.distance),
        "map": decision.map and map_json(decision.map),
        "tried": decision.tried,
        "certificate": decision.certificate and decision.certificate.statement["kind"],
    }


def _print_decision(where, decision):
    known = {"affine": "one affine map", "undecided": "undecided"}
    print(f"{where}: {known.get(decision.verdict, 'not affine')} ({decision.tried})")
    if decision.distance:
        print(f"    no affine map comes nearer than {_at_least(decision.distance)} everywhere")
    if decision.map and len(decision.map.U[0]) <= 8:
        for k, (row, c) in enumerate(zip(*decision.map, strict=True)):
            print(f"    output {k}: U = ({', '.join(map(text, row))}), c = {text(c)}")


def affine(options):
    """Decide whether a network is affine on a domain, and say how far from affine it is."""
    network, bar = _network(options), _bar("cells of the budget")
    if options.data:
        rows = read_data(options.data, options.max_mb)
        found = decide_on_data(network, rows, budget=options.budget, progress=bar)
        decision, parts = found.hull, dict(vars(found))
    else:
        domain = "space" if options.space else parse_box(options.box, network.inputs, "--box")
        decision, parts = decide_affine(network, domain, budget=options.budget, progress=bar), {}
    if bar:
        bar(1, 1)
    best = parts.pop("best", None)
    output = options.output if decision.certificate else None
    if output:
        write_text(output, decision.certificate.text)
    if options.json:
        _print_json(
            {
                **_decision_json(decision),
                "output": output,
                **{name: _decision_json(part) for name, part in parts.items()},
                **(
                    {
                        "best": {
                            **map_json(best.map),
                            "residuals": [[text(value) for value in row] for row in best.residuals],
                            "r_squared": [
                                value if value is None else text(value) for value in best.r_squared
                            ],
                        }
                    }
                    if best
                    else {}
                ),
            }
        )
    else:
        for name, part in parts.items() or [("everywhere" if options.space else "box", decision)]:
            _print_decision(name, part)
        for k, value in enumerate(best.r_squared if best else ()):
            known = "undefined, the output is constant" if value is None else _at_least(value)
            print(f"output {k}: R^2 of the best affine map on the rows: {known}")
        if output:
            print(f"certificate: {output}")
    return 3 if decision.verdict == "undecided" else 0


def units(options):
    """Say for each hidden unit whether it is off, on or switching on a domain, and how we know."""
    network = _network(options)
    if options.data:
        domain = Points(read_data(options.data, options.max_mb))
    else:
        domain = parse_box(options.box, network.inputs, "--box")
    found = unit_states(network, domain, budget=options.budget, progress=_bar("layers"))
    output = options.output if found.certificate else None
    if output:
        write_text(output, found.certificate.text)
    if options.json:
        _print_json({"units": [unit._asdict() for unit in found], "output": output})
    else:
        for unit in found:
            print(f"layer {unit.layer} unit {unit.unit}: {unit.state} ({unit.by})")
        if output:
            print(f"certificate: {output}")
    return 3 if any(unit.state == "undecided" for unit in found) else 0


def _parser():
    parser = argparse.ArgumentParser(
        prog="relu-proofs",
        description="Exact proofs about ReLU networks.",
        epilog="exit codes: 0 answered, 1 refused, 2 bad input or malformed, 3 undecided",
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")

    def verb(function):
        added = verbs.add_parser(
            function.__name__, help=function.__doc__, description=function.__doc__
        )
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
    many.add_argument(
        "--max-mb",
        type=int,
        default=256,
        metavar="N",
        help="a larger file is malformed, said before it is read (default 256)",
    )

    def about_a_network(added):
        added.add_argument(
            "-o", dest="output", metavar="FILE", help="write the certificate to FILE"
        )
        added.add_argument("--layers", metavar="NAMES", help="names of the layers in a state dict")
        added.add_argument(
            "--max-mb",
            type=int,
            default=64,
            metavar="N",
            help="a larger file is refused before it is read (default 64)",
        )

    cells = verb(regions)
    cells.add_argument("network", metavar="NETWORK")
    cells.add_argument(
        "--box",
        required=True,
        metavar="LO,HI[;LO,HI]",
        help="one pair serves every input; write --box=-1,1",
    )
    cells.add_argument(
        "--slice",
        metavar="FILE",
        help='JSON {"point": [...], "directions": [[...], [...]]}: cut this plane '
        "out of a network; the box is in its two coordinates",
    )
    cells.add_argument("--figure", metavar="FILE.svg", help="draw the regions")
    about_a_network(cells)

    def on_a_domain(function, budget, limit):
        added = verb(function)
        added.add_argument("network", metavar="NETWORK")
        domain = added.add_mutually_exclusive_group(required=True)
        domain.add_argument(
            "--box",
            metavar="LO,HI[;LO,HI...]",
            help="one pair serves every input; write --box=-1,1",
        )
        domain.add_argument("--data", metavar="FILE", help="rows of data, .csv or .npy")
        added.add_argument(
            "--budget",
            type=_count,
            default=budget,
            metavar="N",
            help=f"at most this many {limit} (default {budget})",
        )
        about_a_network(added)
        return domain

    domain = on_a_domain(affine, 1000, "cells of a tree of splits")
    domain.add_argument("--space", action="store_true", help="all inputs")
    on_a_domain(units, 12, "steps of the search for points")
    return parser


def _count(value):
    if not value.isdecimal() or int(value) < 1:
        raise argparse.ArgumentTypeError(f"found {value!r}, expected a whole number >= 1")
    return int(value)


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
