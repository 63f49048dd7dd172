"""Child processes: processor time, resident memory, ports."""
import os
import re
import signal
import socket
import subprocess
import threading
import time

TICKS = os.sysconf("SC_CLK_TCK")


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wait_port(port, process, seconds=30):
    """Whether something listens before the time is over and the process has not ended."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return True
        except OSError:
            time.sleep(0.05)
    return False


def tree(pid):
    pids = [pid]
    try:
        for task in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{task}/children") as f:
                for child in f.read().split():
                    pids += tree(int(child))
    except OSError:
        pass
    return pids


def cpu_seconds(pid):
    """User and system time of a process, its children, and those that it has waited for."""
    total = 0
    for p in tree(pid):
        try:
            with open(f"/proc/{p}/stat") as f:
                fields = f.read().rsplit(")", 1)[1].split()
            total += sum(int(x) for x in fields[11:15])
        except OSError:
            pass
    return total / TICKS


def resident_mb(pid):
    total = 0
    for p in tree(pid):
        try:
            with open(f"/proc/{p}/status") as f:
                found = re.search(r"VmRSS:\s+(\d+)", f.read())
            total += int(found.group(1)) if found else 0
        except OSError:
            pass
    return total / 1024


def bytes_read(pid):
    """Bytes that a process and its children have read, sockets included where they are read with read(2)."""
    total = 0
    for p in tree(pid):
        try:
            with open(f"/proc/{p}/io") as f:
                total += int(re.search(r"rchar: (\d+)", f.read()).group(1))
        except OSError:
            pass
    return total


class MemoryWatch:
    """Highest resident memory of a process and its children, looked at 20 times a second."""

    def __init__(self, pid):
        self.peak = 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, args=(pid,), daemon=True)

    def _watch(self, pid):
        while not self._stop.wait(0.05):
            self.peak = max(self.peak, resident_mb(pid))

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        self._thread.join()


def stop(process):
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
