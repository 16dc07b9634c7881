"""The set-up files: locked, without download hosts, and the two commands a newcomer types."""

import json
import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = (
    "requirements.lock", "requirements-test.lock", "requirements-node.lock",
    "requirements-init.lock", "requirements-bench.lock",
)  # fmt: skip


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def locked_requirements(name: str) -> list[str]:
    """Return the entries of a lock file, each with its continuation lines."""
    lines = (line for line in read(name).splitlines() if not line.lstrip().startswith("#"))
    return re.split(r"\n(?=\S)", "\n".join(lines).strip())


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_names_no_host_and_no_path(name: str) -> None:
    assert not re.search(r"://|--(extra-)?index-url|--find-links|@ ", read(name))


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_requirement_is_one_version_with_a_hash(name: str) -> None:
    requirements = locked_requirements(name)
    assert requirements
    assert [
        entry
        for entry in requirements
        if not re.match(r"[a-z0-9._-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", entry, re.DOTALL)
    ] == []


def test_the_test_lock_holds_the_runtime_lock() -> None:
    assert set(locked_requirements("requirements.lock")) <= set(
        locked_requirements("requirements-test.lock")
    )


def test_every_npm_package_is_exact_with_a_checksum() -> None:
    packages = json.loads(read("package-lock.json"))["packages"]
    wanted, manifest = packages.pop(""), json.loads(read("package.json"))
    for group in ("dependencies", "peerDependencies", "devDependencies"):
        assert wanted[group] == manifest[group]
        assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted[group].values())
    for package in packages.values():
        assert package["integrity"].startswith("sha512-")
        assert "resolved" not in package


def test_the_site_is_made_without_the_test_tools_and_the_form_of_npm() -> None:
    manifest = json.loads(read("package.json"))
    brought = runtime_packages()
    assert {f"node_modules/{name}" for name in manifest["dependencies"]} <= brought
    for group in ("peerDependencies", "devDependencies"):
        assert brought.isdisjoint(f"node_modules/{name}" for name in manifest[group])
    assert "--omit=dev --omit=peer" in read("Makefile")


def test_the_site_is_made_with_the_program_that_packs_it_for_a_disk() -> None:
    assert any(name.startswith("node_modules/@esbuild/") for name in runtime_packages())


def runtime_packages() -> set[str]:
    packages = json.loads(read("package-lock.json"))["packages"]
    return {
        name
        for name, package in packages.items()
        if name and not package.get("dev") and not package.get("peer")
    }


def test_the_form_comes_as_the_one_file_that_holds_all_it_needs() -> None:
    packages = json.loads(read("package-lock.json"))["packages"]
    # As npm would write it, `make lock` would bring hundreds of packages that the file holds.
    assert "dependencies" not in packages["node_modules/decap-cms"]
    assert "node_modules/react" not in packages


def test_every_exception_from_the_lint_rules_has_its_reason() -> None:
    text = read("pyproject.toml")
    lint = tomllib.loads(text)["tool"]["ruff"]["lint"]
    codes = {*lint["ignore"], *chain.from_iterable(lint["per-file-ignores"].values())}
    assert codes == set(re.findall(r'^ *"(\w+)", *# \S', text, re.MULTILINE))


def test_continuous_integration_runs_the_command_of_the_readme() -> None:
    assert read(".ci/run").rstrip().endswith("make test")
    assert "make site" in read("README.md")
    assert "make test" in read("README.md")
