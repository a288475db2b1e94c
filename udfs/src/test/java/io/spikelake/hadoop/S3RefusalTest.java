package io.spikelake.hadoop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3RefusalTest {

  private static final String CAUSE =
      ": software.amazon.awssdk.services.s3.model.S3Exception: Denied (Service: S3, Status Code:"
          + " 403, Request ID: null) (SDK Attempt Count: 1):";

  private static AccessDeniedException denied(String file, String request, String code) {
    return new AccessDeniedException(file, null, request + CAUSE + code);
  }

  /** Words of S3A 3.4.3, from its answers to a server that refuses. */
  @ParameterizedTest
  @CsvSource({
    "getFileStatus on s3a://b/input/a.dat, find, s3:GetObject on arn:aws:s3:::b/input/a.dat and"
        + " s3:ListBucket on arn:aws:s3:::b",
    "open s3a://b/input/a.dat at 0 on s3a://b/input/a.dat, read, s3:GetObject on"
        + " arn:aws:s3:::b/input/a.dat",
    "Listing s3a://b/input/a.dat, list, s3:ListBucket on arn:aws:s3:::b",
    "Writing Object on input/a.dat, write, s3:PutObject on arn:aws:s3:::b/input/a.dat",
    "delete on s3a://b/input/a.dat, delete, s3:DeleteObject on arn:aws:s3:::b/input/a.dat"
  })
  void theRequestTellsWhatAPolicyMustAllow(String request, String verb, String actions) {
    S3Refusal refusal =
        S3Refusal.in(denied("s3a://b/input/a.dat", request, "AccessDenied")).orElseThrow();
    assertThat(refusal).isEqualTo(new S3Refusal(verb, "b", "input/a.dat", "AccessDenied"));
    assertThat(refusal.message())
        .isEqualTo(
            "S3 refuses to "
                + verb
                + " 'input/a.dat' in bucket 'b' (AccessDenied); check that"
                + " fs.s3a.aws.credentials.provider, or fs.s3a.access.key and fs.s3a.secret.key,"
                + " give the identity that is meant, and that a policy allows it "
                + actions);
  }

  @Test
  void theBucketOfAWriteStandsInAnExceptionAroundIt() {
    AccessDeniedException bare = denied("lake/x", "Writing Object on lake/x", "InvalidAccessKeyId");
    assertThat(S3Refusal.in(bare)).as("no bucket to name").isEmpty();
    Exception around = new IllegalStateException("Lake s3a://b/lake cannot be written", bare);
    assertThat(S3Refusal.in(new UncheckedIOException(new IOException(around))))
        .contains(new S3Refusal("write", "b", "lake/x", "InvalidAccessKeyId"));
  }

  @Test
  void otherFailuresSayWhatTheySay() {
    assertThat(S3Refusal.message(new AccessDeniedException("/local/file")))
        .isEqualTo("/local/file");
    assertThat(
            S3Refusal.in(
                new IOException("Writing to s3a://b/k", new AccessDeniedException("/tmp/spill"))))
        .isEmpty();
    assertThat(S3Refusal.message(new IOException("s3a://b/k is gone")))
        .isEqualTo("s3a://b/k is gone");
    assertThat(S3Refusal.message(new IllegalStateException()))
        .isEqualTo("java.lang.IllegalStateException");
  }
}
