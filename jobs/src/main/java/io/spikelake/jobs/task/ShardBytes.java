package io.spikelake.jobs.task;

import io.spikelake.djl.Methods;
import io.spikelake.reconstruct.TemporalSpan;
import io.spikelake.variant.VariantId;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.broadcast.Broadcast;

/** The bytes of recordings that a shard reads. */
public record ShardBytes(Broadcast<Equipment> equipment) implements MapFunction<Shard, Long> {

  @Override
  public Long call(Shard shard) {
    Methods methods = equipment.value().methods();
    List<TemporalSpan> spans =
        shard.cells().stream()
            .map(Cell::method)
            .distinct()
            .map(method -> methods.span(VariantId.parse(method)))
            .toList();
    return WindowPlan.reads(shard, spans).stream()
        .mapToLong(read -> (read.end() - read.first()) * shard.recording().planeBytes())
        .sum();
  }
}
