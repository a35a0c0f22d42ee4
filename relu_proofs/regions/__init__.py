"""How many activation regions a network has in a box, and where: exact, in the plane.

Imports `core` and numpy, which no other room needs to start.  Start with `regions`, which hands
out the answer, then `complex`, which tells how the cells are cut and what each array is indexed
by.  The eight steps of a cut stand in `borders` (edges, boundaries), `chords` (chords, where they
cross), `faces` (faces, states) and `complex` (the next cells, floats).  Numbers come from
`floats`, with error bounds, and from `exact`, which multiplies long integers in `digits`; `arrays`
has the tools of all.  `maps` tells the affine maps of regions apart, and `glue` puts parts of a
box together again.  `region` is what a reader gets; `slices` cuts planes out of larger networks.
"""
