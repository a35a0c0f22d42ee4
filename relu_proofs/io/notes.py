"""What a reader did beyond the letter of a file, in one sentence each."""

__all__ = ["Notes"]


class Notes:
    """The sentences of one file, in order.

    Attributes
    ----------
    said : list of str
        Everything that a reader should know: what was folded, cut off or left outside.
    assumed : list of str
        Those of ``said`` that a caller has to know to use the network: what the file does not
        settle, and where the network is not all that the file computes.

    Examples
    --------
    >>> notes = Notes()
    >>> notes.say("node 3 (Dropout): nothing at rest")
    >>> notes.assume("1: batch norm with eps 1e-5, as PyTorch has it (--eps)")
    >>> len(notes.said), len(notes.assumed)
    (2, 1)
    """

    def __init__(self) -> None:
        self.said: list[str] = []
        self.assumed: list[str] = []

    def say(self, sentence: str) -> None:
        """Note a fact; what was said before is not said twice."""
        if sentence not in self.said:
            self.said.append(sentence)

    def assume(self, sentence: str) -> None:
        """Note what was taken for granted."""
        self.say(sentence)
        self.assumed.append(sentence)
