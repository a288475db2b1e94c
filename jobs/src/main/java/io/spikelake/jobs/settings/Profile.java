package io.spikelake.jobs.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Settings that are shipped: the files {@code conf/NAME.conf}, which the jar holds too. */
public enum Profile {
  /** One machine. */
  LOCAL("one machine; used by itself where the master is local"),
  /** Tables with pictures. */
  DELTA("Delta tables whose rows carry pictures; used by itself"),
  /** S3 through S3A. */
  S3("S3 through S3A; used by itself"),
  /** A GPU for each executor. */
  GPU("executors with a GPU each"),
  /** Pods. */
  KUBERNETES("Spark on Kubernetes");

  private final String purpose;

  Profile(String purpose) {
    this.purpose = purpose;
  }

  /** As users write it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** In a few words. */
  public String purpose() {
    return purpose;
  }

  /**
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Profile of(String id) {
    return Arrays.stream(values())
        .filter(profile -> profile.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no profile '%s'; expected one of %s, or --config FILE for a file of yours"
                        .formatted(
                            id,
                            Arrays.stream(values())
                                .map(Profile::id)
                                .collect(Collectors.joining(", ")))));
  }

  /** What it says. */
  public SettingsFile settings() {
    String file = id() + ".conf";
    try (InputStream content = Profile.class.getResourceAsStream(file)) {
      return SettingsFile.resource("profile " + id(), content);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file + " of this build", e);
    }
  }
}
