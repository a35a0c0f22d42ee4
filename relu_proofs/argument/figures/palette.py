"""The colours of figures and site: each by name, for a light and for a dark page.

Lines and text in any of them stand out from the page at 4.5 to 1 or better, `grid` excepted,
and the units' colours stay apart for colour-blind readers; the tests measure both.
"""

LIGHT = {
    "ink": "#1b1f24",  # text, and the network itself
    "muted": "#59616b",  # axes, ticks, second thoughts
    "grid": "#d5d9de",  # what may be overlooked
    "paper": "#fefefe",  # the page behind the figure
    "unit-0": "#0060a8",
    "unit-1": "#b03a00",
    "unit-2": "#00704f",
    "unit-3": "#93348c",
    "unit-4": "#7d5a00",
    "unit-5": "#00707f",
}
DARK = {
    "ink": "#e6e8eb",
    "muted": "#a3abb5",
    "grid": "#3d444d",
    "paper": "#131416",
    "unit-0": "#6cb6ff",
    "unit-1": "#ff9a62",
    "unit-2": "#4fd1a1",
    "unit-3": "#eda2e6",
    "unit-4": "#e5c454",
    "unit-5": "#5fd4e4",
}
