"""How work that takes long tells how much of it is done."""

from collections.abc import Callable

# Calls back with how much of how much is done.
Progress = Callable[[int, int], None]
