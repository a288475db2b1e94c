"""Reads every export back without SpikeLake, and compares it with expected.json."""

import glob
import hashlib
import io
import json
import os
import subprocess
import sys
import tarfile

import cv2
import duckdb
import numpy
import pyarrow
import pyarrow.parquet
import yaml
from PIL import Image

root = sys.argv[1]
with open(os.path.join(root, "expected.json"), encoding="utf-8") as file:
    expected = json.load(file)
samples = expected["samples"]
classes = sorted({s["class"] for s in samples.values() if s["class"]})


def digest(levels):
    return hashlib.sha256(numpy.ascontiguousarray(levels).tobytes()).hexdigest()


def pixels(content):
    with Image.open(io.BytesIO(content)) as image:
        assert image.format == "PNG" and image.mode == "L", (image.format, image.mode)
        return digest(numpy.asarray(image))


def of(name, *path):
    return os.path.join(root, name, *path)


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def check_row(key, row):
    sample = samples[key]
    for column in ("score", "path", "split", "key_frame"):
        assert row[column] == sample[column], (key, column, row[column])
    assert row.get("label_name") == sample["class"], key
    label = classes.index(sample["class"]) if sample["class"] else None
    assert row.get("label") == label, key
    assert row["recording_id"] == sample["recording"]
    return sample


def checksums(name):
    subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=of(name), check=True)
    with open(of(name, "README.md"), encoding="utf-8") as file:
        card = yaml.safe_load(file.read().split("---\n")[1])
    for key in ("license", "pretty_name", "task_categories", "size_categories", "dataset_info"):
        assert card[key], key
    for split in card.get("configs", [{"data_files": []}])[0]["data_files"]:
        found = glob.glob(of(name, split["path"]), recursive=True)
        assert found, split
    return card


def imagefolder():
    seen = []
    for split in ("train", "test"):
        for row in lines(of("imagefolder", split, "metadata.jsonl")):
            sample = check_row(row["key"], row)
            with open(of("imagefolder", split, row["file_name"]), "rb") as file:
                assert pixels(file.read()) == sample["hq"]
            seen.append(row["key"])
    return seen


def webdataset():
    seen = []
    for path in sorted(glob.glob(of("webdataset", "*.tar"))):
        with tarfile.open(path) as tar:
            parts = {}
            for member in tar.getmembers():
                assert member.mtime == 0 and member.uid == 0 and member.uname == "", member
                key, _, kind = member.name.partition(".")
                parts.setdefault(key, {})[kind] = tar.extractfile(member).read()
        for key, part in parts.items():
            row = json.loads(part["json"])
            sample = check_row(key, row)
            assert pixels(part["png"]) == sample["hq"]
            assert ("cls" in part) == (sample["class"] is not None)
            if "cls" in part:
                assert classes[int(part["cls"])] == sample["class"]
            seen.append(key)
        sidecar = pyarrow.parquet.read_table(path.replace(".tar", ".parquet")).to_pylist()
        assert [row["key"] for row in sidecar] == list(parts)
        with open(path.replace(".tar", "_stats.json"), encoding="utf-8") as file:
            assert json.load(file)["samples"] == len(parts)
    return seen


def features(metadata):
    told = json.loads(metadata[b"huggingface"])["info"]["features"]
    assert told["image"] == {"_type": "Image"}
    assert told["label"] == {"_type": "ClassLabel", "names": classes}
    assert told["score"] == {"_type": "Value", "dtype": "float64"}
    return list(told)


def table_rows(table, seen):
    assert features(table.schema.metadata) == table.schema.names
    image = table.schema.field("image").type
    assert [(f.name, str(f.type)) for f in image] == [("bytes", "binary"), ("path", "string")]
    for row in table.to_pylist():
        sample = check_row(row["key"], row)
        assert row["image"]["path"] == row["key"] + ".png"
        assert pixels(row["image"]["bytes"]) == sample["hq"]
        seen.append(row["key"])


ENCODINGS = ["PLAIN", "PLAIN_DICTIONARY", "RLE", "BIT_PACKED", "RLE_DICTIONARY"]


