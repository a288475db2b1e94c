package io.spikelake.jobs.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.dataset.Crop;
import io.spikelake.dataset.DatasetCatalogue;
import io.spikelake.dataset.DatasetSpec;
import io.spikelake.dataset.KeyFrameRule;
import io.spikelake.dataset.RecordingSpec;
import io.spikelake.image.Tone;
import io.spikelake.jobs.published.CostFigure;
import io.spikelake.jobs.published.PublishedResult;
import io.spikelake.jobs.published.PublishedResults;
import io.spikelake.quality.ModelSlot;
import io.spikelake.reconstruct.OutputScale;
import io.spikelake.reconstruct.Reconstructors;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProtocolsTest {

  static Stream<Protocol> presets() {
    return Protocols.names().stream().map(Protocols::load);
  }

  @ParameterizedTest
  @MethodSource("presets")
  void aPresetHasTheNameOfItsFile(Protocol protocol) {
    assertThat(Protocols.load(protocol.name())).isEqualTo(protocol);
  }

  /** A table and the preset that repeats it name each other. */
  @ParameterizedTest
  @MethodSource("presets")
  void tablesAreThoseWhoseFiguresNameThePreset(Protocol protocol) {
    assertThat(
            PublishedResults.load().ofProtocol(protocol.name()).all().stream()
                .map(result -> new Protocol.Table(result.source(), result.table()))
                .distinct())
        .containsExactlyInAnyOrderElementsOf(protocol.tables());
  }

  @ParameterizedTest
  @MethodSource("presets")
  void everyFigureOfItsTablesCouldBeMeasured(Protocol protocol) {
    List<String> parts = protocol.parts().stream().map(Protocol.Part::name).toList();
    for (PublishedResult result : PublishedResults.load().ofProtocol(protocol.name()).all()) {
      if (result.meaning().methods().isEmpty() || result.meaning().ablation()) {
        continue;
      }
      assertThat(protocol.methods().stream().map(Protocol.Method::id))
          .as("a method of %s", result.method())
          .anyMatch(id -> result.meaning().methods().stream().anyMatch(id::startsWith));
      if (result.meaning().cost() != null) {
        assertThat(protocol.costs().figures()).contains(result.meaning().cost());
        continue;
      }
      assertThat(result.meaning().metrics())
          .as("a variant of %s", result.metric())
          .anyMatch(m -> protocol.metrics().stream().anyMatch(id -> begins(m, id)));
      if (result.meaning().dataset() != null) {
        assertThat(protocol.datasets()).contains(result.meaning().dataset());
      }
      if (result.meaning().part() != null && !parts.contains(result.meaning().part())) {
        assertThat(result.meaning().part()).isIn("doll", "average");
      }
    }
  }

  /** The metrics of the preset are typed without versions. */
  private static boolean begins(String beginning, String typed) {
    return typed.startsWith(beginning.replaceFirst("@[0-9]+", ""));
  }

  /** What the preset leaves to defaults must have one, or the user is told to give it. */
  @ParameterizedTest
  @MethodSource("presets")
  void tonesFitTheDataSetAndTheMethod(Protocol protocol) {
    for (String name : protocol.datasets()) {
      RecordingSpec recording = anyRecording(DatasetCatalogue.load(name), name);
      for (Protocol.Method method : protocol.methods()) {
        if (method.tone() != null && method.tone().startsWith("rate=")) {
          assertThat(method.tone())
              .isEqualTo(Tone.Rate.of(recording.whiteRate().orElseThrow()).toString());
        } else if (method.tone() == null && recording.whiteRate().isEmpty()) {
          assertThat(protocol.requiredOptions()).containsExactly("--white-rate");
        }
        if (method.tone() != null && !method.needsPack()) {
          OutputScale scale = Reconstructors.create(Reconstructors.resolve(method.id())).scale();
          assertThat(Tone.parse(method.tone()))
              .as("%s, %s", method.id(), scale)
              .isEqualTo(scale.defaultTone(recording.whiteRate()));
        }
      }
    }
  }

  private static RecordingSpec anyRecording(DatasetSpec spec, String name) {
    List<String> paths =
        List.of(
            "test/input/a.dat",
            "a.npz",
            "spike/val/interp_20_alpha_0.7/000/00000000.dat",
            "test/a.dat",
            "car-100kmh.dat");
    return paths.stream()
        .flatMap(path -> spec.match(path).stream())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no recording of " + name));
  }

  @ParameterizedTest
  @MethodSource("presets")
  void idsOfClosedFormsAreComplete(Protocol protocol) {
    assertThat(protocol.methods())
        .filteredOn(method -> !method.needsPack())
        .isNotEmpty()
        .allSatisfy(
            method -> assertThat(Reconstructors.resolve(method.id())).hasToString(method.id()));
  }

  @Test
  void spikeClipIsTheCentreOfRealFramesByTheLiveModels() {
    Protocol protocol = Protocols.load("spikeclip-table1");
    assertThat(protocol.datasets()).containsExactly("u-caltech", "u-cifar");
    assertThat(protocol.split()).isEqualTo("test");
    assertThat(protocol.keyFrames()).isEqualTo(KeyFrameRule.MIDDLE);
    assertThat(protocol.crop()).isEqualTo(new Crop(13, 13, 224, 224));
    assertThat(protocol.models()).containsExactly(ModelSlot.NIQE_LIVE, ModelSlot.BRISQUE_LIVE);
    assertThat(protocol.packs())
        .containsExactly("ssml", "spikeformer", "rsir", "spk2imgnet", "wgse", "lrn");
    assertThat(protocol.costs())
        .isEqualTo(
            new Protocol.Costs(
                List.of(CostFigure.PARAMS, CostFigure.GMAC, CostFigure.LATENCY_MS), 250, 400));
    assertThat(protocol.methods().get(8)).isEqualTo(new Protocol.Method("lrn", "none"));
    assertThat(protocol.unstated()).containsOnlyKeys("window", "tone", "metric-variant", "weights");
  }

  @Test
  void presetsOfRealRecordingsFindThemByName() {
    Protocol protocol = Protocols.load("spk2imgnet-real");
    assertThat(protocol.parts())
        .filteredOn(part -> part.recordings().matches("real/car-100kmh.dat"))
        .extracting(Protocol.Part::name)
        .containsExactly("car");
    assertThat(protocol.models()).containsExactly(ModelSlot.NIQE_LIVE);
  }

  @Test
  void stirIsFullSizeAndNeedsTheRateOfWhite() {
    Protocol protocol = Protocols.load("stir-sreds");
    assertThat(protocol.costs().height()).isEqualTo(720);
    assertThat(protocol.costs().width()).isEqualTo(1280);
    assertThat(protocol.methods().get(0).id()).isEqualTo("tfp/spike-zoo@1:window=61");
    assertThat(protocol.requiredOptions()).containsExactly("--white-rate");
    assertThat(protocol.packs()).contains("stir", "lpips");
  }

  @Test
  void classAKeepsToItsOwnKeyFrameAndNeedsNoModel() {
    Protocol protocol = Protocols.load("swinsf-classa");
    assertThat(protocol.keyFrames()).isEqualTo(new KeyFrameRule.Listed(List.of(320L)));
    assertThat(protocol.models()).isEmpty();
    assertThat(protocol.tables()).isEmpty();
    assertThat(protocol.costs()).isEqualTo(Protocol.Costs.NONE);
  }

  @Test
  void otherNamesAreRefused() {
    assertThatThrownBy(() -> Protocols.load("swinsf"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "No protocol 'swinsf'; there are spikeclip-table1, spk2imgnet-real,"
                + " spk2imgnet-spike40, stir-sreds, spikezoo-v0.2.3, swinsf-reds, swinsf-x4k,"
                + " swinsf-classa");
  }
}
