package io.spikelake.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.image.GrayImage;
import io.spikelake.image.GreyRule;
import io.spikelake.variant.Variant;
import io.spikelake.variant.VariantId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualityMetricsTest {

  private static final QualityModels BUNDLED = QualityModels.bundled();

  @Test
  void meansTheBundledModelByABareNameWhereNothingIsConfigured() {
    assertThat(QualityMetrics.resolve("niqe", BUNDLED)).hasToString("niqe/spikelake@2");
    assertThat(QualityMetrics.resolve("niqe@2", BUNDLED)).hasToString("niqe/spikelake@2");
    assertThat(QualityMetrics.resolve("niqe/live", BUNDLED)).hasToString("niqe/live@2");
  }

  @Test
  void meansTheLiveModelByABareNameWhereItIsConfigured() {
    QualityModels models = LiveModel.models();
    assertThat(QualityMetrics.resolve("niqe", models)).hasToString("niqe/live@2");
    assertThat(QualityMetrics.resolve(" niqe@2", models)).hasToString("niqe/live@2");
    assertThat(QualityMetrics.resolve("niqe/spikelake", models)).hasToString("niqe/spikelake@2");
  }

  /** Another model must get another version, so that old scores keep their meaning. */
  @Test
  void keepsTheModelOfNiqeSpikelakeVersionTwo() {
    assertThat(BUNDLED.require(ModelSlot.NIQE_SPIKELAKE, PristineModel.class).digest())
        .isEqualTo("c06f4983c2a72bad0d96ed9df6ae63bc239b03f29441d17783ae84f6d62a7237");
  }

  @Test
  void saysHowToGiveAModelThatIsMissing() {
    for (String id : new String[] {"niqe/live", "niqe/live-pyiqa"}) {
      VariantId resolved = QualityMetrics.resolve(id, BUNDLED);
      assertThatThrownBy(() -> QualityMetrics.create(resolved, BUNDLED))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "No model niqe/live is configured; give it with --model niqe/live=PATH or install it"
                  + " with 'spikelake models install'");
    }
  }

  @Test
  void namesOwnModelsByTheirDigest() {
    PristineModel model = PristineModelTest.model(2);
    QualityModels models = with(model);
    String name = model.digest().substring(0, 12);
    VariantId id = QualityMetrics.resolve("niqe/own", models);
    assertThat(id).hasToString("niqe/own@2:model=" + name);
    assertThat(QualityMetrics.create(id, models).id()).isEqualTo(id);
    assertThat(QualityMetrics.resolve("niqe/own:model=" + name, models)).isEqualTo(id);
    assertThat(models.digests()).containsExactly(Map.entry("niqe/own", model.digest()));
  }

  @Test
  void refusesToScoreWithAnotherOwnModelThanTheIdSays() {
    QualityModels models = with(PristineModelTest.model(2));
    VariantId id = VariantId.parse("niqe/own@2:model=0123456789ab");
    assertThatThrownBy(() -> QualityMetrics.create(id, models))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "niqe/own@2:model=0123456789ab asks for another model than the configured one, which"
                + " is model=");
    assertThatThrownBy(() -> QualityMetrics.resolve("niqe/own", BUNDLED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "No model niqe/own is configured; give it with --model niqe/own=PATH");
  }

  /** A new metric has to be entered here, so that nobody forgets which way is better. */
  @Test
  void saysOfEveryMetricWhichWayIsBetter() {
    Map<Boolean, Set<String>> byDirection =
        QualityMetrics.registry().variants().stream()
            .map(Variant::name)
            .collect(
                Collectors.partitioningBy(
                    QualityMetrics.HIGHER_IS_BETTER::contains, Collectors.toSet()));
    assertThat(byDirection.get(true)).containsExactlyInAnyOrder("psnr", "ssim");
    assertThat(byDirection.get(false)).containsExactlyInAnyOrder("niqe", "brisque", "piqe", "mse");
    assertThat(QualityMetrics.HIGHER_IS_BETTER).isEqualTo(byDirection.get(true));
  }

  @Test
  void refusesANameThatNoOwnModelCanHave() {
    assertThatThrownBy(() -> QualityMetrics.resolve("niqe/own:model=mine", BUNDLED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Parameter 'model' of niqe/own@2 is 'mine'; expected the first 12 digits of a digest,"
                + " or configured");
  }

  @Test
  void takesModelsForKnownSlotsOnly() {
    assertThatThrownBy(() -> BUNDLED.with("nique/live", new byte[0], "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "No model can be given for 'nique/live'; models can be given for niqe/live, niqe/own");
    assertThatThrownBy(() -> BUNDLED.with("niqe/spikelake", new byte[0], "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("No model can be given for 'niqe/spikelake'");
  }

  @Test
  void travelsToExecutorsAndScoresTheSameThere() throws IOException, ClassNotFoundException {
    QualityModels models = with(PristineModelTest.model(2));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(models);
    }
    QualityModels arrived;
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      arrived = (QualityModels) in.readObject();
    }
    assertThat(arrived.digests()).isEqualTo(models.digests());
    GrayImage image = QualityMetricContract.texture(200, 200, 9);
    for (String typed : new String[] {"niqe/own", "niqe/spikelake"}) {
      VariantId id = QualityMetrics.resolve(typed, models);
      assertThat(QualityMetrics.create(id, arrived).score(image, null))
          .isEqualTo(QualityMetrics.create(id, models).score(image, null));
    }
  }

  private static QualityModels with(PristineModel model) {
    String text = PristineModelFiles.write(model, List.of());
    return BUNDLED.with("niqe/own", text.getBytes(StandardCharsets.US_ASCII), "own.txt");
  }

  @ParameterizedTest
  @CsvSource({
    "niqe/live-pyiqa, PYIQA",
    "piqe/pyiqa, PYIQA",
    "brisque/opencv, OPENCV",
    "piqe/matlab, MATLAB",
    "psnr, MATLAB"
  })
  void turnsColourToGreyAsTheProgramOfTheMetricDoes(String metric, GreyRule rule) {
    assertThat(QualityMetrics.greyRule(QualityMetrics.registry().resolve(metric))).isEqualTo(rule);
  }
}
