#!/usr/bin/env python3
"""Measures the start of a node that has much to do: from the start of the process to the first instance that it has taken durably, after SIGKILL and
after a clean end. It has 1,000,000 instances on record, 100,000 studies of a running job that wait for a PACS which is away, and studies that wait for
an archive which is away."""
import http.client
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import time

import servers
from find import Catalogue, arguments, ready
from processes import free_port, stop

ROOT = "1.2.826.0.1.3680043.8.498.778"


class Socket(http.client.HTTPConnection):
    """HTTP over the node's local socket."""

    def __init__(self, path):
        super().__init__("localhost")
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(self.path)


def ask(node, method, path, body=None):
    connection = Socket(os.path.join(node.folder, "data", "control.sock"))
    connection.request(method, "/api/v1/" + path, json.dumps(body) if body is not None else None, {"Content-Type": "application/json"})
    answer = connection.getresponse()
    text = answer.read()
    if answer.status >= 300:
        sys.exit(f"{path}: {answer.status} {text[:500]}")
    return json.loads(text) if text else None


def store(port, file):
    return subprocess.run(
        ["storescu", "-aec", servers.AET, "localhost", str(port), file], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode == 0


def until_it_takes(node, file):
    """Seconds from the start of the process to the end of the first C-STORE that succeeded."""
    clock = time.monotonic()
    node.start()
    while not store(node.port, file):
        if time.monotonic() - clock > 300:
            sys.exit("the node took nothing for five minutes")
    return time.monotonic() - clock


def prepare(options, work):
    away = free_port()
    node = Catalogue(options, os.path.join(work, "start"), options.instances // 100, 100, dict(
        projects=[dict(name="bench", aeTitles=[servers.AET], destinations=["away"])],
        destinations=[dict(name="away", calledAeTitle="AWAY", host="127.0.0.1", port=away)],
        retrieve=dict(aeTitles=["FETCH"]),
        pacs=[dict(name="away", host="127.0.0.1", port=away, calledAeTitle="AWAY", moveDestination="FETCH")]))
    files = os.path.join(work, f"studies{options.sent}")
    if not os.path.isdir(files):
        subprocess.run(["/usr/bin/python3", os.path.join(options.shared, "gen_find.py"), files, str(options.sent)], check=True)
    names = sorted(os.path.join(files, name) for name in os.listdir(files))
    for at in range(0, len(names), 1000):
        subprocess.run(["dcmsend", "-aec", servers.AET, "localhost", str(node.port), *names[at:at + 1000]], check=True)
    clock = time.monotonic()
    studies = [f"{ROOT}.{number}" for number in range(options.items)]
    job = ask(node, "POST", "jobs", dict(project="bench", pacs="away", why="bench", studyUids=studies))
    ask(node, "POST", f"jobs/{job['id']}/run", dict(why="bench"))
    print(f"{options.items} items written down in {time.monotonic() - clock:.1f} s", flush=True)
    return node, job["id"], names[0]


def main():
    parser = arguments(__doc__, rounds=9)
    parser.add_argument("--instances", type=int, default=1_000_000, help="on record")
    parser.add_argument("--items", type=int, default=100_000, help="studies of a running job")
    parser.add_argument("--sent", type=int, default=10_000, help="studies that wait for the archive")
    options = ready(parser)
    node, job, file = prepare(options, options.work)
    try:
        crashed, clean = [], []
        for _ in range(options.rounds):
            node.process.send_signal(signal.SIGKILL)
            node.process.wait()
            crashed.append(until_it_takes(node, file))
            stop(node.process)
            clean.append(until_it_takes(node, file))
        size = sum(os.path.getsize(os.path.join(node.folder, "data", "records", name)) for name in os.listdir(os.path.join(node.folder, "data", "records")))
        state = ask(node, "GET", f"jobs/{job}")
        print(f"database {size / 1e6:.0f} MB; job {state['state']}: {state['states']}")
        for name, times in (("after SIGKILL", crashed), ("after a clean end", clean)):
            print(f"start to first instance taken, {name}: median {statistics.median(times):.2f} s ({min(times):.2f}-{max(times):.2f}), {len(times)} rounds")
    finally:
        node.close()


if __name__ == "__main__":
    main()
