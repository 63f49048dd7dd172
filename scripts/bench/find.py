#!/usr/bin/env python3
"""Measures queries: C-FIND by each indexed key with 10,000 and with 1,000,000 instances in the catalogue, association included, beside C-ECHO;
and all 10,000 studies from the gateway, Orthanc and dcmqrscp in turn. The gateway's catalogue is filled without files (tests/DicomGateway.Benchmarks),
the others are sent 10,000 small instances by dcmsend. DCMTK's programs ask, so that every figure holds the start of a program: C-ECHO's too."""
import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time

import servers
from processes import free_port, stop, wait_port

REPOSITORY = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ROOT = "1.2.826.0.1.3680043.8.498.777"
RETURNED = ["PatientID", "PatientName", "StudyDate", "StudyInstanceUID", "StudyDescription", "AccessionNumber", "ModalitiesInStudy"]
NUMBER = 42  # the study that is asked for; it is there at every size
STUDY, SERIES = f"StudyInstanceUID={ROOT}.2.{NUMBER}", f"SeriesInstanceUID={ROOT}.3.{NUMBER}"
KEYS = {
    "patient: PatientID": ("-P", "PATIENT", ["PatientID=PID000021"]),
    "patient: PatientName": ("-P", "PATIENT", ["PatientName=Doe00021^P"]),
    "study: StudyInstanceUID": ("-S", "STUDY", [STUDY]),
    "study: PatientID": ("-S", "STUDY", ["PatientID=PID000021"]),
    "study: PatientName": ("-S", "STUDY", ["PatientName=Doe00021^P"]),
    "study: PatientName prefix": ("-S", "STUDY", ["PatientName=Doe00021*"]),
    "study: StudyDate": ("-S", "STUDY", ["StudyDate=19800111"]),
    "study: StudyDate range": ("-S", "STUDY", ["StudyDate=19800110-19800112"]),
    "study: AccessionNumber": ("-S", "STUDY", [f"AccessionNumber=ACC{NUMBER:06d}"]),
    "study: StudyID": ("-S", "STUDY", [f"StudyID=S{NUMBER}"]),
    "study: ModalitiesInStudy": ("-S", "STUDY", ["ModalitiesInStudy=XC"]),
    "series: SeriesInstanceUID": ("-S", "SERIES", [STUDY, SERIES]),
    "series: Modality": ("-S", "SERIES", [STUDY, "Modality=MR", "SeriesInstanceUID"]),
    "image: SOPInstanceUID": ("-S", "IMAGE", [STUDY, SERIES, f"SOPInstanceUID={ROOT}.5.{NUMBER}.7"]),
    "image: InstanceNumber": ("-S", "IMAGE", [STUDY, SERIES, "InstanceNumber=7", "SOPInstanceUID"]),
    "image: SOPClassUID": ("-S", "IMAGE", [STUDY, SERIES, "SOPClassUID=1.2.3", "SOPInstanceUID"]),
}


class Catalogue:
    """The gateway over a catalogue of so many studies of a hundred instances each."""

    def __init__(self, options, folder, studies, instances, settings=None):
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(os.path.join(folder, "config"))
        self.options, self.folder, self.port = options, folder, free_port()
        with open(os.path.join(folder, "config", "gateway.json"), "w") as f:
            json.dump({**dict(
                keyFile=os.path.join(folder, "keys", "keys.json"), listeners=dict(dicom=dict(address="127.0.0.1", port=self.port)),
                projects=[dict(name="bench", aeTitles=[servers.AET])],
                peers=[dict(aeTitle=title, addresses=["127.0.0.1"], query=["bench"]) for title in ("FINDSCU", "ECHOSCU", "STORESCU", "DCMSEND")]), **(settings or {})}, f)
        self.start()
        stop(self.process)
        clock = time.monotonic()
        subprocess.run([*options.fill.split(), "fill", os.path.join(folder, "data"), "bench", str(studies), str(instances)], check=True)
        print(f"filled {studies * instances} instances in {time.monotonic() - clock:.0f} s", flush=True)
        self.start()

    def start(self):
        clock = time.monotonic()
        self.log = open(self.folder + ".log", "a")
        self.process = subprocess.Popen(
            [self.options.executable, "serve", "--config", os.path.join(self.folder, "config", "gateway.json"), "--data", os.path.join(self.folder, "data")],
            stdout=self.log, stderr=subprocess.STDOUT)
        if not wait_port(self.port, self.process):
            sys.exit(f"the gateway did not start; see {self.folder}.log")
        self.started = time.monotonic() - clock

    def close(self):
        stop(self.process)
        shutil.rmtree(self.folder, ignore_errors=True)


def arguments(description, rounds):
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=rounds)
    parser.add_argument("--work", default=os.path.join(REPOSITORY, "artifacts", "bench"), help="scratch folder")
    parser.add_argument("--shared", default=os.path.join(os.environ.get("DICOMGATEWAY_SHARED") or os.path.join(REPOSITORY, "..", "shared"), "bench"))
    parser.add_argument("--executable", default=os.path.join(REPOSITORY, "publish/linux-x64/dicom-gateway"))
    parser.add_argument("--fill", default=f"dotnet run -c Release --project {REPOSITORY}/tests/DicomGateway.Benchmarks --", help="program that fills a catalogue")
    return parser


