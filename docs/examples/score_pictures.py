"""Scores of a folder of pictures, best NIQE first.

    spark-submit --jars spikelake-all.jar \\
        --conf spark.sql.extensions=io.spikelake.sql.SpikeLakeExtensions \\
        score_pictures.py FOLDER

FOLDER holds PNG, JPEG or BMP files. One that cannot be read has a row that says why.
"""

import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as F


def main(folder):
    spark = SparkSession.builder.appName("score-pictures").getOrCreate()

    # One call for all metrics: each picture is decoded once.
    pictures = spark.read.format("binaryFile").load(folder)
    reports = pictures.select(
        F.element_at(F.split("path", "/"), -1).alias("name"),
        F.expr("inline(iqa_reports(content, 'niqe,brisque,piqe'))"),
    )
    reports.select("name", "metric", "score", "status", "message").orderBy("name", "metric").show(
        100, truncate=60
    )

    # One function for each metric, in a column as any other; null where there is no score.
    scores = pictures.select("path", F.expr("iqa_niqe(content)").alias("niqe")).where("niqe IS NOT NULL")
    for row in scores.orderBy("niqe").collect():
        print("%s %.6f" % (row.path.rsplit("/", 1)[-1], row.niqe))
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
