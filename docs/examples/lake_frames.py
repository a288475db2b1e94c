"""Frames of a lake in Python: scores by another metric, pixels as an array, PNG files.

    spark-submit --jars spikelake-all.jar,delta-spark_2.12-3.3.2.jar,delta-storage-3.3.2.jar \\
        --conf spark.sql.extensions=io.delta.sql.DeltaSparkSessionExtension,io.spikelake.sql.SpikeLakeExtensions \\
        --conf spark.sql.catalog.spark_catalog=org.apache.spark.sql.delta.catalog.DeltaCatalog \\
        lake_frames.py LAKE FOLDER

Needs numpy for the pixels.
"""

import os
import re
import sys

import numpy
from pyspark.sql import SparkSession
from pyspark.sql import functions as F


def main(lake, folder):
    spark = SparkSession.builder.appName("lake-frames").getOrCreate()
    os.makedirs(folder, exist_ok=True)

    # A row of frames counts if shards has its shard from the same run.
    shards = spark.read.format("delta").load(lake + "/shards").select("shard", "committed_in")
    frames = spark.read.format("delta").load(lake + "/frames").join(shards, ["shard", "committed_in"], "left_semi")

    chosen = frames.where("status = 'ok'").select(
        "recording_id",
        "key_frame",
        "method",
        "tone",
        F.expr("iqa_report(raw, 'piqe/pyiqa')").alias("report"),
        F.expr("image_pixels(raw)").alias("image"),
        F.expr("image_png(raw)").alias("file"),
    )
    for row in chosen.orderBy("recording_id", "key_frame", "method", "tone").toLocalIterator():
        pixels = numpy.frombuffer(row.image.pixels, "<f4").reshape(row.image.height, row.image.width)
        key = "%s-%d-%s-%s" % (row.recording_id[:8], row.key_frame, row.method, row.tone)
        name = re.sub("[^a-z0-9.=-]", "_", key) + ".png"
        with open(os.path.join(folder, name), "wb") as file:
            file.write(row.file)
        print("%s %s %.6f, mean %.6f" % (name, row.report.metric, row.report.score, pixels.mean(dtype="f8")))
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
