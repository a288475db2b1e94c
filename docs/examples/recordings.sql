-- Frames of recordings and their scores.
--
--   spark-sql --jars spikelake-all.jar --conf spark.example.recordings=FOLDER -f recordings.sql

-- A view over recordings: options are those of format("spike").
CREATE OR REPLACE TEMPORARY VIEW windows USING spike OPTIONS (
  path '${spark.example.recordings}', height 250, width 400, white_rate 0.6, at 'middle', window 149
);

SELECT element_at(split(path, '/'), -1) AS recording, key_frame, frame_start, frame_count FROM windows ORDER BY recording;

-- Frames as lossless binary; here 0.6 spikes per plane are white.
CREATE OR REPLACE TEMPORARY VIEW made AS
SELECT element_at(split(path, '/'), -1) AS recording,
       spike_tfp(spikes, height, width, 'window=41', 'rate=0.6', key_frame - frame_start) AS tfp,
       spike_tfi(spikes, height, width, 'middle:window=74', 'rate=0.6', key_frame - frame_start) AS tfi
FROM windows;

SELECT recording, iqa_niqe(tfp) AS niqe_tfp, iqa_niqe(tfi) AS niqe_tfi, iqa_ssim(tfi, tfp) AS ssim
FROM made
ORDER BY recording;

-- PNG files for people, the struct of Spark's image source for other libraries.
SELECT recording, length(image_png(tfp)) AS bytes, image_struct(tfp, recording).nChannels AS channels FROM made ORDER BY recording;
