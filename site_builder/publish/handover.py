"""What one process makes while others go on that will need it in the end."""

import pickle
from multiprocessing import Pipe
from pathlib import Path
from typing import Generic, TypeVar

from site_builder.publish.spool import Spool

Made = TypeVar("Made")


class Handover(Generic[Made]):
    """A value that is given once, by any copy of this process, and taken once by each taker.

    It waits on the disk, so that whoever gives it waits for nobody. A class because the ends of
    the pipes through which the takers hear of it are open as long as anybody may ask for it.
    """

    def __init__(self, folder: Path, takers: int) -> None:
        self._spool = Spool(folder)
        self._pipes = [Pipe(duplex=False) for _ in range(takers)]

    def give(self, value: Made) -> None:
        """Hand the value over."""
        content = pickle.dumps(value)
        self._spool.add(content)
        for _, sender in self._pipes:
            sender.send(len(content))

    def take(self, taker: int) -> Made:
        """Return the value once it is given; takers are numbered from 0."""
        receiver, _ = self._pipes[taker]
        value: Made = pickle.loads(self._spool.read(0, receiver.recv()))  # noqa: S301 -- our own
        return value
