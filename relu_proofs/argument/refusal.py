"""What the checker says of a certificate that lies: for pages, which show it being refused."""

from ..checker import Refused, check

__all__ = ["refusal"]


def refusal(text: str) -> str:
    """The words with which the checker refuses a certificate.

    Parameters
    ----------
    text : str
        The canonical text of a certificate that does not prove its statement.

    Returns
    -------
    str
        The reason, as the checker gives it.

    Raises
    ------
    AssertionError
        If the checker accepts the certificate.
    Malformed
        If the text cannot be read: then nothing was judged.

    Examples
    --------
    >>> from relu_proofs import Network, decide_affine
    >>> relu = Network([([[1]], [0]), ([[1]], [0])])
    >>> text = decide_affine(relu, (-1, 1)).certificate.text
    >>> refusal(text.replace('"output": 0', '"output": 1'))  # doctest: +ELLIPSIS
    '...no such output...'
    """
    try:
        check(text)
    except Refused as refused:
        return str(refused)
    raise AssertionError("the checker accepted a certificate that was meant to be refused")
