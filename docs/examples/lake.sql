-- Frames of a lake, scored again and otherwise.
--
--   spark-sql --jars spikelake-all.jar,delta-spark_2.12-3.3.2.jar,delta-storage-3.3.2.jar \
--     --conf spark.sql.extensions=io.delta.sql.DeltaSparkSessionExtension \
--     --conf spark.sql.catalog.spark_catalog=org.apache.spark.sql.delta.catalog.DeltaCatalog \
--     --conf spark.example.lake=LAKE -f lake.sql

-- A row of frames counts if shards has its shard from the same run.
CREATE OR REPLACE TEMPORARY VIEW counting AS
SELECT f.* FROM delta.`${spark.example.lake}/frames` f
LEFT SEMI JOIN delta.`${spark.example.lake}/shards` s ON f.shard = s.shard AND f.committed_in = s.committed_in
WHERE f.status = 'ok';

-- Scores of the lake that come out otherwise now: none, as long as SpikeLake and models are the same.
SELECT count(*) AS differing
FROM counting f LATERAL VIEW explode(f.metrics) t AS m
WHERE m.metric RLIKE '^(niqe|brisque|piqe)/' AND NOT iqa_score(f.raw, m.metric) <=> m.score;

-- A metric that nobody asked for when the frames were made.
SELECT method, tone, avg(iqa_piqe(raw, 'pyiqa')) AS piqe, count(*) AS frames
FROM counting
GROUP BY method, tone
ORDER BY piqe;

-- What 8 bits cost: the picture for display against the frame that scores are defined on.
SELECT method, avg(iqa_psnr(png, raw)) AS decibels FROM counting GROUP BY method ORDER BY method;
