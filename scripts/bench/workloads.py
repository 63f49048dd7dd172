"""The scratch folder: load generator and workloads, made from ../shared/bench when they are not there yet."""
import os
import shutil
import subprocess
import sys


class Workloads:
    def __init__(self, folder, shared):
        self.folder = os.path.abspath(folder)
        self.blast = os.path.join(self.folder, "bin", "blast")
        if not (os.path.exists(self.blast) and os.path.isdir(self.path("W3"))):
            self._make(shared)
        for name in ("out", "tmp"):
            os.makedirs(os.path.join(self.folder, name), exist_ok=True)

    def _make(self, shared):
        if not os.path.isdir(shared):
            sys.exit(f"The workloads are made by {shared}, which is absent: set DICOMGATEWAY_SHARED, or give --work with a prepared folder.")
        print(f"Making load generator and workloads in {self.folder} (about 5 GB)", flush=True)
        shutil.copytree(shared, self.folder, dirs_exist_ok=True)
        subprocess.run(["bash", "-c", ". ./prepare.sh"], cwd=self.folder, check=True)

    def path(self, work):
        return os.path.join(self.folder, "data", work)

    def out(self, name):
        return os.path.join(self.folder, "out", name)

    def scratch(self, name):
        return os.path.join(self.folder, "tmp", name)

    def size(self, work):
        files = [entry for entry in os.scandir(self.path(work)) if entry.name.endswith(".dcm")]
        return len(files), sum(entry.stat().st_size for entry in files)

    def part(self, work, count):
        """A folder with the first files of a workload, linked."""
        folder = self.scratch(f"{work}-{count}")
        if not os.path.isdir(folder) or len(os.listdir(folder)) != count:
            shutil.rmtree(folder, ignore_errors=True)
            os.makedirs(folder)
            for name in sorted(os.listdir(self.path(work)))[:count]:
                os.link(os.path.join(self.path(work), name), os.path.join(folder, name))
        return folder
