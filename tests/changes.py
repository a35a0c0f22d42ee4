"""One entry of a certificate replaced: how a truth becomes a lie."""

import copy

from relu_proofs.core.certificate import Certificate


def replaced(whole, path, value):
    """A copy of a JSON value with the entry at this path replaced."""
    whole = target = copy.deepcopy(whole)
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    return whole


def changed(certificate, *path_and_value):
    """A certificate with one entry replaced; the path leads into {statement, evidence}."""
    *path, value = path_and_value
    return Certificate(
        **replaced(
            {"statement": certificate.statement, "evidence": certificate.evidence}, path, value
        )
    )
