package io.spikelake.cli;

import io.spikelake.djl.DeviceChoice;
import io.spikelake.djl.Methods;
import io.spikelake.jobs.DryRun;
import io.spikelake.jobs.JobContext;
import io.spikelake.jobs.ReconstructJob;
import io.spikelake.jobs.ingest.IngestJob;
import io.spikelake.jobs.io.Lake;
import io.spikelake.jobs.io.Run;
import io.spikelake.jobs.plan.MethodPlan;
import io.spikelake.jobs.sizing.Archive;
import io.spikelake.jobs.sizing.Demand;
import io.spikelake.jobs.sizing.FrameCost;
import io.spikelake.jobs.sizing.LakeCosts;
import io.spikelake.jobs.sizing.Rates;
import io.spikelake.jobs.sizing.Sizing;
import io.spikelake.jobs.sizing.Work;
import io.spikelake.jobs.task.Equipment;
import io.spikelake.reconstruct.TemporalSpan;
import io.spikelake.schemas.RecordingsTable;
import io.spikelake.variant.VariantId;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code plan}: how long a run would take, and how many executors a deadline needs. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Estimates a run by what the lake knows of costs: how long a cluster takes, or how many executors"
          + " a deadline needs, and what limits it. Writes nothing.",
      "Costs are those that 'bench methods --lake' measured, and those of the lake's own runs. Where one"
          + " is unknown the report says what measures it, and the time is without it.",
      "A deadline that cannot be met is an answer, not a failure: the exit code is 0."
    })
final class PlanCommand implements Callable<Integer> {

  @Mixin LakeOption lake;
  @Mixin ArchiveOptions archive;
  @Mixin ClusterOptions cluster;
  @Mixin FormatOption output;
  @Mixin MethodOptions methods;
  @Mixin MetricOptions metrics;
  @Mixin EquipmentOptions equipment;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    cluster.requireSensible();
    Optional<Archive> described = archive.described(stride());
    IngestJob.Config ingest = archive.inputs.isEmpty() ? null : archive.ingest();
    Equipment tools = equipment.load(methods.methods, metrics.typed());
    ReconstructJob.Config job = methods.config(tools, metrics.ids(tools));
    LakeCommand.read(
        lake.uri,
        opened -> {
          Source source =
              described.isPresent()
                  ? described(described.get(), job, tools.methods())
                  : found(opened, ingest, job, tools);
          report(source, LakeCosts.of(opened), job);
        });
    return 0;
  }

  private Long stride() {
    if (methods.at != null && methods.stride == null) {
      return null;
    }
    return methods.stride == null && methods.first != null ? Long.valueOf(1) : methods.stride;
  }

  /**
   * What there is to do, and where it is.
   *
   * @param where a recording is
   */
  private record Source(Demand demand, String what, String where) {}

  private Source described(Archive of, ReconstructJob.Config job, Methods all) {
    Map<String, TemporalSpan> spans =
        job.methods().stream()
            .collect(
                Collectors.toMap(
                    MethodPlan::method, plan -> all.span(VariantId.parse(plan.method()))));
    List<Demand.Frames> frames =
        job.methods().stream()
            .map(
                plan -> {
                  long count = of.windows(spans.get(plan.method()));
                  return new Demand.Frames(
                      plan.method(), plan.network(), count, count * of.height() * of.width());
                })
            .toList();
    String what =
        "%d recordings of %d planes of %dx%d, %d bytes"
            .formatted(of.recordings(), of.planes(), of.height(), of.width(), of.bytes());
    return new Source(
        new Demand(of.reads(spans.values()), frames, !job.metrics().isEmpty()), what, lake.uri);
  }

  private Source found(
      Lake opened, IngestJob.Config ingest, ReconstructJob.Config job, Equipment tools)
      throws IOException {
    Run none = new Run("plan", Long.MAX_VALUE);
    try (JobContext context = JobContext.of(opened, none, tools)) {
      Dataset<Row> recordings =
          ingest == null
              ? opened.currentRecordings(archive.datasets())
              : new IngestJob(context, ingest).preview().recordings();
      List<Row> any = recordings.select(RecordingsTable.URI).takeAsList(1);
      if (any.isEmpty()) {
        throw new IllegalArgumentException(
            "%s has no recordings%s; give --input, or --recordings or --terabytes and --planes"
                .formatted(opened.root(), archive.dataset == null ? "" : " of " + archive.dataset));
      }
      DryRun.Frames frames = new DryRun(context).frames(recordings, job);
      Demand demand =
          new Demand(
              new Archive.Reads(frames.shards(), frames.bytes()),
              frames.of().stream().map(of -> demanded(of, tools.methods())).toList(),
              !job.metrics().isEmpty());
      return new Source(
          demand,
          "%d recordings, less the frames that the lake has".formatted(recordings.count()),
          any.get(0).getString(0));
    }
  }

  private static Demand.Frames demanded(DryRun.OfMethod of, Methods all) {
    boolean network = all.pack(VariantId.parse(of.method())).isPresent();
    return new Demand.Frames(of.method(), network, of.frames(), of.pixels());
  }

  private void report(Source source, LakeCosts costs, ReconstructJob.Config job) {
    boolean onGpus = onGpus(source.demand(), costs);
    Work work = source.demand().work(costs, onGpus, lake.uri);
    Optional<FrameCost> commit = costs.commit();
    Optional<FrameCost> serial = costs.serial();
    Rates rates =
        new Rates(
            cluster.bytesPerSecond(),
            cluster.requestsPerSecond(source.where()),
            job.wave().duration().toSeconds(),
            job.wave().bytes(),
            commit.map(FrameCost::seconds).orElse(0.0),
            serial.map(FrameCost::seconds).orElse(0.0),
            cluster.headroom / 100);
    new PlanReport(source.what(), work, rates, commit, serial, cluster)
        .print(new Sizing(work, rates), onGpus, output.format, spec.commandLine().getOut());
  }

  private boolean onGpus(Demand demand, LakeCosts costs) {
    if (!demand.hasNetworks()
        || equipment.devices.options().device().rule() == DeviceChoice.Rule.CPU) {
      return false;
    }
    return cluster.gpus != null || (cluster.executors == null && demand.measuredOnGpus(costs));
  }
}
