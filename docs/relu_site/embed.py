"""Each live picture on a page of its own, `embed/NAME.html`, to be projected or put in a frame.

It is cut out of the page where it stands, with that page's colours and nothing else, so that the
two cannot differ.
"""

from html import escape
from pathlib import Path

from bs4 import BeautifulSoup

FOLDER = "embed"
PAGE = """<!doctype html>
<html lang="en" data-content_root="../">
<head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>{title}</title>
<meta name="description" content="{question}">
<link rel="icon" href="../_static/favicon.svg">
<link rel="stylesheet" href="{sheet}">
{style}
<script defer src="../_static/live.js"></script>
<script defer src="../_static/live/{name}.js"></script>
</head>
<body class="embed" data-theme="auto">
<main><article>
<h1>{question}</h1>
{picture}
<p class="embed-home">From <a href="../{home}">{title}</a></p>
</article></main>
</body>
</html>
"""


def alone(path, root):
    """The pages of the pictures that stand on one page, by name."""
    page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
    sheet = page.find("link", rel="stylesheet")["href"].rpartition("_static/")[2]
    for picture in page.select(".live-picture[data-picture]"):
        question = picture.select_one(".guess-question").get_text().partition(":")[2].strip()
        question = question[:1].upper() + question[1:]
        name = picture["data-picture"]
        picture.select_one(".guess-question").decompose()
        yield (
            name,
            PAGE.format(
                name=name,
                title=escape(page.title.get_text()),
                question=escape(question),
                sheet=f"../_static/{sheet}",
                style="\n".join(str(style) for style in page.head.find_all("style")),
                picture=str(picture),
                home=path.relative_to(root).as_posix(),
            ),
        )


def _finish(app, error):
    if error or app.builder.format != "html":
        return
    root = Path(app.outdir)
    folder = root / FOLDER
    folder.mkdir(exist_ok=True)
    names = set()
    for docname in sorted(app.env.found_docs):
        path = root / app.builder.get_target_uri(docname)
        if "live-picture" not in path.read_text(encoding="utf-8"):
            continue
        for name, text in alone(path, root):
            names.add(name)
            (folder / f"{name}.html").write_text(text, encoding="utf-8")
    for old in folder.glob("*.html"):
        if old.stem not in names:
            old.unlink()


def setup(app):
    """Cut them out when all pages stand, and before their policies are written."""
    app.connect("build-finished", _finish, priority=955)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
