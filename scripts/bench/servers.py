"""The servers under measurement. Each run starts one on an empty folder and asks it at the end what it holds."""
import json
import os
import shutil
import subprocess
import time
import urllib.request

from processes import free_port, stop, wait_port

AET = "SRV"
SENDERS = ("BLAST", "STORESCU", "DCMSEND", "ECHOSCU", "DICOMGATEWAY", "BENCH")

# De-identifies every instance as it arrives and sends it on: what Orthanc's own documentation calls auto-routing with modification.
LUA = """
function OnStoredInstance(instanceId, tags, metadata, origin)
  if origin['RequestOrigin'] ~= 'Lua' then
    local change = { Force = true, RemovePrivateTags = true,
      Replace = { PatientName = 'SUBJ000042', PatientID = 'SUBJ000042', PatientBirthDate = '', AccessionNumber = '' },
      Remove = { 'InstitutionName', 'InstitutionAddress', 'ReferringPhysicianName', 'StationName', 'InstitutionalDepartmentName', 'PhysiciansOfRecord',
        '0008-1050', '0008-1070', '0010-1000', 'PatientAddress', 'AdditionalPatientHistory', 'PatientComments', 'DeviceSerialNumber',
        'RequestingPhysician', 'RequestAttributesSequence' } }
    local modified = ParseJson(RestApiPost('/instances', RestApiPost('/instances/' .. instanceId .. '/modify', DumpJson(change, true))))
    Delete(SendToModality(modified['ID'], 'sink'))
    Delete(instanceId)
  end
end
"""


class Server:
    """A started server: .port, .pid, held() and close()."""
    nodelay = True

    def __init__(self, folder, forward_to=None, idle="5m"):
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        self.folder, self.forward_to, self.idle = folder, forward_to, idle
        self.port = free_port()
        environment = dict(os.environ)
        environment.pop("TCP_NODELAY", None)
        if self.nodelay:
            environment["TCP_NODELAY"] = "1"
        self._log = open(folder + ".log", "w")
        self.process = subprocess.Popen(self.command(), cwd=folder, env=environment, stdout=self._log, stderr=subprocess.STDOUT)
        self.pid = self.process.pid
        if not wait_port(self.port, self.process):
            self.close()
            raise RuntimeError(f"{type(self).__name__} did not start; see {folder}.log")
        time.sleep(0.5)

    def close(self):
        stop(self.process)
        self._log.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def trouble(self):
        """What the server itself says is wrong after the run; empty when nothing."""
        return ""


def files_in(folder, without=()):
    return sum(len([n for n in names if n not in without]) for _, _, names in os.walk(folder))


class Storescp(Server):
    pdu = []

    def command(self):
        return ["storescp", "--fork", *self.pdu, "-aet", AET, "-od", self.folder, str(self.port)]

    def held(self):
        return files_in(self.folder)


class Storescp128k(Storescp):
    pdu = ["-pdu", "131072"]


class StorescpAsShipped(Storescp):
    nodelay = False


class Dcmqrscp(Server):
    def command(self):
        database = os.path.join(self.folder, "db")
        os.makedirs(database)
        path = os.path.join(self.folder, "dcmqrscp.cfg")
        with open(path, "w") as f:
            f.write(f"NetworkTCPPort = {self.port}\nMaxPDUSize = 131072\nMaxAssociations = 32\nHostTable BEGIN\nHostTable END\nVendorTable BEGIN\n"
                    f"VendorTable END\nAETable BEGIN\n{AET} {database} RW (100000, 100000mb) ANY\nAETable END\n")
        return ["dcmqrscp", "-c", path]

    def held(self):
        return files_in(os.path.join(self.folder, "db"), ("index.dat", "lockfile"))


class Orthanc(Server):
    lua = False

    def command(self):
        self.http = free_port()
        settings = dict(
            Name="bench", StorageDirectory=self.folder, IndexDirectory=self.folder, HttpPort=self.http, DicomPort=self.port, DicomAet=AET,
            RemoteAccessAllowed=False, AuthenticationEnabled=False, DicomCheckCalledAet=False, DicomAlwaysAllowFind=True)
        if self.forward_to:
            settings["DicomModalities"] = {"sink": ["SINK", "127.0.0.1", self.forward_to]}
        if self.lua:
            settings["LuaScripts"] = [os.path.join(self.folder, "route.lua")]
            with open(settings["LuaScripts"][0], "w") as f:
                f.write(LUA)
        path = os.path.join(self.folder, "orthanc.json")
        with open(path, "w") as f:
            json.dump(settings, f)
        return ["/usr/sbin/Orthanc", path]

    def rest(self, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(f"http://127.0.0.1:{self.http}{path}", data, timeout=600) as answer:
            return json.load(answer)

    def held(self):
        return self.rest("/statistics")["CountInstances"]

    def forward(self):
        """De-identifies study by study through the REST interface and sends the copies on."""
        for study in self.rest("/studies"):
            copy = self.rest(f"/studies/{study}/anonymize", {})
            self.rest("/modalities/sink/store", copy["ID"])

    def forget(self):
        for study in self.rest("/studies"):
            urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{self.http}/studies/{study}", method="DELETE"), timeout=600).close()


class OrthancLua(Orthanc):
    lua = True


class Gateway(Server):
    executable = None

    def command(self):
        self.data = os.path.join(self.folder, "data")
        self.config = os.path.join(self.folder, "config", "gateway.json")
        os.makedirs(os.path.dirname(self.config))
        os.makedirs(os.path.join(self.folder, "keys"))
        destinations = [dict(name="sink", host="127.0.0.1", port=self.forward_to, calledAeTitle="SINK")] if self.forward_to else []
        with open(self.config, "w") as f:
            json.dump(dict(
                keyFile=os.path.join(self.folder, "keys", "keys.json"), dataFolder=self.data,
                listeners=dict(dicom=dict(address="127.0.0.1", port=self.port)),
                logging=dict(level="Information"), destinations=destinations,
                projects=[dict(name="bench", aeTitles=[AET], destinations=[d["name"] for d in destinations], assemblyIdle=self.idle)],
                peers=[dict(aeTitle=title, addresses=["127.0.0.1"]) for title in SENDERS]), f)
        return [self.executable, "serve", "--config", self.config, "--data", self.data]

    def ask(self, *arguments):
        return json.loads(subprocess.run([self.executable, *arguments, "--data", self.data, "--json"], capture_output=True, text=True, check=False).stdout)

    def held(self):
        return sum(study["instances"] for study in self.ask("studies", "--limit", "100000"))

    def trouble(self):
        return "; ".join(f"{item['name']}: {item['text']}" for item in self.ask("check", "--config", self.config) if not item["isSound"])


class Sink(Server):
    """storescp behind the server that is measured."""

    def command(self):
        return ["storescp", "--fork", "-pdu", "131072", "-aet", "SINK", "-od", self.folder, str(self.port)]

    def held(self):
        return files_in(self.folder)


class NullSink(Server):
    """The load generator's own receiver, which writes nothing."""
    blast = None

    def command(self):
        return [self.blast, "serve", str(self.port), "null", self.folder]

    def held(self):
        return None


class NullSinkNagle(Storescp):
    """A receiver without TCP_NODELAY and without prompt ACK, as DCMTK ships it; it stores nothing."""
    nodelay = False

    def command(self):
        return ["storescp", "--ignore", "-aet", AET, str(self.port)]

    def held(self):
        return None


INGEST = {"gateway": Gateway, "storescp": Storescp, "storescp-131072": Storescp128k, "dcmqrscp": Dcmqrscp, "orthanc": Orthanc}
