"""Frames of spike recordings by two methods, and their scores, as a table of Parquet files.

    spark-submit --jars spikelake-all.jar \\
        --conf spark.sql.extensions=io.spikelake.sql.SpikeLakeExtensions \\
        recordings.py RECORDINGS OUT

RECORDINGS holds .dat files of 400x250 pixels, as 'spikelake demo' writes them.
"""

import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as F


def main(recordings, out):
    spark = SparkSession.builder.appName("recordings").getOrCreate()

    # Options are those of format("spike"); numbers, booleans and None are taken as Python has them.
    windows = (
        spark.read.format("spike")
        .options(height=250, width=400, white_rate=0.6, at="middle", window=149, max_partition_bytes=None)
        .load([recordings])
    )

    # The same for methods: a name, a variant, parameters. The tone says which value is white.
    tone = F.concat(F.lit("rate="), F.col("white_rate"))
    frame = {
        "tfp": F.expr("spike_tfp(spikes, height, width, 'tfp', tone, key_frame - frame_start)"),
        "tfi": F.expr("spike_tfi(spikes, height, width, 'middle:window=74', tone, key_frame - frame_start)"),
    }
    windows = windows.withColumn("tone", tone)
    frames = windows.select("path", "key_frame", "tone", F.lit("tfp").alias("method"), frame["tfp"].alias("frame"))
    frames = frames.union(
        windows.select("path", "key_frame", "tone", F.lit("tfi").alias("method"), frame["tfi"].alias("frame"))
    )

    # Written once, then scored: a frame that is used twice in one query may be made twice.
    frames.write.mode("overwrite").parquet(out)
    scores = spark.read.parquet(out).select(
        F.element_at(F.split("path", "/"), -1).alias("recording"),
        "method",
        F.expr("iqa_niqe(frame)").alias("niqe"),
        F.expr("iqa_brisque(frame)").alias("brisque"),
        F.expr("iqa_piqe(frame)").alias("piqe"),
    )
    for row in scores.orderBy("recording", "method").collect():
        print("%s %s %.6f %.6f %.6f" % row)
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
