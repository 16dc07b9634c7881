"""What can stop a build whose records are good; apart, so that saying so loads nothing heavy."""


class AnotherBuildError(Exception):
    """Another process builds in this folder at the moment."""


class AnotherServerError(Exception):
    """Another process serves this root; `address` is where, or empty while it builds first."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


class MissingPackageError(Exception):
    """A file of an npm package is not there; `npm ci` brings it."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class PaperError(Exception):
    """A paper cannot be set; `about` is its record file or, of others, its own path."""

    def __init__(self, about: str, reason: str) -> None:
        super().__init__(about, reason)
        self.about = about
        self.reason = reason


class PublishError(Exception):
    """MkDocs could not build the site; `reasons` are its own words, worst last."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


class ShardError(Exception):
    """The shards of a site are not what they should be; `key` names the message about it."""

    def __init__(self, key: str, **params: object) -> None:
        super().__init__(key)
        self.key = f"publish.{key}"
        self.params = params


class WorkerError(Exception):
    """A process that built pages died; `status` is its exit status, or minus the signal."""

    def __init__(self, status: int) -> None:
        super().__init__(str(status))
        self.status = status
