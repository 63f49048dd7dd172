"""One measurement each. Every run returns a dictionary that goes to the JSON lines as it is."""
import os
import re
import resource
import subprocess
import time

import servers
from processes import MemoryWatch, bytes_read, cpu_seconds

SETTLE = 2.0  # freshly freed page cache makes the next writer look faster


def _send(command, environment=None):
    """Runs senders; returns seconds, exit status, last output and their CPU seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    clock = time.monotonic()
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment, check=False)
    wall = time.monotonic() - clock
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    inner = re.search(r"seconds ([\d.]+) failed (\d+)", done.stdout)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return float(inner.group(1)) if inner else wall, done.returncode, done.stdout[-300:], cpu


def _blast(work, server, associations, folder, salt=None):
    return [work.blast, "send", "127.0.0.1", str(server.port), servers.AET, str(associations), *(["-s", salt] if salt else []), folder]


def _warm(work, server):
    """A service runs for weeks: what it does once (opening tables, compiling code) is done before the clock starts. The same for all."""
    status = _send(_blast(work, server, 2, work.part("W3", WARM)))[1]
    return WARM if status == 0 else 0


WARM = 40


def ingest(work, label, associations, workload):
    time.sleep(SETTLE)
    server = servers.INGEST[label](work.scratch("server"))
    try:
        warm = _warm(work, server)
        count, size = work.size(workload)
        with MemoryWatch(server.pid) as memory:
            before = cpu_seconds(server.pid)
            wall, status, said, client = _send(_blast(work, server, associations, work.path(workload)))
            time.sleep(0.3)
            cpu = cpu_seconds(server.pid) - before
        return dict(
            row="ingest", work=workload, n=associations, label=label, inst_s=count / wall, mb_s=size / wall / 1e6, cpu_ms=1000 * cpu / count,
            client_cpu_ms=1000 * client / count, rss_mb=memory.peak, status=status, said=said if status else "",
            held=server.held() - warm, expected=count, trouble=server.trouble())
    finally:
        server.close()


def whole(work, label, workload):
    """Until the last instance has arrived, de-identified, at the storescp behind the server."""
    time.sleep(SETTLE)
    sink = servers.Sink(work.scratch("sink"))
    kind = dict(gateway=servers.Gateway).get(label) or dict(lua=servers.OrthancLua, rest=servers.Orthanc)[label.split("-")[1]]
    try:
        server = kind(work.scratch("server"), forward_to=sink.port, idle="1s")
        try:
            return _whole(work, label, workload, server, sink)
        finally:
            server.close()
    finally:
        sink.close()


def _arrived(sink, wanted, patience=30):
    """How many the sink holds once it has what is wanted or nothing comes any more, and when the last one came."""
    arrived, at = sink.held(), time.monotonic()
    while arrived < wanted and time.monotonic() - at < patience:
        time.sleep(0.02)
        if (now := sink.held()) != arrived:
            arrived, at = now, time.monotonic()
    return arrived, at


def _whole(work, label, workload, server, sink):
    count, _ = work.size(workload)
    warm = _warm(work, server)
    if label == "orthanc-rest":
        server.forward()
        server.forget()
    _arrived(sink, warm)
    with MemoryWatch(server.pid) as memory:
        before, clock = cpu_seconds(server.pid), time.monotonic()
        _, status, said, _ = _send(_blast(work, server, 1, work.path(workload)))
        received = time.monotonic() - clock
        if label == "orthanc-rest":
            server.forward()
        arrived, at = _arrived(sink, warm + count)
        arrived -= warm
        cpu = cpu_seconds(server.pid) - before
    return dict(
        row="whole", work=workload, n=1, label=label, inst_s=arrived / (at - clock), received_s=received, seconds=at - clock, cpu_ms=1000 * cpu / count,
        rss_mb=memory.peak, status=status, said=said if status else "", held=sink.held() - warm, expected=count,
        trouble="" if label != "gateway" else server.trouble())


def send(work, label, workload, receiver="null", count=None):
    """A sender against a receiver that writes nothing; process start and reading included."""
    time.sleep(SETTLE / 4)
    folder = work.path(workload) if count is None else work.part(workload, count)
    sizes = [entry.stat().st_size for entry in os.scandir(folder)]
    files = len(sizes)
    kind = dict(null=servers.NullSink, shipped=servers.NullSinkNagle)[receiver]
    server = kind(work.scratch("server"))
    address = ["127.0.0.1", str(server.port)]
    command = {
        "gateway": [servers.Gateway.executable, "send", f"127.0.0.1:{server.port}", folder, "--aec", servers.AET],
        "dcmsend": ["dcmsend", "-q", "-aec", servers.AET, "+sd", "+r", *address, folder],
        "storescu": ["storescu", "-nh", "-aec", servers.AET, "+sd", "+r", *address, folder],
    }[label]
    environment = dict(os.environ, TCP_NODELAY="1") if receiver == "null" else {k: v for k, v in os.environ.items() if k != "TCP_NODELAY"}
    try:
        before = bytes_read(server.pid)
        wall, status, said, cpu = _send(command, environment)
        # The receiver keeps nothing: what it has read says whether everything came.
        short = bytes_read(server.pid) - before < sum(sizes) * 0.99
        return dict(row=f"send-{receiver}", work=workload, n=1, label=label, inst_s=files / wall, cpu_ms=1000 * cpu / files, status=status,
                    said=said if status else "", held=None, expected=files, trouble="the receiver has not read everything" if short else "")
    finally:
        server.close()


def nagle(work, label, count):
    """storescu as Debian ships it (Nagle on) to a server."""
    time.sleep(SETTLE / 2)
    kind = dict(gateway=servers.Gateway, storescp=servers.StorescpAsShipped)[label]
    server = kind(work.scratch("server"))
    environment = {k: v for k, v in os.environ.items() if k != "TCP_NODELAY"}
    try:
        warm = _warm(work, server)
        before = cpu_seconds(server.pid)
        folder = work.part("W1", count)
        wall, status, said, _ = _send(["storescu", "-aec", servers.AET, "+sd", "127.0.0.1", str(server.port), folder], environment)
        cpu = cpu_seconds(server.pid) - before
        return dict(row="nagle", work="W1", n=1, label=label, inst_s=count / wall, cpu_ms=1000 * cpu / count, status=status,
                    said=said if status else "", held=server.held() - warm, expected=count, trouble=server.trouble())
    finally:
        server.close()
