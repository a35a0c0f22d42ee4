"""Change every leaf of every valid certificate: what is still accepted must still be true.

`python -m tests.test_mutated_certificates` prints the share of changed evidence that is refused,
for each kind, and the accepted changes.
"""

import json
from collections import Counter

import pytest

from relu_proofs.core.certificate import dump

from . import oracle
from .changes import replaced
from .mutation import outcome
from .test_checker import FILES, checker

SMALL = [
    path
    for path in FILES["valid"]
    if path.stat().st_size < 20_000
    and "file" not in json.loads(path.read_text())["statement"].get("network", {})
]


def leaves(value, path=()):
    """Every path to a leaf or to a list in a JSON value."""
    if isinstance(value, dict):
        for key, entry in value.items():
            yield from leaves(entry, (*path, key))
        return
    if path:
        yield path
    if isinstance(value, list):
        for i, entry in enumerate(value):
            yield from leaves(entry, (*path, i))


def variants(value):
    """Other values for a leaf, of the same type where that makes sense."""
    if isinstance(value, list):
        return [value[:-1], [*value, value[-1]]] if value else []
    if isinstance(value, int):
        return [value + 1, 0 if value else 2]
    other = {"on": "off", "off": "on", "=": ">=", ">=": ">", ">": "=", "equal": "empty"}
    if value in other:
        return [other[value]]
    return [v for v in ("0", "1", "-1", "7/3") if v != value]


def at(whole, path):
    for step in path:
        whole = whole[step]
    return whole


def changes(text, part, most=400):
    """Certificates with one leaf of the statement or the evidence changed, evenly chosen."""
    whole = json.loads(text)
    every = [
        (path, value)
        for path in leaves(whole[part], (part,))
        for value in variants(at(whole, path))
    ]
    step = len(every) // most + 1
    for path, value in every[::step]:
        yield path, value, replaced(whole, path, value)


@pytest.mark.parametrize("path", SMALL, ids=lambda path: path.stem)
def test_a_changed_statement_is_rejected_or_still_true(path):
    for where, value, whole in changes(path.read_text(), "statement", most=60):
        if outcome(checker, dump(whole)) == "accepted":
            assert oracle.looks_true(whole["statement"], whole["evidence"]), (where, value)


@pytest.mark.parametrize("path", SMALL, ids=lambda path: path.stem)
def test_changed_evidence_is_rejected_or_read_cleanly(path):
    for _, _, whole in changes(path.read_text(), "evidence", most=60):
        assert outcome(checker, dump(whole)) in ("accepted", "refused", "malformed")


def main():
    seen, accepted = Counter(), Counter()
    for path in SMALL:
        for where, value, whole in changes(path.read_text(), "evidence"):
            kind = whole["statement"]["kind"]
            seen[kind] += 1
            if outcome(checker, dump(whole)) == "accepted":
                accepted[kind] += 1
                print(f"accepted: {path.stem}: {'.'.join(map(str, where))} -> {value!r}")
    for kind, count in seen.items():
        print(f"{kind}: {count} changes of evidence, {1 - accepted[kind] / count:.1%} refused")


if __name__ == "__main__":
    main()
