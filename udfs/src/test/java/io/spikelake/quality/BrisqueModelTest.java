package io.spikelake.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrisqueModelTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "allmodel feature_ranges.csv",
        "feature_ranges.csv allmodel",
        "support_vectors.csv feature_ranges.csv"
      })
  void readsTheLiveReleaseFromAnyOfItsFiles(String names) {
    BrisqueModel model = BrisqueModel.readLive(LiveBrisque.files(names.split(" ")));
    assertThat(model.digest()).isEqualTo(BrisqueModel.LIVE_DIGEST);
    assertThat(model.regression().size()).isEqualTo(774);
    assertThat(model.regression().rho()).isEqualTo(-153.591);
  }

  @Test
  void readsRangesInTheFormatOfSvmScaleAsWell() {
    BrisqueModel live = BrisqueModel.readLive(LiveBrisque.files("allmodel", "feature_ranges.csv"));
    double[] min = live.ranges().min();
    double[] max = live.ranges().max();
    String allrange =
        IntStream.range(0, min.length)
            .mapToObj(i -> "%d %s %s".formatted(i + 1, min[i], max[i]))
            .collect(Collectors.joining("\n", "x\n-1 1\n", "\n"));
    List<ModelFile> files = List.of(LiveBrisque.file("allmodel"), file("allrange", allrange));
    assertThat(BrisqueModel.readLive(files)).isEqualTo(live);
  }

  @Test
  void readsTheModelOfOpenCv() {
    BrisqueModel model =
        (BrisqueModel) QualityModels.bundled().find(ModelSlot.BRISQUE_OPENCV).orElseThrow();
    assertThat(model.digest()).isEqualTo(BrisqueModel.OPENCV_DIGEST);
    assertThat(model.regression().size()).isEqualTo(774);
    assertThat(model.regression().rho()).isEqualTo(-149.63506109127357);
    assertThat(model.ranges().max()[0]).isEqualTo(10);
  }

  @Test
  void refusesOneNumberThatDiffers() {
    ModelFile allmodel = LiveBrisque.file("allmodel");
    String edited = allmodel.text().replaceFirst("1:-0\\.596978", "1:-0.596979");
    List<ModelFile> files = List.of(file("edited", edited), LiveBrisque.file("feature_ranges.csv"));
    assertThatThrownBy(() -> BrisqueModel.readLive(files))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "edited with feature_ranges.csv is not the LIVE model of BRISQUE: its numbers have"
                + " digest ")
        .hasMessageEndingWith(", expected " + BrisqueModel.LIVE_DIGEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"allmodel", "support_vectors.csv"})
  void saysThatRangesAreMissing(String regression) {
    assertThatThrownBy(() -> BrisqueModel.readLive(LiveBrisque.files(regression)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "A BRISQUE model is a regression and feature ranges; "
                + regression
                + " has no ranges; put both into one folder and give the folder or the regression");
  }

  @Test
  void saysThatTheRegressionIsMissing() {
    assertThatThrownBy(() -> BrisqueModel.readLive(LiveBrisque.files("feature_ranges.csv")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "A BRISQUE model is a regression and feature ranges; feature_ranges.csv has no"
                + " regression");
  }

  @Test
  void namesTheFileThatIsDamaged() {
    assertThatThrownBy(
            () -> BrisqueModel.readLive(List.of(file("allmodel", "svm_type epsilon_svr\nSV\n"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("allmodel is not a part of a BRISQUE model: ");
  }

  private static ModelFile file(String name, String text) {
    return new ModelFile(name, text.getBytes(StandardCharsets.US_ASCII));
  }
}
