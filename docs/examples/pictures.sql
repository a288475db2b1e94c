-- Scores of a folder of PNG, JPEG or BMP files.
--
--   spark-sql --jars spikelake-all.jar --conf spark.example.pictures=FOLDER -f pictures.sql

-- What a function does, and what its arguments are.
DESCRIBE FUNCTION EXTENDED iqa_niqe;

-- Which variant a bare name means here.
SELECT iqa_metric_id('niqe') AS niqe, iqa_metric_id('brisque') AS brisque, iqa_metric_id('piqe') AS piqe;

-- One function for each metric; null where there is no score.
SELECT element_at(split(path, '/'), -1) AS name, iqa_niqe(content) AS niqe, iqa_piqe(content, 'pyiqa') AS piqe
FROM binaryFile.`${spark.example.pictures}`
ORDER BY niqe;

-- All metrics in one pass, with the reason where there is no score.
SELECT name, r.metric, r.score, r.status, r.message
FROM (
  SELECT element_at(split(path, '/'), -1) AS name, iqa_reports(content, 'niqe,brisque,piqe') AS reports
  FROM binaryFile.`${spark.example.pictures}`
) LATERAL VIEW explode(reports) t AS r
ORDER BY name, metric;

-- To find the first picture that cannot be scored, let it end the query: 'fail'.
SET spark.spikelake.sql.errors=null;
