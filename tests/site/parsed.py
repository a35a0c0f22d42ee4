"""The built pages as text: what stands in their tags, each page read once."""

import re
from functools import cache
from html.parser import HTMLParser

BARE = re.compile(r'<span class="[^"<>]*">|</span>')
"""Nothing is linked to at these; coloured code and formulas are made of them."""


class Page(HTMLParser):
    """What a page links to and loads, what can be linked to on it, and what it says of itself."""

    def __init__(self, path):
        super().__init__()
        self.links, self.ids, self.boxes = [], set(), []
        self.sheets, self.scripts, self.fonts, self.canonical = [], [], [], []
        self.meta, self.title, self.has_formulas = {}, "", False
        self._inside = ""
        text = path.read_text(encoding="utf-8")
        self.has_formulas = '"katex"' in text
        self.feed(BARE.sub("", text))

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        classes = (found.get("class") or "").split()
        self._inside = tag
        self.ids |= {found[name] for name in ("id", "name") if found.get(name)}
        if tag in {"a", "link"} and found.get("href"):
            self.links.append(found["href"])
        if tag in {"img", "script"} and found.get("src"):
            self.links.append(found["src"])
        if tag == "script" and "src" in found and "defer" not in found:
            self.scripts.append(found["src"])
        if tag == "link":
            self._linked(found)
        if tag == "meta" and "content" in found:
            self.meta[found.get("property") or found.get("name")] = found["content"]
        if "claim-panel" in classes:
            self.boxes.append(found["id"])

    def _linked(self, found):
        kinds = {"stylesheet": self.sheets, "preload": self.fonts, "canonical": self.canonical}
        kinds.get(found.get("rel"), []).append(found["href"])

    def handle_data(self, data):
        if self._inside == "title":
            self.title += data

    def handle_endtag(self, tag):
        self._inside = ""


@cache
def parsed(path):
    """A page, read once in a run."""
    return Page(path)
