package io.spikelake.cli;

import io.spikelake.dataset.PathPattern;
import io.spikelake.djl.Methods;
import io.spikelake.djl.MetricCatalogue;
import io.spikelake.jobs.leaderboard.Parts;
import io.spikelake.jobs.plan.MethodPlan;
import io.spikelake.jobs.plan.Scope;
import io.spikelake.jobs.protocol.Protocol;
import io.spikelake.jobs.protocol.Protocols;
import io.spikelake.jobs.task.Equipment;
import io.spikelake.quality.ModelSlot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** By which published protocol a command works. */
final class ProtocolOptions {

  /** What a protocol says, and a user therefore cannot. */
  private static final List<String> SETTLED =
      List.of("--methods", "--metrics", "--tone", "--at", "--first", "--stride", "--split", "--by");

  /**
   * A protocol as far as it can be followed.
   *
   * @param methods with their tones
   * @param metrics complete ids, in the protocol's order
   * @param scope the frames that it is about
   */
  record Preset(List<MethodPlan> methods, List<String> metrics, Scope scope) {

    List<String> methodIds() {
      return methods.stream().map(MethodPlan::method).toList();
    }

    /** The parts by which its tables tell recordings apart. */
    Parts parts() {
      return scope.parts().isEmpty() ? Parts.NONE : Parts.PROTOCOL;
    }
  }

  @Spec(Target.MIXEE)
  CommandSpec command;

  @Option(
      names = "--protocol",
      paramLabel = "NAME",
      description = {
        "repeat a published table: its methods and tones, key frames, split, crop and metrics;",
        "spikeclip-table1, spk2imgnet-real, spk2imgnet-spike40, stir-sreds, spikezoo-v0.2.3,",
        "swinsf-reds, swinsf-x4k or swinsf-classa"
      })
  String name;

  @Mixin LeaveOutOption missing;

  boolean wanted() {
    return name != null;
  }

  /**
   * The protocol that was asked for.
   *
   * @param datasets what the command is about
   * @throws IllegalArgumentException if there is none of that name, it is about other data sets, an
   *     option that it needs is missing, or one was given that it settles
   */
  Protocol load(List<String> datasets) {
    Protocol protocol = Protocols.load(name);
    if (datasets.isEmpty() || !protocol.datasets().containsAll(datasets)) {
      throw new IllegalArgumentException(
          "Protocol %s is about %s; give --dataset, not %s"
              .formatted(name, String.join(" or ", protocol.datasets()), datasets));
    }
    ParseResult typed = command.commandLine().getParseResult();
    for (String option : SETTLED) {
      if (typed.hasMatchedOption(option)) {
        throw new IllegalArgumentException(
            "%s was given, which protocol %s settles; leave out one of them"
                .formatted(option, name));
      }
    }
    for (String option : protocol.requiredOptions()) {
      if (command.findOption(option) != null && command.findOption(option).getValue() == null) {
        throw new IllegalArgumentException(
            "Protocol %s leaves %s open; give %s".formatted(name, option.substring(2), option));
      }
    }
    return protocol;
  }

  /** Methods and metrics of a protocol as typed on a command line. */
  static List<String> methods(Protocol protocol) {
    return protocol.methods().stream().map(Protocol.Method::id).toList();
  }

  /**
   * What of a protocol can be done with some equipment.
   *
   * @throws IllegalArgumentException if packs or models are missing and they were not to be left
   *     out, or nothing remains
   */
  Preset preset(Protocol protocol, Equipment equipment) {
    List<Protocol.Method> methods =
        protocol.methods().stream()
            .filter(method -> !method.needsPack() || isAtHand(method.id(), equipment))
            .toList();
    List<String> metrics = metrics(protocol, equipment);
    List<String> needs = needs(protocol, equipment);
    if (!needs.isEmpty()) {
      missing.leaveOut("Protocol %s needs %s".formatted(name, String.join("; ", needs)));
    }
    if (methods.isEmpty() || metrics.isEmpty()) {
      throw new IllegalArgumentException(
          "Nothing remains of protocol %s without what is missing".formatted(name));
    }
    Methods all = equipment.methods();
    List<MethodPlan> plans =
        methods.stream().map(method -> MethodPlan.of(all, method.id(), method.tone())).toList();
    return new Preset(plans, metrics, scope(protocol, plans));
  }

  private static List<String> metrics(Protocol protocol, Equipment equipment) {
    MetricCatalogue all = equipment.metrics();
    return protocol.metrics().stream()
        .filter(typed -> !protocol.packs().contains(typed) || isAtHand(typed, equipment))
        .map(typed -> all.resolve(typed, equipment.models()))
        .filter(id -> all.isAvailable(id, equipment.models()))
        .map(Object::toString)
        .distinct()
        .toList();
  }

  private static boolean isAtHand(String pack, Equipment equipment) {
    return !equipment.packs().matching(pack).isEmpty();
  }

  private static List<String> needs(Protocol protocol, Equipment equipment) {
    List<String> needs = new ArrayList<>();
    List<String> packs =
        protocol.packs().stream().filter(pack -> !isAtHand(pack, equipment)).toList();
    if (!packs.isEmpty()) {
      needs.add(LeaveOutOption.packs(packs));
    }
    String models =
        protocol.models().stream()
            .filter(slot -> equipment.models().find(slot).isEmpty())
            .map(ModelSlot::id)
            .collect(Collectors.joining(", "));
    if (!models.isEmpty()) {
      needs.add(
          "the models %s, for which ours do not stand in (see 'spikelake models install', or --model)"
              .formatted(models));
    }
    return needs;
  }

  private static Scope scope(Protocol protocol, List<MethodPlan> methods) {
    Map<String, PathPattern> parts = new LinkedHashMap<>();
    protocol.parts().forEach(part -> parts.put(part.name(), part.recordings()));
    return new Scope(
        protocol.name(), protocol.split(), protocol.crop(), protocol.keyFrames(), methods, parts);
  }
}
