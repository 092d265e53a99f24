"""Corrects the column `text` of Parquet files: spark-submit spark_parquet.py IN OUT (UNMANGLE: the command)."""

import os
import sys

from pyspark.sql import SparkSession, functions
from pyspark.sql.types import ArrayType, StructType

source, target = sys.argv[1:]
spark = SparkSession.builder.appName("unmangle").getOrCreate()
rows = spark.read.parquet(source)
rows.createOrReplaceTempView("documents")
command = os.environ.get("UNMANGLE", "unmangle") + " --jsonl --fix"
answers = spark.sql(f"SELECT TRANSFORM(to_json(struct(*))) USING '{command}' AS (answer STRING) FROM documents")
# Of what is answered beside the columns only the number of findings is kept.
finding = StructType().add("rule", "string").add("tier", "string").add("applied", "boolean")
schema = StructType(rows.schema.fields).add("artifacts", ArrayType(finding))
parsed = answers.select(functions.from_json("answer", schema).alias("row")).select("row.*")
parsed.withColumn("findings", functions.size("artifacts")).drop("artifacts").write.parquet(target)
spark.stop()
