"""Pages as they must be to work from a disk, where no server answers.

There a folder has no page of its own, modules are refused, and nothing can be fetched: links name
their file, the modules of a page become one script, and the data of the search comes as a script.
"""

import re
from collections.abc import Sequence
from posixpath import relpath

TAG = re.compile(r"<[a-z][^<>]*>")
ADDRESS = re.compile(r'(?<= )(href|src|action)="([^"]*)"')
# An old address sends its visitors on.
REFRESH = re.compile(r'(http-equiv="refresh" content="\d+; url=)([^"]*)"')
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|[#?]|$")
MODULE = re.compile(
    r'\s*<script\b(?=[^<>]* type="module")[^<>]* src="([^"]*/)?([\w-]+\.js)"[^<>]*></script>'
)
# What is of use on a web server only; the copy is not in itself.
SERVED = re.compile(r'\s*(?:<link rel="manifest"[^<>]*>|<div data-served>.*?</div>)', re.DOTALL)
# The links of a map stand in its script.
MAP_LINK = re.compile(r'"((?:\.\./)+[^"]*/)"')
WORKER_STARTER = "offline.js"
SCRIPTS = "assets/js/"


def on_disk(reference: str) -> str:
    """Return a relative reference with the file that a folder stands for."""
    if ELSEWHERE.match(reference):
        return reference
    path, rest = re.fullmatch(r"([^?#]*)(.*)", reference, re.DOTALL).groups()  # type: ignore[union-attr]
    last = path.rpartition("/")[2]
    if last in {".", ".."}:
        return f"{path}/index.html{rest}"
    return f"{path}index.html{rest}" if not last else reference


def modules_of(html: str) -> tuple[str, ...]:
    """Return the names of the modules that a page runs, in order, but not what serves the web."""
    names = (name for _, name in MODULE.findall(html))
    return tuple(dict.fromkeys(name for name in names if name != WORKER_STARTER))


def script_name(modules: tuple[str, ...]) -> str:
    """Return the name of the script that stands for modules."""
    return "disk-" + "-".join(name.removesuffix(".js") for name in modules) + ".js"


def disk_page(path: str, html: str, data: Sequence[str]) -> str:
    """Return the page at a path of the site for a disk; `data` are paths of scripts with data."""
    modules = modules_of(html)
    html = SERVED.sub("", MODULE.sub("", html))
    html = TAG.sub(lambda tag: ADDRESS.sub(_attribute, tag[0]), html)
    html = REFRESH.sub(lambda found: f'{found[1]}{on_disk(found[2])}"', html)
    if not modules:
        return html
    folder = path.rpartition("/")[0] or "."
    scripts = "".join(
        f'<script src="{relpath(name, folder)}" defer></script>\n'
        for name in (*data, f"{SCRIPTS}{script_name(modules)}")
    )
    return html.replace("</head>", f"{scripts}</head>", 1)


def disk_map(script: str) -> str:
    """Return the script of a map with links to files."""
    return MAP_LINK.sub(r'"\1index.html"', script)


def disk_data(name: str, json: str) -> str:
    """Return JSON as a script that leaves it under a name for the scripts of pages."""
    return f"globalThis.{name} = {json.strip()};\n"


def _attribute(found: re.Match[str]) -> str:
    return f'{found[1]}="{on_disk(found[2])}"'
