"""What readers fill in, vote on or type into a page: `exercise`, `vote` … `voted`, `own-network`.

Each is complete HTML when the site is built; the page's script gives it its life, and without
scripts the answers stand open.
"""

from html import escape

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from relu_proofs.argument.boards import AT, FIRST
from relu_proofs.argument.exercises import EXERCISES
from relu_proofs.core.rational import text

from .pages import problem

OPENING, CLOSING = '<div class="vote"', "</div></div>"


def _raw(html):
    return nodes.raw("", html, format="html")


def _boxes(line):
    """One row of a form from ``label: name=first try, …``."""
    label, _, boxes = line.partition(":")
    inputs = []
    for box in boxes.split(","):
        name, _, value = (part.strip() for part in box.partition("="))
        said = f"{label}, {name}" if label.strip() else name
        inputs.append(
            f"<label>{escape(name)} <input inputmode='text' autocomplete='off' spellcheck='false' "
            f'size="5" value="{escape(value)}" aria-label="{escape(said)}"></label>'
        )
    legend = f'<span class="exercise-row">{escape(label.strip())}</span>'
    return f'<p class="exercise-boxes">{legend}{"".join(inputs)}</p>'


def _instead(name):
    """What a reader without scripts can do, who cannot draw."""
    heights = ", ".join(map(text, FIRST[name]))
    return (
        "<noscript><p>With JavaScript, the points can be moved here. Without it, the notebook "
        f"judges heights: <code>answer({escape(repr(name))}, [{heights}])</code> has those of the "
        "first try.</p></noscript>"
    )


def _heights(name):
    """What a drawing fills in: a height at each place, at first those of the board's figure."""
    return "".join(
        f'<input type="hidden" name="{text(x)}" value="{text(height)}">'
        for x, height in zip(AT, FIRST[name], strict=True)
    )


class Exercise(SphinxDirective):
    """A form that is judged in the page; its rows, then after ``---`` the hint.

    An exercise answered by a drawing has no rows: a cell before it shows its board.
    """

    required_arguments = 1
    has_content = True

    def run(self):
        name, lines = self.arguments[0], list(self.content)
        if message := self.fault(name, lines):
            message = f"{{exercise}} {name}: {message}"
            problem(self.env, self.env.current_document.docname, self.lineno, message)
            return []
        cut = lines.index("---")
        form = _heights(name) if name in FIRST else "".join(map(_boxes, self.content[:cut]))
        start = (
            f'<form class="exercise" data-exercise="{name}">{form}'
            '<p><button type="submit">Check</button></p>'
            '<output aria-live="polite"></output></form>'
            f"{_instead(name) if name in FIRST else ''}"
        )
        hint = nodes.container(classes=["exercise-hint"])
        hint += self.parse_text_to_nodes("\n".join(self.content[cut + 1 :]))
        hint[0].insert(0, nodes.strong("", "A hint. "))
        return [_raw(f'<div class="exercise-block">{start}'), hint, _raw("</div>")]

    def fault(self, name, lines):
        """What is wrong with the directive, in words."""
        if name not in EXERCISES:
            return "there is no such exercise"
        if "---" not in lines:
            return "no hint; it stands after a line with ---"
        rows = bool("".join(lines[: lines.index("---")]).strip())
        if rows == (name in FIRST):
            found = "rows for an exercise that a drawing answers" if rows else "no rows"
            return f"{found} before the line with ---"
        return ""


class Vote(SphinxDirective):
    """A sentence to vote on before what follows it is shown, up to `voted`.

    The body has a choice a line; the one that holds begins with ``*``.
    """

    required_arguments = 1
    has_content = True
    final_argument_whitespace = True

    def run(self):
        choices = [line.strip() for line in self.content if line.strip()]
        right = [choice for choice in choices if choice.startswith("*")]
        if len(right) != 1:
            message = "{vote}: one choice has to begin with *, the one that holds"
            problem(self.env, self.env.current_document.docname, self.lineno, message)
            return []
        buttons = "".join(
            f'<button type="button">{escape(choice.lstrip("* "))}</button>' for choice in choices
        )
        html = (
            f'{OPENING} data-holds="{escape(right[0].lstrip("* "))}">'
            f'<p class="vote-question">{escape(self.arguments[0])}</p>'
            f'<p class="vote-choices" hidden>{buttons}</p>'
            '<p class="vote-said" role="status"></p><div class="vote-answer">'
        )
        return [_raw(html)]


class Voted(SphinxDirective):
    """The end of what a vote reveals, in the same section."""

    def run(self):
        return [_raw(CLOSING)]


class OwnNetwork(SphinxDirective):
    """The place where readers type the weights of a small network of their own."""

    option_spec = {"start": directives.unchanged_required}

    def run(self):
        start = escape(self.options["start"])
        html = (
            f'<div class="own-network" data-start="{start}"><noscript><p>With JavaScript, a small '
            "network can be typed here. Without it, the commands below do all of it.</p>"
            "</noscript></div>"
        )
        return [_raw(html)]


def _paired(app, doctree):
    """Every vote ends, in the section in which it begins."""
    env = app.env
    for section in [doctree, *doctree.findall(nodes.section)]:
        html = [node.astext() for node in section.children if isinstance(node, nodes.raw)]
        opened = sum(text.startswith(OPENING) for text in html)
        if opened != html.count(CLOSING):
            message = "{vote} and {voted} do not stand in pairs in one section"
            problem(env, env.current_document.docname, section.line, message)


def setup(app):
    """Register the directives."""
    app.connect("doctree-read", _paired)
    app.add_directive("exercise", Exercise)
    app.add_directive("vote", Vote)
    app.add_directive("voted", Voted)
    app.add_directive("own-network", OwnNetwork)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
