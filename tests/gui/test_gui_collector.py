"""Background work never frees what belongs to the window."""

import gc
import threading

from loi_desktop.gui.collector import Collector
from loi_desktop.gui.jobs import Jobs


class Garbage:
    """Only the cycle collector can free it; it says in which thread that happens."""

    def __init__(self, freed_in):
        self.itself = self
        self._freed_in = freed_in

    def __del__(self):
        self._freed_in.append(threading.current_thread())


def allocate():
    return [[n] for n in range(50_000)]


def test_cycles_are_freed_in_the_windows_thread_alone(qtbot):
    gc.enable()
    gc.collect()
    collector, jobs, freed_in = Collector(), Jobs(), []
    collector.start()
    for _ in range(1000):
        Garbage(freed_in)
    done = []
    jobs.run(allocate, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert freed_in == []
    collector.look()
    assert set(freed_in) == {threading.main_thread()}
    assert len(freed_in) == 1000
    jobs.close()


def test_nothing_is_begun_and_nobody_told_once_the_window_goes(qtbot):
    jobs, told = Jobs(), []
    jobs.run(lambda: 1, told.append)
    jobs.close()
    jobs.run(lambda: 2, told.append)
    qtbot.wait(30)
    assert told == []
    assert not jobs.busy
