"""Compares DICOM JSON files with pydicom's Dataset.to_json_dict(): names of those that differ, then a line of counts.

pydicom leaves the words of a big endian file (OW, OF, ..., UN) in the order of the file, while PS3.18 F.2.7 wants them little endian. The witness
for such a file is therefore pydicom's JSON of what "dcmconv +te" (DCMTK) makes of it: DCMTK swaps the words, every value is still compared.
Without dcmconv it is pydicom's JSON of the file itself, and the last line says so.

Arguments: folder of the DICOM files, folder of the JSON files, list of "number<TAB>name".
"""
import enum
import json
import logging
import math
import os
import shutil
import subprocess
import sys
import warnings

import pydicom

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)


def plain(value):
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)) or type(value).__name__ in ("MultiValue", "Sequence"):
        return [plain(v) for v in value]
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, float):
        return float(value)
    if isinstance(value, int):
        return int(value)
    return str(value)


def number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def same(a, b):
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same(a[k], b[k]) for k in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(same(x, y) for x, y in zip(a, b))
    if number(a) and number(b):
        return a == b or (math.isnan(a) and math.isnan(b))
    return a == b


def witness(path, folder):
    """What pydicom says, and whether it says so of the file after dcmconv."""
    dataset = pydicom.dcmread(path, force=True)
    if getattr(dataset, "file_meta", {}).get("TransferSyntaxUID") == pydicom.uid.ExplicitVRBigEndian and shutil.which("dcmconv"):
        little = os.path.join(folder, "little-endian.dcm")
        subprocess.run(["dcmconv", "+te", path, little], check=True, capture_output=True)
        return plain(pydicom.dcmread(little).to_json_dict()), True
    return plain(dataset.to_json_dict()), False


def main(corpus, folder, names):
    compared = equal = unreadable = converted = 0
    for line in open(names, encoding="utf-8"):
        index, name = line.rstrip("\n").split("\t")
        try:
            theirs, little = witness(os.path.join(corpus, name), folder)
        except subprocess.CalledProcessError:
            raise
        except Exception:
            unreadable += 1
            continue
        compared += 1
        converted += little
        path = os.path.join(folder, index + ".json")
        ours = json.load(open(path, encoding="utf-8")) if os.path.exists(path) else {}
        if same(ours, theirs):
            equal += 1
            continue
        print(name)
        for tag in sorted(set(ours) | set(theirs)):
            if not same(ours.get(tag), theirs.get(tag)):
                print("   ", tag, str(ours.get(tag))[:80], "|", str(theirs.get(tag))[:80])
    how = f"{converted} big endian files by way of dcmconv +te" if shutil.which("dcmconv") else "big endian files as pydicom leaves them, dcmconv is missing"
    print(f"{compared} compared ({how}), {equal} equal, {compared - equal} different, {unreadable} that pydicom cannot turn into JSON")


main(*sys.argv[1:])
