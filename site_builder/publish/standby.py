"""A process that stands by for one job, so that whoever asks for it can do something else."""

import contextlib
import multiprocessing
import signal
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Generic, TypeVar

from site_builder.publish.faults import WorkerError

# Who asks has threads, of which no copy may be made.
CONTEXT = multiprocessing.get_context("spawn")
# How long a job that is told to stop may clear up.
PATIENCE = 5

Made = TypeVar("Made")
Job = Callable[[], Made]


class Standby(Generic[Made]):
    """Does a job each time it is asked to, in one process, in which what was loaded stays loaded.

    A class because the process and the job under way are state.
    """

    def __init__(self, job: Job[Made]) -> None:
        self._job = job
        self._process: SpawnProcess | None = None
        self._answers: Connection
        self.is_busy = False

    def ask(self) -> None:
        """Ask for the job; it must not be under way."""
        if self._process is None or not self._process.is_alive():
            self._answers, questions = CONTEXT.Pipe()
            self._process = CONTEXT.Process(target=_work, args=(questions, self._job))
            self._process.start()
            questions.close()
        self.is_busy = True
        self._answers.send(None)

    def wait(self, seconds: float) -> bool:
        """Wait for the job under way, at most so long; return whether it is done."""
        if self.is_busy:
            return self._answers.poll(seconds)
        time.sleep(seconds)
        return False

    def result(self) -> Made:
        """Return what came of the job, once it is done; a process that died is a `WorkerError`."""
        self.is_busy = False
        try:
            made: Made = self._answers.recv()
        except (EOFError, ConnectionError):
            raise WorkerError(self.stop()) from None
        return made

    def stop(self) -> int:
        """End the process and return its status; a job that is under way may clear up before."""
        if self._process is None:
            return 0
        self._process.terminate()
        self._process.join(PATIENCE)
        self._process.kill()
        self._process.join()
        return self._process.exitcode or 0


@contextlib.contextmanager
def standing_by(job: Job[Made]) -> Iterator[Standby[Made]]:
    """Give a process that stands by for a job; it is gone afterwards."""
    standby = Standby(job)
    try:
        yield standby
    finally:
        standby.stop()


def _work(questions: Connection, job: Job[Made]) -> None:
    # Whoever asked for the end asked the parent too, which sees to it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    # Without a parent nobody asks any more.
    with contextlib.suppress(EOFError, BrokenPipeError, KeyboardInterrupt):
        while True:
            questions.recv()
            questions.send(job())
