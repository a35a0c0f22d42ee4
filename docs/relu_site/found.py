"""What search engines and shared links are told: a canonical address, a site map, a card.

The addresses exist where the host gives its own, as Read the Docs does; without it a page says
nothing of where it stands.
"""

import os
from html import escape
from pathlib import Path
from urllib.parse import urljoin

from .pages import summary


def _configured(app, config):
    """Take the host's address; Sphinx then writes a canonical link into every page."""
    if not config.html_baseurl:
        config.html_baseurl = os.environ.get("READTHEDOCS_CANONICAL_URL", "")


def address(app, docname):
    """The address of a page, or an empty text where the host gives none."""
    base = app.config.html_baseurl
    return urljoin(base, app.builder.get_target_uri(docname)) if base else ""


def _page_context(app, pagename, templatename, context, doctree):
    if doctree is None or app.builder.format != "html":
        return
    card = {
        "og:type": "article",
        "og:site_name": app.config.html_title,
        "og:title": app.env.titles[pagename].astext(),
        "og:description": summary(doctree),
        "og:url": address(app, pagename),
    }
    context["metatags"] += "".join(
        f'<meta property="{name}" content="{escape(words)}">'
        for name, words in card.items()
        if words
    )


def _finish(app, error):
    if error or app.builder.format != "html" or not app.config.html_baseurl:
        return
    places = (address(app, name) for name in sorted(app.env.found_docs))
    lines = [f"<url><loc>{escape(place)}</loc></url>" for place in places]
    opening = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    text = "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', opening, *lines, "</urlset>"])
    Path(app.outdir, "sitemap.xml").write_text(text + "\n", encoding="utf-8")


def setup(app):
    """Write the site map when all pages stand."""
    app.connect("config-inited", _configured)
    app.connect("html-page-context", _page_context, priority=910)  # after the description
    app.connect("build-finished", _finish)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
