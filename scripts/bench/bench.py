#!/usr/bin/env python3
"""Measures the gateway side by side with Debian's storescp, dcmqrscp and Orthanc, interleaved, on the workloads of ../shared/bench.

Rows: ingest (W1 over 1, 4 and 16 associations, W2 over 1 and 4), whole (receive, de-identify, inspect, forward), send, nagle.
Every run starts its server on an empty folder, warms it with 40 small instances, and checks the sender's exit status and what the
server holds at the end. Ratios are taken within a round, since the disk of a virtual machine changes from minute to minute."""
import argparse
import json
import os
import shutil
import sys
import time

import report
import runs
import servers
from workloads import Workloads

REPOSITORY = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--rows", default="ingest,whole,send,nagle", help="which rows, comma-separated (default: all)")
    parser.add_argument("--servers", default=",".join(servers.INGEST), help="servers of the ingest rows")
    parser.add_argument("--ingest", default="W1:1,W1:4,W1:16,W2:1,W2:4", help="workload:associations of the ingest rows")
    parser.add_argument("--whole", default="gateway,orthanc-lua,orthanc-rest", help="programs of the whole way")
    parser.add_argument("--nagle-count", type=int, default=200, help="instances of a Nagle run")
    parser.add_argument("--work", default=os.path.join(REPOSITORY, "artifacts", "bench"), help="scratch folder for load generator, workloads and servers")
    parser.add_argument("--shared", default=os.path.join(os.environ.get("DICOMGATEWAY_SHARED") or os.path.join(REPOSITORY, "..", "shared"), "bench"))
    parser.add_argument("--executable", default=os.path.join(REPOSITORY, "publish/linux-x64/dicom-gateway"))
    parser.add_argument("--out", help="JSON lines (default: out/bench.jsonl of the scratch folder)")
    parser.add_argument("--report", action="store_true", help="measure nothing, report what --out holds")
    return parser.parse_args()


def plan(options, work):
    """What one round consists of: (row's name for messages, function)."""
    rows = options.rows.split(",")
    if "ingest" in rows:
        for cell in options.ingest.split(","):
            workload, n = cell.split(":")
            for label in options.servers.split(","):
                yield f"ingest {cell} {label}", lambda label=label, n=n, workload=workload: runs.ingest(work, label, int(n), workload)
    if "whole" in rows:
        for label in options.whole.split(","):
            yield f"whole {label}", lambda label=label: runs.whole(work, label, "W1")
    if "send" in rows:
        for label in ("gateway", "dcmsend", "storescu"):
            yield f"send {label}", lambda label=label: runs.send(work, label, "W1")
        for label in ("gateway", "storescu"):
            yield f"send to a delaying receiver {label}", lambda label=label: runs.send(work, label, "W1", "shipped", options.nagle_count)
    if "nagle" in rows:
        for label in ("gateway", "storescp"):
            yield f"nagle {label}", lambda label=label: runs.nagle(work, label, options.nagle_count)


def needed(options):
    programs = ["storescp", "storescu", "dcmsend", "dcmqrscp", "gcc"] + ([] if os.path.exists("/usr/sbin/Orthanc") else ["Orthanc"])
    missing = [program for program in programs if not shutil.which(program)]
    if missing:
        sys.exit(f"Missing: {', '.join(missing)} (Debian packages dcmtk, orthanc, gcc).")
    if not os.path.exists(options.executable):
        sys.exit(f"{options.executable} is absent; scripts/bench.sh builds it.")


def measure(options, work, out):
    done = []
    for number in range(options.rounds):
        steps = list(plan(options, work))
        # Nobody is always first: every other round goes the other way.
        for name, step in steps if number % 2 == 0 else reversed(steps):
            try:
                run = step()
            except (RuntimeError, OSError, ValueError, KeyError) as error:
                print(f"round {number + 1}: {name} failed: {error}", flush=True)
                continue
            run.update(round=number, load=os.getloadavg()[0], at=time.time())
            done.append(run)
            out.write(json.dumps(run) + "\n")
            out.flush()
            print(f"round {number + 1}: {name}: {run['inst_s']:.1f}/s, {run['cpu_ms']:.2f} CPU ms {report.wrong(run)}", flush=True)
    return done


def main():
    options = arguments()
    path = options.out or os.path.join(options.work, "out", "bench.jsonl")
    if options.report:
        with open(path) as lines:
            done = [json.loads(line) for line in lines]
    else:
        needed(options)
        work = Workloads(options.work, options.shared)
        servers.Gateway.executable, servers.NullSink.blast = os.path.abspath(options.executable), work.blast
        with open(path, "w") as out:
            done = measure(options, work, out)
    print(*report.table(done), "", *report.goals(done), f"Every run is in {path}", sep="\n")
    return 0 if done and not any(report.wrong(run) for run in done if run["label"] == "gateway") else 1


if __name__ == "__main__":
    sys.exit(main())
