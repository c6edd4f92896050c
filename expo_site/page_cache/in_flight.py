"""Each answer is made once, however many ask for it."""

import threading


class InFlight:
    """Which keys are being answered in this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made: dict[str, threading.Event] = {}

    def begin(self, key: str) -> threading.Event | None:
        """None for the one who is to make the answer and must call ``end``; for others, what to wait for."""
        with self._lock:
            event = self._made.get(key)
            if event is None:
                self._made[key] = threading.Event()
            return event

    def end(self, key: str) -> None:
        with self._lock:
            self._made.pop(key).set()
