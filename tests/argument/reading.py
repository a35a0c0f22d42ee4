"""Reads formulas back: a small evaluator of what `relu_proofs.argument.formulas` writes.

It knows numbers, letters with an index, + − · / and juxtaposition, powers, r( ), |u| and
parentheses, and nothing of the package.
"""

import re
from fractions import Fraction

SUBSCRIPTS, SUPERSCRIPTS = "₀₁₂₃₄₅₆₇₈₉", "⁰¹²³⁴⁵⁶⁷⁸⁹"
SIGNS = ("≤", "≥", "≠", "=", "<", ">")
TOKEN = re.compile(rf"\d+|[A-Za-zΑ-Ωα-ω][{SUBSCRIPTS}]*|[{SUPERSCRIPTS}]+|[−+·/()|]")
LATEX = (
    (r"\\text\{[^}]*\}", ""),
    (r"\\tfrac\{([^{}]+)\}\{([^{}]+)\}", r"((\1)/(\2))"),
    (r"\\left\||\\right\|", "|"),
    (r"\\,", "·"),
    (r"\\le", "≤"),
    (r"\\ge", "≥"),
    (r"\\ne", "≠"),
    (r"\\lambda", "λ"),
    (r"\\eta", "η"),
    (r"\\Delta", "Δ"),
    ("-", "−"),
    (r"_\{(\d+)\}", lambda found: "".join(SUBSCRIPTS[int(d)] for d in found[1])),
    (r"\^\{(\d+)\}", lambda found: "".join(SUPERSCRIPTS[int(d)] for d in found[1])),
)


def from_latex(text):
    """A formula in LaTeX, in the characters of plain text."""
    for pattern, replacement in LATEX:
        text = re.sub(pattern, replacement, text)
    return text


def relation(text):
    """The sides of a relation and its sign."""
    (sign,) = [sign for sign in SIGNS if sign in text]
    left, right = text.split(sign)
    return left, sign, right


def value(text, values):
    """What a formula is worth, its letters having these values."""
    tokens = TOKEN.findall(text)
    assert "".join(tokens) == text.replace(" ", ""), f"cannot be read: {text}"
    reader = _Reader(tokens, values)
    found = reader.sum()
    assert not reader.tokens, f"left over: {reader.tokens}"
    return found


class _Reader:
    def __init__(self, tokens, values):
        self.tokens, self.values, self.bars = list(tokens), values, 0

    def next(self, *wanted):
        """Take the next token if it is one of these."""
        if self.tokens and (not wanted or self.tokens[0] in wanted):
            return self.tokens.pop(0)
        return None

    def sum(self):
        sign = -1 if self.next("−") else 1
        total = sign * self.product()
        while operator := self.next("+", "−"):
            total += self.product() if operator == "+" else -self.product()
        return total

    def product(self):
        total = self.power()
        while self.tokens and not self.ends():
            if self.next("/"):
                total /= self.power()
            else:
                self.next("·")
                total *= self.power()
        return total

    def ends(self):
        """Whether a product ends here: at a sign, at a parenthesis, at a bar that closes one."""
        return self.tokens[0] in ("+", "−", ")") or (self.tokens[0] == "|" and self.bars > 0)

    def power(self):
        base = self.operand()
        if self.tokens and self.tokens[0][0] in SUPERSCRIPTS:
            digits = self.next()
            base **= int("".join(str(SUPERSCRIPTS.index(digit)) for digit in digits))
        return base

    def operand(self):
        token = self.next()
        if token == "(":
            inner = self.sum()
            assert self.next(")")
            return inner
        if token == "|":
            self.bars += 1
            inner = self.sum()
            self.bars -= 1
            assert self.next("|")
            return abs(inner)
        if token == "r" and self.next("("):
            inner = self.sum()
            assert self.next(")")
            return max(inner, Fraction(0))
        if token.isdigit():
            return Fraction(int(token))
        return self.values[token]
