"""``python -m relu_proofs``, the command ``relu-proofs``: see `relu_proofs.command`."""

import sys

from .command import main

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
