"""The form in the browser at `/bien-tap/`: Decap CMS, set up from the models; built on request."""

from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from site_builder.publish.vendor import package_file
from site_builder.records.directory import Directory
from site_builder.records.json_text import json_lines
from site_builder.render.addresses import EDITOR, FORMS
from site_builder.staff.editor.config import choose_backend, editor_config, is_local
from site_builder.staff.fmt import schema_line
from site_builder.words.catalogue import Words
from site_builder.words.generated import GeneratedFile, text_file

FOLDER = EDITOR.strip("/")
BROWSER = Path(__file__).parent / "browser"
SCRIPTS = ("editor.js", "record-format.js")
# Decap is one file; what lies beside it colours code, of which the form has none.
DECAP = ("dist/decap-cms.js", "dist/decap-cms.js.LICENSE.txt")
DECAP_WORDS = "editor.words."
GITHUB_API = "https://api.github.com"


def editor_files(
    directory: Directory, node_modules: Path, words: Words, *, here: bool
) -> list[GeneratedFile]:
    """Return the files of the form; a missing npm package is a `MissingPackageError`.

    With `here` it edits the files of this machine, whatever the settings say.
    """
    backend = choose_backend(directory.settings, here=here)
    config = {
        "decap": editor_config(directory, words, backend),
        "heads": {name: schema_line(name, many=False).removeprefix("#") for name in FORMS},
        "words": _decap_words(words),
    }
    return [
        text_file(f"{FOLDER}/index.html", _page(words, _policy(backend))),
        GeneratedFile(f"{FOLDER}/config.json", json_lines(config)),
        *(GeneratedFile(f"{FOLDER}/{name}", (BROWSER / name).read_bytes()) for name in SCRIPTS),
        *_vendored(node_modules),
    ]


def _vendored(node_modules: Path) -> list[GeneratedFile]:
    browser = node_modules / "yaml" / "browser"
    modules = sorted(path.relative_to(browser).as_posix() for path in browser.glob("dist/**/*.js"))
    names = {f"decap-cms/{name}": f"decap-cms/{Path(name).name}" for name in DECAP}
    names |= {"yaml/browser/index.js": "yaml/index.js", "yaml/LICENSE": "yaml/LICENSE"}
    names |= {f"yaml/browser/{module}": f"yaml/{module}" for module in modules}
    return [
        GeneratedFile(f"{FOLDER}/vendor/{target}", package_file(node_modules / source))
        for source, target in names.items()
    ]


def _page(words: Words, policy: str) -> str:
    template = (BROWSER / "index.html").read_text(encoding="utf-8")
    texts = ("title", "loading", "failed", "without_script", "home")
    values = {name: words(f"editor.{name}") for name in texts}
    values |= {"policy": policy, "language": words.language}
    return template.format_map({name: escape(value) for name, value in values.items()})


def _policy(backend: dict[str, str]) -> str:
    """Return what the page may load and whom it may ask: this site, and where records are kept.

    Decap compiles the check of its configuration (`unsafe-eval`) and writes its styles into the
    page (`unsafe-inline`); without the one it does not start, without the other it has no look.
    """
    keeper = GITHUB_API if not is_local(backend) else _origin(backend["proxy_url"])
    parts = {
        "default-src": "'none'",
        "script-src": "'self' 'unsafe-eval'",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self'",
        "connect-src": f"'self' {keeper}",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in parts.items())


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _decap_words(words: Words) -> dict[str, Any]:
    """Return the words of Decap that are said otherwise here, nested as in its own tables."""
    found: dict[str, Any] = {}
    for key, text in words.entries.items():
        if not key.startswith(DECAP_WORDS):
            continue
        *steps, name = key.removeprefix(DECAP_WORDS).split(".")
        table = found
        for step in steps:
            table = table.setdefault(step, {})
        table[name] = text
    return found
