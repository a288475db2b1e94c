"""NIQE of the pictures of a folder, through Spark's image source.

    spark-submit --jars spikelake-all.jar \\
        --conf spark.sql.extensions=io.spikelake.sql.SpikeLakeExtensions \\
        image_source.py FOLDER

The source is part of Spark's mllib, which every Spark installation has.
"""

import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as F


def main(folder):
    spark = SparkSession.builder.appName("image-source").getOrCreate()
    images = spark.read.format("image").load(folder)
    scores = images.select("image.origin", F.expr("iqa_niqe(image)").alias("niqe")).where("niqe IS NOT NULL")
    for row in scores.orderBy("niqe").collect():
        print("%s %.6f" % (row.origin.rsplit("/", 1)[-1], row.niqe))
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