def parquet():
    seen = []
    for path in sorted(glob.glob(of("parquet", "data", "*.parquet"))):
        group = pyarrow.parquet.ParquetFile(path).metadata.row_group(0)
        for column in range(group.num_columns):
            order = [ENCODINGS.index(name) for name in group.column(column).encodings]
            assert order == sorted(order), "not the same bytes in every JVM"
        table_rows(pyarrow.parquet.read_table(path), seen)
    rows = duckdb.sql(
        "select key, score, image.bytes from '%s' order by key" % of("parquet", "data", "*.parquet")
    ).fetchall()
    assert [row[0] for row in rows] == sorted(samples)
    assert all(row[1] == samples[row[0]]["score"] for row in rows)
    assert all(pixels(row[2]) == samples[row[0]]["hq"] for row in rows)
    return seen


def arrow():
    seen = []
    for path in sorted(glob.glob(of("arrow", "data", "*.arrow"))):
        with pyarrow.memory_map(path) as source:
            table_rows(pyarrow.ipc.open_file(source).read_all(), seen)
    return seen


def pairs():
    seen = []
    for split in ("train", "test"):
        names = {}
        for row in lines(of("pairs", split, "metadata.jsonl")):
            sample = samples[row["key"]]
            folder, name = row["file_name"].split("/")
            assert folder == row["quality"]
            assert (row["method"] == "tvs/test@1") == (folder == "lq")
            with open(of("pairs", split, row["file_name"]), "rb") as file:
                assert pixels(file.read()) == sample[folder], row
            names.setdefault(folder, []).append(name)
            if folder == "hq":
                check_row(row["key"], row)
                seen.append(row["key"])
        assert names["hq"] == names["lq"]
    return seen


def npz():
    """As SpikeCLIP's loader: every file of a folder, sorted; spk and label."""
    seen = []
    for stage in ("train", "test"):
        told = {row["file_name"]: row for row in lines(of("npz", stage + ".jsonl"))}
        for name in sorted(os.listdir(of("npz", stage))):
            data = numpy.load(of("npz", stage, name))
            row = told[stage + "/" + name]
            spk = data["spk"]
            assert spk.dtype == numpy.uint8 and spk.shape == (60, 8, 16), (spk.dtype, spk.shape)
            assert digest(spk) == expected["spikes"][row["recording_id"]]
            assert classes[int(data["label"])] == row["label_name"] == str(data["label_name"])
            seen.append(row["recording_id"])
    labelled = {s["recording"] for s in samples.values() if s["class"]}
    assert sorted(seen) == sorted(labelled)
    assert len(open(of("npz", "left-out.txt"), encoding="utf-8").readlines()) == 1
    return None


def video():
    runs = 0
    for split in ("train", "test"):
        for row in lines(of("video", split, "metadata.jsonl")):
            frames = sorted(
                (s["key_frame"], s["hq"])
                for s in samples.values()
                if s["recording"] == row["recording_id"]
                and row["first_key_frame"] <= s["key_frame"] <= row["last_key_frame"]
            )
            reader = cv2.VideoCapture(of("video", split, row["file_name"]))
            assert abs(reader.get(cv2.CAP_PROP_FPS) - 12.5) < 1e-9
            assert reader.get(cv2.CAP_PROP_FRAME_COUNT) == len(frames) == row["frames"]
            for _, levels in frames:
                read, frame = reader.read()
                assert read
                assert (frame[..., 0] == frame[..., 1]).all()
                assert (frame[..., 0] == frame[..., 2]).all()
                assert digest(frame[..., 0]) == levels
            assert not reader.read()[0]
            runs += 1
    assert runs == 8, runs
    return None


for name, read in {
    "imagefolder": imagefolder,
    "webdataset": webdataset,
    "parquet": parquet,
    "arrow": arrow,
    "pairs": pairs,
    "npz": npz,
    "video": video,
}.items():
    checksums(name)
    seen = read()
    assert seen is None or sorted(seen) == sorted(samples), name
    print("read back:", name)
print("all read back")