def ready(parser):
    options = parser.parse_args()
    options.executable = os.path.abspath(options.executable)
    os.environ["TCP_NODELAY"] = "1"
    os.makedirs(options.work, exist_ok=True)
    return options


def timed(command):
    clock = time.monotonic()
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return (time.monotonic() - clock) * 1000, done.stdout.count("(Pending)"), done.returncode


def echo(port):
    return timed(["echoscu", "-aec", servers.AET, "localhost", str(port)])


def find(port, model, level, keys, said="-v"):
    asked = [key.split("=")[0] for key in keys]
    keys = [*keys, *[key for key in RETURNED if key not in asked and level == "STUDY"]]
    return timed(["findscu", said, model, "-aec", servers.AET, "-k", f"QueryRetrieveLevel={level}", *[x for key in keys for x in ("-k", key)], "localhost", str(port)])


def growth(options, work):
    sizes = [(int(size) // 100, 100) for size in options.sizes.split(",")]
    nodes = [Catalogue(options, os.path.join(work, f"find{studies}"), studies, instances) for studies, instances in sizes]
    rows = {}
    try:
        for _ in range(options.rounds):
            for node, (studies, _) in zip(nodes, sizes):
                rows.setdefault(("C-ECHO", studies), []).append(echo(node.port))
                for name, query in KEYS.items():
                    rows.setdefault((name, studies), []).append(find(node.port, *query))
        report(rows, sizes)
        ms, hits = find_all(nodes[-1].port, "gateway")
        return ms / hits, sizes[-1][0]
    finally:
        for node in nodes:
            node.close()


def report(rows, sizes):
    median = {row: statistics.median(ms for ms, _, _ in runs) for row, runs in rows.items()}
    least = {row: min(ms for ms, _, _ in runs) for row, runs in rows.items()}
    few, many = sizes[0][0], sizes[-1][0]
    print(f"\nms, median (least)          {few * 100:>18,}{many * 100:>18,}  hits      ratio         over C-ECHO")
    for name in ["C-ECHO", *KEYS]:
        figures = "".join(f"{median[name, size]:10.1f} ({least[name, size]:5.1f})" for size in (few, many))
        hits = "/".join(str(n) for n in sorted({n for size in (few, many) for _, n, _ in rows[name, size]}))
        ratios = f"{median[name, many] / median[name, few]:6.2f} ({least[name, many] / least[name, few]:.2f})"
        over = f"{median[name, many] - median['C-ECHO', many]:+7.1f} ({least[name, many] - least['C-ECHO', many]:+.1f})"
        wrong = "" if all(code == 0 for size in (few, many) for _, _, code in rows[name, size]) else "  FAILED"
        print(f"{name:28}{figures}  {hits:6}{ratios}  {over}{wrong}")


def find_all(port, label):
    """Counts the matches once, then times without printing them, which would cost more than finding them."""
    hits = find(port, "-S", "STUDY", ["StudyInstanceUID"])[1]
    ms = statistics.median(find(port, "-S", "STUDY", ["StudyInstanceUID"], "-q")[0] for _ in range(5))
    print(f"all studies {label:10}{ms:10.0f} ms, {hits} hits", flush=True)
    return ms, hits


def others(options, work, count, gateway):
    files = os.path.join(work, f"studies{count}")
    if not os.path.isdir(files):
        subprocess.run(["/usr/bin/python3", os.path.join(options.shared, "gen_find.py"), files, str(count)], check=True)
    # dcmqrscp 3.6 ends with a corrupted heap beyond 500 studies, whatever its configuration allows.
    for label, kind, most in (("orthanc", servers.Orthanc, count), ("dcmqrscp", servers.Dcmqrscp, 490)):
        server = kind(os.path.join(work, label))
        try:
            sent = [os.path.join(files, name) for name in sorted(os.listdir(files))[:most]]
            for at in range(0, len(sent), 1000):
                subprocess.run(["dcmsend", "-aec", servers.AET, "localhost", str(server.port), *sent[at:at + 1000]], check=True, env=dict(os.environ, TCP_NODELAY="1"))
            ms, hits = find_all(server.port, label)
            print(f"  {label}: {ms / max(hits, 1) / gateway:.1f} times the gateway's time a study", flush=True)
        finally:
            server.close()


def main():
    parser = arguments(__doc__, rounds=15)
    parser.add_argument("--sizes", default="10000,1000000", help="instances, in studies of a hundred")
    parser.add_argument("--only-gateway", action="store_true")
    options = ready(parser)
    gateway, studies = growth(options, options.work)
    if not options.only_gateway:
        others(options, options.work, studies, gateway)


if __name__ == "__main__":
    main()
