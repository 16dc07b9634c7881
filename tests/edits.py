"""Random edits of a root, as people and accidents make them; the same ones every time."""

import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.pictures import encoded, give_photo, put

JUNK = "\nknd: other\nprice:\n  amount_vnd: 45.000\n"
ALIAS = "aliases:\n  - {name}\n"
NAME = re.compile(r"(?<=^name_vi: )[^>\n]*$", re.MULTILINE)


class Editor:
    """Edits one root at random; it knows what it broke, and what nobody else names."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root = root
        self.random = random.Random(seed)  # noqa: S311 (the same edits every time)
        self.broken: dict[Path, str] = {}
        self.own: list[Path] = []
        self.count = 0
        self.kinds: set[str] = set()

    def edit(self) -> str:
        """Make one edit and return what it was."""
        self.count += 1
        frequent: list[Callable[[], str]] = [self.change, self.change, self.add, self.remove]
        rare = [
            self.rename, self.break_, self.reference, self.setting, self.theme, self.asset,
            self.page, self.photo, self.damage_tree, self.damage_site, self.damage_state,
        ]  # fmt: skip
        if self.broken:
            frequent = [self.mend, self.change]
        done = self.random.choice(frequent if self.random.random() < 0.74 else rare)()
        self.kinds.add(done.split()[0])
        return done

    def change(self) -> str:
        """Change the name of a record, and so its place in every list."""
        path = self._any_record()
        name = f"{self.random.choice('ABĐHKMƯ')} Mẫu {self.count}"
        path.write_text(NAME.sub(name, path.read_text("utf-8"), count=1), "utf-8")
        return f"change {path.stem}"

    def add(self) -> str:
        """Add a record like another one."""
        name = self.random.choice(("chi-co-ten", "mang-ung-vien"))
        model = self._content("products") / f"{name}.yml"
        path = model.with_name(f"them-{self.count}.yml")
        text = re.sub(r"(?m)^id: .*$", f"id: {path.stem}", model.read_text("utf-8"), count=1)
        path.write_text(NAME.sub(f"Thêm {self.count}", text, count=1), "utf-8")
        self.own.append(path)
        return f"add {path.stem}"

    def remove(self) -> str:
        """Remove a record that was added."""
        path = self._taken()
        if path is None:
            return self.add()
        path.unlink()
        self.broken.pop(path, None)
        return f"remove {path.stem}"

    def rename(self) -> str:
        """Give a record that was added another address; the old one leads there."""
        path = self._taken()
        if path is None or "aliases:" in path.read_text("utf-8") or path in self.broken:
            return self.add()
        new = path.with_name(f"doi-{self.count}.yml")
        text = path.read_text("utf-8").replace(f"id: {path.stem}\n", f"id: {new.stem}\n")
        at = text.index("\n", text.index(f"id: {new.stem}")) + 1
        new.write_text(text[:at] + ALIAS.format(name=path.stem) + text[at:], "utf-8")
        path.unlink()
        self.own.append(new)
        return f"rename {path.stem}"

    def break_(self) -> str:
        """Make a record one that is refused."""
        path = self._any_record()
        if path not in self.broken:
            self.broken[path] = path.read_text("utf-8")
            path.write_text(self.broken[path] + JUNK, "utf-8")
        return f"break {path.stem}"

    def mend(self) -> str:
        """Mend what was broken."""
        path, text = self.broken.popitem()
        path.write_text(text, "utf-8")
        return f"mend {path.stem}"

    def reference(self) -> str:
        """Rename a document that many records cite."""
        path = self.root / "content" / "documents.yml"
        path.write_text(
            re.sub(r"(?m)^(\s+title_vi: ).*$", rf"\g<1>Tài liệu {self.count}",
                   path.read_text("utf-8"), count=1), "utf-8",
        )  # fmt: skip
        return "reference"

    def setting(self) -> str:
        """Rename the whole site."""
        path = self.root / "mkdocs.yml"
        text = re.sub(
            r"(?m)^site_name: .*$", f"site_name: Vùng {self.count}", path.read_text("utf-8")
        )
        path.write_text(text, "utf-8")
        return "setting"

    def theme(self) -> str:
        """Change the shell of every page."""
        path = self.root / "directory" / "theme" / "main.html"
        text = path.read_text("utf-8")
        text = re.sub(r'"menu": "Mục lục[^"]*"', f'"menu": "Mục lục {self.count}"', text)
        path.write_text(text, "utf-8")
        return "theme"

    def asset(self) -> str:
        """Change, add or remove a file that pages use."""
        path = self.root / "directory" / "vi" / "assets" / f"thu-{self.count % 3}.css"
        if path.exists() and self.random.random() < 0.5:
            path.unlink()
        else:
            path.write_text(f"a{{top:{self.count}px}}\n", "utf-8")
        return "asset"

    def page(self) -> str:
        """Change, add or remove a page that people write."""
        path = self.root / "directory" / "vi" / f"trang-{self.count % 3}.md"
        if path.exists() and self.random.random() < 0.5:
            path.unlink()
        else:
            links = "[a](san-pham/index.md), [b](dong-gop.md#gui-toi-au)"
            path.write_text(f"# Trang {self.count}\n\n{links}\n", "utf-8")
        return "page"

    def photo(self) -> str:
        """Give a record that has none a photo, or put another picture into the file."""
        put(self.root, "anh.jpg", encoded("JPEG", self.random.choice((320, 400, 480)), 240))
        record = "products/bun-het-han"
        if "photos:" not in (self._content(record).with_suffix(".yml")).read_text("utf-8"):
            give_photo(self.root, record, "anh.jpg")
        return "photo"

    def damage_tree(self) -> str:
        """Write into a generated page, or take it away."""
        path = self._some(self.root / "directory" / "vi" / "san-pham", "*.md")
        if path is not None and self.random.random() < 0.5:
            path.unlink()
        elif path is not None:
            path.write_text("# Của ai?\n", "utf-8")
        return "tree"

    def damage_site(self) -> str:
        """Write into the published site, or take a page or a folder away, or add one."""
        path = self._some(self.root / "site", "*.html")
        if path is None:
            return "site"
        match self.random.randrange(4):
            case 0:
                path.unlink()
            case 1:
                path.write_text("?", "utf-8")
            case 2:
                path.with_name("la.html").write_text("?", "utf-8")
            case _:
                shutil.rmtree(self.root / "site" / "san-pham", ignore_errors=True)
        return "site"

    def damage_state(self) -> str:
        """Cut off, change or take away what is remembered."""
        for path in sorted((self.root / "build").glob("*.json")):
            content = path.read_bytes()
            # Never drawn from what is in a file: it is another one in every run.
            at = int(self.random.random() * len(content))
            match self.random.randrange(3):
                case 0:
                    path.unlink()
                case 1:
                    path.write_bytes(content[:at])
                case _:
                    other = b"8" if content[at : at + 1] == b"7" else b"7"
                    path.write_bytes(content[:at] + other + content[at + 1 :])
        return "state"

    def _content(self, name: str) -> Path:
        return self.root / "content" / name

    def _any_record(self) -> Path:
        folder = self._content(self.random.choice(("products", "products", "cooperatives")))
        return self.random.choice(sorted(folder.glob("*.yml")))

    def _taken(self) -> Path | None:
        if not self.own:
            return None
        return self.own.pop(self.random.randrange(len(self.own)))

    def _some(self, folder: Path, pattern: str) -> Path | None:
        found = sorted(folder.rglob(pattern))
        return self.random.choice(found) if found else None
