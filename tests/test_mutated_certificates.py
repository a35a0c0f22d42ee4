"""Change valid certificates: what is still accepted must still be true.

`python -m tests.test_mutated_certificates [COUNT]` judges so many random mutants (100 000), and
prints how many of each kind and domain were accepted, malformed or refused, how many of those with
units that pass on, and which were false.
"""

import json
import random
import sys
from collections import Counter

import pytest

from relu_proofs.core.certificate import dump

from . import oracle
from .changes import replaced
from .mutants import at, mutant, places
from .mutation import outcome
from .test_checker import FILES, checker

SMALL = [
    path
    for path in FILES["valid"]
    if path.stat().st_size < 20_000
    and "file" not in json.loads(path.read_text())["statement"].get("network", {})
]
LARGE_RUN, FAST_RUN = 100_000, 1500
VERDICTS = ("accepted", "refused", "malformed")
LEAVES, ALL_LEAVES = 20, 60  # of each part of a golden, changed one at a time


def variants(value):
    """Other values for a leaf, of the same type where that makes sense."""
    if isinstance(value, list):
        return [value[:-1], [*value, value[-1]]] if value else []
    if isinstance(value, bool):
        return [not value, int(value)]
    if isinstance(value, int):
        return [value + 1, 0 if value else 2]
    other = {"on": "off", "off": "on", "=": ">=", ">=": ">", ">": "=", "equal": "empty"}
    if value in other:
        return [other[value]]
    return [v for v in ("0", "1", "-1", "7/3") if v != value]


def changes(text, part, most=400):
    """Certificates with one leaf of the statement or the evidence changed, evenly chosen."""
    whole = json.loads(text)
    found = [(part, *path) for path in places(whole[part])]
    every = [
        (path, value)
        for path in found
        if not isinstance(at(whole, path), dict)
        for value in variants(at(whole, path))
    ]
    step = len(every) // most + 1
    for path, value in every[::step]:
        yield path, value, replaced(whole, path, value)


@pytest.fixture
def most(request):
    """How many leaves of a part are changed; random places of all goldens are changed below."""
    return ALL_LEAVES if request.config.getoption("--all") else LEAVES


@pytest.mark.parametrize("path", SMALL, ids=lambda path: path.stem)
def test_a_changed_statement_is_rejected_or_still_true(path, most):
    for where, value, whole in changes(path.read_text(), "statement", most):
        if outcome(checker, dump(whole)) == "accepted":
            assert oracle.looks_true(whole["statement"], whole["evidence"]), (where, value)


@pytest.mark.parametrize("path", SMALL, ids=lambda path: path.stem)
def test_changed_evidence_is_rejected_or_read_cleanly(path, most):
    for _, _, whole in changes(path.read_text(), "evidence", most):
        assert outcome(checker, dump(whole)) in VERDICTS


# ---- statement and evidence changed together ----------------------------------------------------


def sort_of(whole):
    """The kind of a certificate, and the type of its domain."""
    statement = whole["statement"]
    return statement["kind"], statement.get("domain", {}).get("type", "")


SORTS = {}
for _path in SMALL:
    SORTS.setdefault(sort_of(json.loads(_path.read_text())), []).append(_path)


def mutant_of(seed):
    """A random mutant of a golden, each kind with each domain about as often."""
    chance = random.Random(f"mutant {seed}")
    path = chance.choice(SORTS[chance.choice(sorted(SORTS))])
    return mutant(path.read_text(), chance)


def judged(seed):
    """A random mutant, what the checker says of it, and whether that is false."""
    whole = mutant_of(seed)
    found = outcome(checker, dump(whole))
    known = found in VERDICTS
    false = found == "accepted" and not oracle.looks_true(whole["statement"], whole["evidence"])
    return whole, found, false or not known


def passes_on(whole):
    """Whether a unit of the network passes on."""
    network = whole["statement"].get("network")
    layers = network.get("layers", []) if isinstance(network, dict) else []
    return any(False in layer.get("relu", []) for layer in layers if isinstance(layer, dict))


def run(seeds):
    """Counts of (kind, type of the domain, verdict), of (kind, verdict) where units pass on, and
    the seeds of false verdicts.
    """
    counts, passing, false = Counter(), Counter(), []
    for seed in seeds:
        whole, found, wrong = judged(seed)
        counts[(*sort_of(whole), found)] += 1
        if passes_on(whole):
            passing[sort_of(whole)[0], found] += 1
        false += [seed] if wrong else []
    return counts, passing, false


def test_every_kind_and_domain_has_a_golden_to_start_from():
    assert {kind for kind, _ in SORTS} == set(checker.RULES)
    for kind in ("not-affine", "affine-on", "unit-sign"):
        found = {domain for other, domain in SORTS if other == kind}
        assert found >= {"box", "space", "hull"}


def test_no_mutant_is_accepted_and_false():
    counts, passing, false = run(range(FAST_RUN))
    assert not false, f"seeds of tests.test_mutated_certificates.judged: {false}"
    assert sum(count for (*_, found), count in counts.items() if found == "accepted") > 20
    for kind in ("not-affine", "affine-on", "unit-sign", "equals", "regions"):
        assert passing[kind, "accepted"] and passing[kind, "refused"], kind


@pytest.mark.slow
def test_no_mutant_of_many_is_accepted_and_false():
    *_, false = run(range(FAST_RUN, LARGE_RUN))
    assert not false, f"seeds of tests.test_mutated_certificates.judged: {false}"


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else LARGE_RUN
    counts, passing, false = run(range(count))
    for found, said in ((counts, ""), (passing, "with units that pass on:")):
        for sort in sorted({key[:-1] for key in found}):
            print(said, *sort, {key: found[(*sort, key)] for key in VERDICTS})
        totals = {key: sum(found[k] for k in found if k[-1] == key) for key in VERDICTS}
        print(said, "in all", totals)
    print("false:", false or "none")


if __name__ == "__main__":
    main()
