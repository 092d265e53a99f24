"""Corrects JSON lines on a Spark cluster: spark-submit spark_pipe.py IN OUT PARTITIONS (UNMANGLE: the command)."""

import os
import sys

from pyspark.sql import SparkSession

source, target, partitions = sys.argv[1:]
spark = SparkSession.builder.appName("unmangle").getOrCreate()
lines = spark.sparkContext.textFile(source, int(partitions))
# Without checkCode a process that fails would look like one that had little to say.
lines.pipe(os.environ.get("UNMANGLE", "unmangle") + " --jsonl --fix", checkCode=True).saveAsTextFile(target)
spark.stop()
