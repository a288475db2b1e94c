package io.spikelake.quality.models;

import io.spikelake.quality.ModelSlot;
import java.util.Arrays;
import java.util.Optional;

/**
 * Published model files, recognised by their SHA-256. None comes with SpikeLake; the notice must
 * stay with the file.
 */
public enum KnownModelFile {
  NIQE_LIVE_MAT(
      ModelSlot.NIQE_LIVE,
      "niqe_image_params.mat",
      "c0f359a92d32de06002b81d1446e8a060a31de46ae9cce2c4d781405626727eb",
      Publisher.NIQE),
  BRISQUE_LIVE_REGRESSION(
      ModelSlot.BRISQUE_LIVE,
      "allmodel",
      "7c8e239223d4ff930cbfad4bfbceb685dbf0977804794979d2a9ed54f5d8bf1f",
      Publisher.BRISQUE),
  BRISQUE_LIVE_VECTORS(
      ModelSlot.BRISQUE_LIVE,
      "support_vectors.csv",
      "c7224dea1d5f9d1388bdbbeeb0621c5d569468efe68f81a5978a3e872851d3ce",
      Publisher.BRISQUE),
  BRISQUE_LIVE_RANGES(
      ModelSlot.BRISQUE_LIVE,
      "feature_ranges.csv",
      "2e036f4882e927a1d2aa5d1391d500e546779aafe68ef3449d0faca44352a977",
      Publisher.BRISQUE);

  /** Who published a model and on what terms. */
  private static final class Publisher {
    private static final String TERMS =
        "Copyright (c) 2011 The University of Texas at Austin (LIVE, CPS); may be used, copied,"
            + " modified and distributed without fee if the release's notice stays with every copy"
            + " and publications acknowledge LIVE";
    private static final String NIQE =
        "From the NIQE Software Release, http://live.ece.utexas.edu/research/quality/"
            + "niqe_release.zip. "
            + TERMS;
    private static final String BRISQUE =
        "From the BRISQUE Software Release, http://live.ece.utexas.edu/research/quality/"
            + "BRISQUE_release.zip. "
            + TERMS;
  }

  private final ModelSlot slot;
  private final String fileName;
  private final String sha256;
  private final String notice;

  KnownModelFile(ModelSlot slot, String fileName, String sha256, String notice) {
    this.slot = slot;
    this.fileName = fileName;
    this.sha256 = sha256;
    this.notice = notice;
  }

  public ModelSlot slot() {
    return slot;
  }

  /** The name under which it is published and installed. */
  public String fileName() {
    return fileName;
  }

  /** In lower-case hexadecimal. */
  public String sha256() {
    return sha256;
  }

  /** Origin and licence, in one line. */
  public String notice() {
    return notice;
  }

  /** The known file with a digest. */
  public static Optional<KnownModelFile> find(String sha256) {
    return Arrays.stream(values()).filter(file -> file.sha256.equals(sha256)).findFirst();
  }
}
