package io.spikelake.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fs.s3a.access.key",
        "fs.s3a.secret.key",
        "fs.s3a.session.token",
        "fs.s3a.bucket.archive.secret.key",
        "fs.s3a.encryption.key",
        "fs.s3a.server-side-encryption.key",
        "fs.s3a.proxy.password",
        "fs.azure.account.key.lake.dfs.core.windows.net",
        "fs.azure.account.oauth2.client.secret",
        "fs.azure.account.oauth2.client.secret.lake.dfs.core.windows.net",
        "fs.gs.auth.service.account.private.key",
        "spark.hadoop.fs.s3a.secret.key",
        "spark.authenticate.secret",
        "spark.ssl.keyPassword",
        "javax.net.ssl.trustStorePassword",
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SESSION_TOKEN",
        "HADOOP_CREDSTORE_PASSWORD"
      })
  void knowsSecretsByTheNamesOfTheirSettings(String name) {
    String value = "canary/of+" + name + "=";
    Secrets.learn(Map.of(name, value).entrySet());
    assertThat(Secrets.redacted("Access with '" + value + "' was denied"))
        .isEqualTo("Access with '***' was denied");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fs.s3a.aws.credentials.provider",
        "fs.s3a.endpoint",
        "hadoop.security.credential.provider.path",
        "hadoop.http.authentication.signature.secret.file",
        "hadoop.security.token.service.use_ip",
        "spark.sql.redaction.options.regex",
        "user.name"
      })
  void leavesOtherSettingsAlone(String name) {
    Secrets.learn(Map.of(name, "harmless-" + name).entrySet());
    assertThat(Secrets.redacted("It is harmless-" + name)).isEqualTo("It is harmless-" + name);
  }

  @Test
  void takesSystemPropertiesAsTheyAreNow() {
    String name = "spark.hadoop.fs.s3a.bucket.b.secret.key";
    System.setProperty(name, "canary-property");
    try {
      assertThat(Secrets.redacted("x canary-property y")).isEqualTo("x *** y");
    } finally {
      System.clearProperty(name);
    }
    assertThat(Secrets.redacted("x canary-property y")).isEqualTo("x canary-property y");
  }

  @Test
  void findsThemAsUrlsSpellThemAndTheLongerOneFirst() {
    Secrets.learn(
        Map.of("a.secret.key", "part/of+it", "b.secret.key", "part/of+it/and=more").entrySet());
    assertThat(Secrets.redacted("?k=part%2Fof%2Bit&x=part/of+it/and=more"))
        .isEqualTo("?k=***&x=***");
  }

  @Test
  void doesNotTearWordsApart() {
    Secrets.learn(Map.of("a.password", "record", "b.password", "disk").entrySet());
    assertThat(Secrets.redacted("A recording on disk, record 5"))
        .isEqualTo("A recording on disk, *** 5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          No bucket s3a://canary:word@bucket/x              | No bucket s3a://***@bucket/x
          No bucket s3a://canary:wo/rd@bucket/x             | No bucket s3a://***@bucket/x
          No folder s3a:/canary:word@bucket/x               | No folder s3a:/***@bucket/x
          Proxy http://canary:word@proxy:3128 is down       | Proxy http://***@proxy:3128 is down
          hdfs://name:8020/data/a@b is not there            | hdfs://name:8020/data/a@b is not there
          file:/data/10:00/a@b is not there                 | file:/data/10:00/a@b is not there
          https://h/x?X-Amz-Signature=canary&y=1            | https://h/x?X-Amz-Signature=***&y=1
          https://h/x?y=1&sig=canary                        | https://h/x?y=1&sig=***
          'spark.hadoop.fs.s3a.secret.key=canary' unmatched | 'spark.hadoop.fs.s3a.secret.key=***' unmatched
          AWS_SESSION_TOKEN = canary, and                   | AWS_SESSION_TOKEN = ***, and
          tfp/spike-zoo@1:window=41                         | tfp/spike-zoo@1:window=41
          """)
  void takesOutWhatLooksLikeACredential(String text, String clean) {
    assertThat(Secrets.redacted(text)).isEqualTo(clean);
  }

  @Test
  void noTextStaysNone() {
    assertThat(Secrets.redacted(null)).isNull();
  }
}
