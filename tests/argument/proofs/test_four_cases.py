from hypothesis import given
from hypothesis import strategies as st

from relu_proofs.core.rational import dot
from tests.strategies import networks, vectors


@given(st.data())
def test_each_input_has_its_own_u(data):
    f = data.draw(networks(hidden=(0, 3), biases=False))
    x = data.draw(vectors(f.inputs))
    U, c = f.affine_piece(f.pattern(x))
    assert not any(c)
    assert dot(U[0], x) == f(x)
