package io.spikelake.jobs.published;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Puts our figures beside published ones, and says of each cell what that is worth.
 *
 * <p>A score is paired only with one of the same data set, method and metric variant that was
 * measured by the preset of the table; others on request, and marked. A cost is paired with that of
 * the same method. Of several that fit, the one whose method, then metric comes first in the {@link
 * Meaning} is taken, of those one with the weights of the table, and of those the first in
 * alphabetical order: never the closest.
 *
 * <p>A cell of which its source leaves something open, or which was measured by another protocol or
 * with other weights, is not reproducible however close the two are.
 *
 * @param within what two figures may differ by, relative to the published one, and still be called
 *     close; 0 or more
 * @param pairing which of our scores may stand beside a published one
 */
public record Comparison(double within, Pairing pairing) {

  /** Which of our scores may stand beside a published one. */
  public enum Pairing {
    /** Those measured by the preset of its table. */
    SAME_PROTOCOL,
    /** Others as well, where there is none of the same protocol. */
    ANY_PROTOCOL
  }

  public Comparison {
    if (!(within >= 0 && within < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Within %s; expected a share of the published figure, 0 or more, such as 0.05"
              .formatted(within));
    }
  }

  private static final Comparator<Measured> BY_KEY =
      Comparator.comparing(Measured::method)
          .thenComparing(Measured::metric)
          .thenComparing(Measured::tone, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Measured::protocol, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparingDouble(Measured::mean);

  /** A cell for each published figure, in their order. */
  public List<ComparedCell> of(PublishedResults published, List<Measured> measured) {
    return published.all().stream().map(result -> cell(result, measured)).toList();
  }

  private ComparedCell cell(PublishedResult published, List<Measured> measured) {
    List<Measured> fitting = measured.stream().filter(ours -> fits(published, ours)).toList();
    Optional<Measured> best = best(published, fitting, ours -> sameProtocol(published, ours));
    if (best.isEmpty() && pairing == Pairing.ANY_PROTOCOL) {
      best = best(published, fitting, any -> true);
    }
    if (best.isPresent()) {
      return paired(published, best.get());
    }
    return alone(published, measured, !fitting.isEmpty());
  }

  private static boolean fits(PublishedResult published, Measured ours) {
    Meaning meaning = published.meaning();
    boolean placeFits =
        meaning.cost() != null
            || (meaning.dataset() != null
                && meaning.dataset().equals(ours.dataset())
                && Objects.equals(meaning.part(), ours.part()));
    return placeFits
        && meaning.methodPlace(ours.method()) >= 0
        && meaning.metricPlace(ours.metric()) >= 0;
  }

  private static boolean sameProtocol(PublishedResult published, Measured ours) {
    Meaning meaning = published.meaning();
    return meaning.cost() != null
        || (meaning.protocol() != null && meaning.protocol().equals(ours.protocol()));
  }

  private static Optional<Measured> best(
      PublishedResult published, List<Measured> fitting, Predicate<Measured> wanted) {
    Meaning meaning = published.meaning();
    return fitting.stream()
        .filter(wanted)
        .min(
            Comparator.comparingInt((Measured ours) -> meaning.methodPlace(ours.method()))
                .thenComparingInt(ours -> meaning.metricPlace(ours.metric()))
                .thenComparing(ours -> !meaning.acceptsWeights(ours))
                .thenComparing(BY_KEY));
  }

  private ComparedCell paired(PublishedResult published, Measured ours) {
    List<Reason> reasons = new ArrayList<>(published.meaning().open());
    if (!published.meaning().acceptsWeights(ours)) {
      reasons.add(Reason.OTHER_WEIGHTS);
    }
    if (!sameProtocol(published, ours)) {
      reasons.add(Reason.OTHER_PROTOCOL);
    }
    BigDecimal inTheirUnit =
        BigDecimal.valueOf(ours.mean()).divide(published.factor(), MathContext.DECIMAL128);
    BigDecimal difference = inTheirUnit.subtract(published.value());
    Verdict closeness = closeness(published, ours, difference);
    return new ComparedCell(
        published,
        ours,
        inTheirUnit.doubleValue(),
        difference.doubleValue(),
        closeness,
        reasons.isEmpty() ? closeness : Verdict.NOT_REPRODUCIBLE,
        reasons,
        within);
  }

  private Verdict closeness(PublishedResult published, Measured ours, BigDecimal difference) {
    if (difference.abs().compareTo(published.halfUnit()) <= 0) {
      return Verdict.REPRODUCED;
    }
    double theirs = published.value().multiply(published.factor()).doubleValue();
    if (ours.confidence() != null && ours.confidence().contains(theirs)) {
      return Verdict.REPRODUCED_IN_INTERVAL;
    }
    BigDecimal allowed = published.value().abs().multiply(BigDecimal.valueOf(within));
    return difference.abs().compareTo(allowed) <= 0 ? Verdict.WITHIN : Verdict.DIFFERS;
  }

  /** A figure with nothing of ours beside it. */
  private ComparedCell alone(
      PublishedResult published, List<Measured> measured, boolean byOtherProtocol) {
    Meaning meaning = published.meaning();
    List<Reason> missing = new ArrayList<>();
    if (meaning.methods().isEmpty()) {
      missing.add(Reason.NO_METHOD);
    } else if (meaning.network()
        && measured.stream().noneMatch(ours -> meaning.methodPlace(ours.method()) >= 0)) {
      missing.add(Reason.NO_PACK);
    }
    if (needsLive(meaning)
        && measured.stream().noneMatch(ours -> meaning.metricPlace(ours.metric()) >= 0)) {
      missing.add(Reason.LIVE_MODELS);
    }
    List<Reason> reasons = new ArrayList<>(missing);
    reasons.addAll(meaning.open());
    Verdict verdict = reasons.isEmpty() ? Verdict.NOT_MEASURED : Verdict.NOT_REPRODUCIBLE;
    if (byOtherProtocol) {
      reasons.add(Reason.OTHER_PROTOCOL);
    }
    return new ComparedCell(published, null, null, null, null, verdict, reasons, within);
  }

  /** Whether every variant that may stand for the metric computes with a model of LIVE. */
  private static boolean needsLive(Meaning meaning) {
    return meaning.cost() == null
        && meaning.metrics().stream().allMatch(metric -> metric.contains("/live"));
  }
}
