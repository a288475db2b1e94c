package io.spikelake.hadoop;

import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request that S3 refuses for good, said so that it can be put right: Hadoop's own message names
 * the request and not what to change, and that of a write not even the bucket.
 *
 * @param verb what was refused: find, read, list, write or delete
 * @param bucket name of the bucket
 * @param key key of the object, or the prefix that was to be listed; may be ""
 * @param code what S3 says, such as AccessDenied or InvalidAccessKeyId
 */
public record S3Refusal(String verb, String bucket, String key, String code) {

  private static final Pattern PLACE = Pattern.compile("s3a://([^/\\s:]+)(?:/([^\\s:]*))?");
  private static final Pattern CODE = Pattern.compile(":\\s?([A-Z][A-Za-z]+)\\s*$");

  /** What ends the words by which S3A calls a request. */
  private static final String AFTER_REQUEST = " on |s3a://|: ";

  /** A refusal among the causes of a failure. */
  public static Optional<S3Refusal> in(Throwable failure) {
    List<Throwable> causes = causes(failure);
    for (Throwable cause : causes) {
      if (cause instanceof AccessDeniedException denied && isOfS3(denied)) {
        Optional<String> bucket = bucket(causes);
        if (bucket.isPresent()) {
          return Optional.of(of(denied, bucket.get()));
        }
      }
    }
    return Optional.empty();
  }

  /** What to tell of a failure: what to put right if S3 refused, otherwise its own message. */
  public static String message(Throwable failure) {
    return in(failure)
        .map(S3Refusal::message)
        .orElse(failure.getMessage() == null ? failure.toString() : failure.getMessage());
  }

  /** Local files are denied by an exception of the same class. */
  private static boolean isOfS3(AccessDeniedException denied) {
    return String.valueOf(denied.getFile()).startsWith("s3a://")
        || String.valueOf(denied.getReason()).contains("amazon");
  }

  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable cause = failure;
        cause != null && !causes.contains(cause);
        cause = cause.getCause()) {
      causes.add(cause);
    }
    return causes;
  }

  /** The innermost place that is named: of a write, S3A itself names the key alone. */
  private static Optional<String> bucket(List<Throwable> causes) {
    for (int i = causes.size() - 1; i >= 0; i--) {
      Matcher place = PLACE.matcher(String.valueOf(causes.get(i).getMessage()));
      if (place.find()) {
        return Optional.of(place.group(1));
      }
    }
    return Optional.empty();
  }

  private static S3Refusal of(AccessDeniedException denied, String bucket) {
    String file = String.valueOf(denied.getFile());
    Matcher place = PLACE.matcher(file);
    String key = place.matches() ? place.group(2) : file;
    String reason = String.valueOf(denied.getReason());
    Matcher code = CODE.matcher(reason);
    return new S3Refusal(
        verb(reason.split(AFTER_REQUEST, 2)[0].toLowerCase(Locale.ROOT)),
        bucket,
        key == null ? "" : key,
        code.find() ? code.group(1) : "status 403");
  }

  private static String verb(String request) {
    if (request.contains("delete")) {
      return "delete";
    }
    if (request.contains("list")) {
      return "list";
    }
    if (request.contains("open") || request.contains("read")) {
      return "read";
    }
    return request.matches(".*(put|writ|upload|copy|mkdir).*") ? "write" : "find";
  }

  /** One sentence with the bucket, the key, and the settings to check. */
  public String message() {
    return "S3 refuses to %s '%s' in bucket '%s' (%s); check that"
            .formatted(verb, key, bucket, code)
        + " fs.s3a.aws.credentials.provider, or fs.s3a.access.key and fs.s3a.secret.key, give the"
        + " identity that is meant, and that a policy allows it "
        + actions();
  }

  private String actions() {
    String ofBucket = "s3:ListBucket on arn:aws:s3:::" + bucket;
    String object = " on arn:aws:s3:::" + bucket + "/" + key;
    return switch (verb) {
      case "list" -> ofBucket;
      case "write" -> "s3:PutObject" + object;
      case "delete" -> "s3:DeleteObject" + object;
      case "read" -> "s3:GetObject" + object;
      default -> "s3:GetObject" + object + " and " + ofBucket;
    };
  }
}
