"""The live pictures: on which page each stands, and the figure that it takes over."""

from relu_proofs.argument.figures import index

PICTURES = {
    "sum": ("index.html", index.two_points),
}
