package io.spikelake.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocationsTest {

  @ParameterizedTest
  @CsvSource({
    "s3a://canary:nightingale@bucket/x, s3a",
    "S3A://canary:nightingale@bucket, s3a",
    "s3a://canary@bucket/x, s3a",
    "s3a://canary:wo/rd@bucket/x, s3a",
    "s3a://canary:12/rd@bucket/x, s3a",
    "s3a://canary%3Anightingale@bucket/x, s3a",
    "gs://canary@bucket/x, gs",
    "https://canary@host/x.zip, https",
    "http://canary:nightingale@host:8080/x.zip, http",
    "http://canary:wo/rd@host/x.zip, http",
    "hdfs://canary:nightingale@name:8020/x, hdfs",
    "hdfs://canary@[::1]:8020/x, hdfs",
    "sftp://canary:nightingale@host/x, sftp",
    "abfss://container:canary@account.dfs.core.windows.net/x, abfss",
    "--lake=s3a://canary:nightingale@bucket/x, s3a",
    "SELECT 's3a://canary:nightingale@bucket', s3a"
  })
  void refusesCredentialsAndDoesNotRepeatThem(String text, String scheme) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Locations.requireNoCredentials(text))
        .withMessageStartingWith(
            "A URI of scheme "
                + scheme
                + " names a user or password before its host or bucket; URIs are written to tables and"
                + " logs, so leave it out and ")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("canary", "nightingale", "rd@"));
  }

  @Test
  void saysWhatToDoInstead() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Locations.requireNoCredentials("s3a://a:b@c"))
        .withMessageContaining(
            "set spark.hadoop.fs.s3a.access.key and spark.hadoop.fs.s3a.secret.key, or"
                + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Locations.requireNoCredentials("https://a:b@c"))
        .withMessageEndingWith("use a URL that needs none, or download the file yourself");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Locations.requireNoCredentials("sftp://a:b@c"))
        .withMessageEndingWith("use the settings spark.hadoop.fs.* of that file system");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "lake",
        "/data/2024-01-01T10:00:00/scan@1.dat",
        "file:/data/a:b@c",
        "file:///data/a:b@c",
        "s3a://bucket",
        "s3a://bucket/a:b@c",
        "s3a://bucket/{a,b}/*.dat",
        "hdfs://name:8020/a:b@c",
        "hdfs://[::1]:8020/x",
        "hdfs:///x",
        "http://127.0.0.1:9000/x.zip?X-Amz-Signature=1",
        "https://host/x@2.zip",
        "abfss://container@account.dfs.core.windows.net/x",
        "jar:///packs/spikelake-lrn",
        "lrn/spikeclip@1:pack=0123456789ab",
        "tfp:window=41,tfi/middle@1",
        "SELECT uri FROM recordings WHERE uri LIKE 's3a://bucket/%'"
      })
  void takesEverythingElse(String text) {
    assertThat(Locations.requireNoCredentials(text)).isSameAs(text);
  }

  @ParameterizedTest
  @CsvSource({
    "https://host/x.zip?X-Amz-Signature=1&a=b, https://host/x.zip",
    "HTTP://host/x.zip#part, HTTP://host/x.zip",
    "https://host/x.zip, https://host/x.zip",
    "/data/what?.zip, /data/what?.zip",
    "s3a://bucket/what?.zip, s3a://bucket/what?.zip"
  })
  void showsUrlsWithoutTheirQuery(String location, String shown) {
    assertThat(Locations.shown(location)).isEqualTo(shown);
  }
}
