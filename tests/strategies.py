"""Hypothesis strategies: small rationals, and networks with many coincidences of weights."""

from fractions import Fraction

from hypothesis import strategies as st

from relu_proofs.core.network import Network

small = st.builds(Fraction, st.integers(-3, 3), st.sampled_from((1, 1, 1, 2)))


def vectors(length):
    return st.lists(small, min_size=length, max_size=length)


def matrices(rows, columns):
    return st.lists(vectors(columns), min_size=rows, max_size=rows)


@st.composite
def networks(draw, inputs=None, outputs=1, hidden=(1, 2), biases=True, width=3):
    """Networks with a number of hidden layers in the range ``hidden``."""
    count = draw(st.integers(*hidden))
    sizes = [
        inputs or draw(st.integers(1, 3)),
        *(draw(st.integers(1, width)) for _ in range(count)),
        outputs,
    ]
    return Network(
        [
            (draw(matrices(n, m)), draw(vectors(n)) if biases else [0] * n)
            for m, n in zip(sizes, sizes[1:], strict=False)
        ]
    )
