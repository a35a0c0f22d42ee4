"""Small files, small functions, and not too much of either: the limits that the code keeps.

`python -m tests.measures` prints what is measured.
"""

import pytest

from relu_proofs import checker

from . import measures

FILE_LINES = 400
FUNCTION_LINES = 50
CHECKER_LINES, LINES_A_RULE = 300, 70
ENGINE_TOKENS = 60_000

# What the limit was raised to for rows that pass on in every room, signs by lines on hulls, all
# regions at once, and refusals of what is too large or is no argument.
MANY_TOKENS = 89_600

ONE_FILE = "relu_proofs/checker.py"
"""The one file that may be longer: whoever wants to trust it reads it alone."""


def named(path):
    """A path as a failure names it."""
    return path.relative_to(measures.ROOT).as_posix()


def above(sizes, most):
    """What is larger than allowed."""
    return {name: size for name, size in sizes.items() if size > most}


def test_files_are_short():
    sizes = {named(path): measures.lines(path) for path in measures.python_files()}
    assert len(sizes) > 100
    del sizes[ONE_FILE]
    assert not above(sizes, FILE_LINES)


def test_functions_are_short():
    sizes = {
        f"{named(path)}: {name}": size
        for path in measures.python_files()
        for name, size in measures.functions(path)
    }
    assert len(sizes) > 1000
    assert not above(sizes, FUNCTION_LINES)


def test_rules_say_why_they_are_sound():
    """Every kind is judged by a rule, and no class bounds and judges that does not say why."""
    kinds = {rule.__name__ for rule in checker.RULES.values()}
    judges = {
        name
        for name, found in vars(checker).items()
        if isinstance(found, type) and hasattr(found, "judge") and found is not checker.Rule
    }
    assert kinds < measures.rules() == judges


@pytest.mark.parametrize("name", ["checker.py", "checker.js"])
def test_checkers_are_read_in_an_evening(name):
    most = CHECKER_LINES + LINES_A_RULE * len(measures.rules())
    assert measures.checker_lines()[name] <= most


def test_the_engine_is_read_in_a_day():
    counted = measures.engine_tokens()
    assert sum(counted.values()) <= max(ENGINE_TOKENS, MANY_TOKENS), counted


# ---- the measures themselves

MODULE = '''\
"""A module.

Of several lines.
"""

from math import gcd  # a comment


class Pair:
    """Two numbers."""

    low: int
    """The lower one."""

    @property
    def both(
        self,
        more: int = 2,
    ) -> "list[int]":
        """Return.

        More words.
        """

        def inner():
            return """two
            lines"""

        return [self.low, more]  # é
'''


@pytest.fixture
def module(tmp_path):
    """A module whose sizes are known."""
    path = tmp_path / "module.py"
    path.write_text(MODULE, encoding="utf-8")
    return path


def test_lines_are_counted(module):
    assert measures.lines(module) == 29
    assert measures.code_lines(module) == 12


def test_functions_are_counted_without_docstring_and_decorators(module):
    assert dict(measures.functions(module)) == {"Pair.both": 10, "Pair.both.inner": 3}


def test_tokens_are_counted_without_words_and_types():
    def tokens(text):
        return measures.tokens(text + "\n")

    assert tokens("a = f(x)  # é") == 6
    assert tokens('"""é"""\na = 1') == 3
    assert tokens("a: list[int] = 1") == tokens("a = 1") == 3
    with_types = 'def f(x: "é" = 1, *y: int) -> list[int]:\n    """Do."""\n    return x'
    assert tokens(with_types) == tokens("def f(x = 1, *y):\n    return x")
    assert measures.tokens(MODULE) == len("from math import gcd".split()) + len(
        "class Pair : low @ property def both ( self , more = 2 , ) :"
        " def inner ( ) : return text return [ self . low , more ]".split()
    )


def test_comments_of_a_script_are_not_counted(tmp_path):
    path = tmp_path / "script.js"
    path.write_text("/* one\n\ntwo */\n// three\n\nlet a = 1; // four\n/* five */\na += 1;\n")
    assert measures.script_lines(path) == 2


RULES = '''\
class Whole:
    """A rule.

    Sound: it is.
    """

    def work(self):
        """Much."""

    def judge(self):
        """Well."""


class Silent:
    """It judges, and does not say why that is sound."""

    def work(self):
        """Much."""

    def judge(self):
        """Well."""


class Idle:
    """It judges nothing.

    Sound: as a bell.
    """
'''


def test_a_rule_bounds_work_judges_and_says_why_it_is_sound(tmp_path):
    (tmp_path / "relu_proofs").mkdir()
    (tmp_path / "relu_proofs" / "checker.py").write_text(RULES, encoding="utf-8")
    assert measures.rules(tmp_path) == {"Whole"}
