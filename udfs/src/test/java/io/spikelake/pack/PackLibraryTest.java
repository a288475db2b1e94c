package io.spikelake.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.spikelake.testing.TestPacks;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackLibraryTest {

  private static final ModelPack PACK = TestPacks.pack(TestPacks.ONNX);
  private static final ModelPack OTHER_CONTENT = changed("\"before\": 4", "\"before\": 3");
  private static final ModelPack OTHER_RELEASE =
      changed("\"release\": \"example\"", "\"release\": \"retrained\"");

  @Test
  void onePackIsAddedOnce() {
    PackLibrary library = PackLibrary.empty().with(PACK).with(TestPacks.pack(TestPacks.ONNX));
    assertThat(library.packs()).containsExactly(PACK);
  }

  @Test
  void twoPacksOfOneNameReleaseAndVersionAreRefused() {
    PackLibrary library = PackLibrary.empty().with(PACK);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> library.with(OTHER_CONTENT))
        .withMessage(
            "%s from tiny-onnx and %s from tiny-onnx have one name, release and version, and"
                    .formatted(PACK.id(), OTHER_CONTENT.id())
                + " different content; give one of them another release or version");
  }

  @Test
  void releasesOfOneNetworkHaveDifferentIds() {
    PackLibrary library = PackLibrary.empty().with(PACK).with(OTHER_RELEASE);
    assertThat(library.packs())
        .extracting(pack -> pack.id().family())
        .containsExactly("tiny-onnx/example@1", "tiny-onnx/retrained@1");
  }

  @Test
  void aPackMayTakeThePlaceOfAnother() {
    PackLibrary library =
        PackLibrary.empty().with(PACK).with(OTHER_RELEASE).replacing(OTHER_CONTENT);
    assertThat(library.packs()).containsExactly(OTHER_CONTENT, OTHER_RELEASE);
    assertThat(library.find("tiny-onnx/example@1")).contains(OTHER_CONTENT);
    assertThat(library.find("tiny-onnx/example@2")).isEmpty();
  }

  @Test
  void tellsMethodsAndMetricsApart() {
    PackLibrary library = TestPacks.library(TestPacks.METRIC, TestPacks.SIGNED);
    assertThat(library.metrics())
        .extracting(p -> p.manifest().name())
        .containsExactly("tiny-metric");
    assertThat(library.reconstructors())
        .extracting(p -> p.manifest().name())
        .containsExactly("tiny-signed");
  }

  @ParameterizedTest
  @CsvSource({
    "tiny-onnx, 2",
    "' tiny-onnx ', 2",
    "tiny-onnx/example, 1",
    "tiny-onnx/retrained@1, 1",
    "tiny-onnx@1, 0",
    "tiny, 0",
    "tiny-onnx/example@1:pack=000000000000, 0"
  })
  void findsPacksByWhatIsTyped(String typed, int count) {
    PackLibrary library = PackLibrary.empty().with(PACK).with(OTHER_RELEASE);
    assertThat(library.matching(typed)).hasSize(count);
    assertThat(library.matching(PACK.id().toString())).containsExactly(PACK);
  }

  /** What is typed, and whether it means the unusable pack of the release 'broken'. */
  @ParameterizedTest
  @CsvSource({
    "tiny-onnx/broken, true",
    "tiny-onnx/broken@1, true",
    "tiny-onnx/broken@1:pack=0, true",
    "tiny-onnx, false",
    "tiny-onnx/example, false",
    "tiny, false",
    "tfp/broken, false"
  })
  void anIdThatMeansAnUnusablePackIsRefused(String typed, boolean refused) {
    PackLibrary library =
        PackLibrary.empty()
            .with(PACK)
            .withUnusable(UnusablePack.named("tiny-onnx_broken_1.zip", "/p/it.zip", "no luck"));
    if (!refused) {
      assertThatNoException().isThrownBy(() -> library.requireUsable(typed));
      return;
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> library.requireUsable(typed))
        .withMessage(
            "'%s': The installed pack /p/it.zip cannot be used: no luck; see 'spikelake packs verify',"
                    .formatted(typed)
                + " or remove it");
  }

  @Test
  void aNameWithoutAnyUsableReleaseIsRefusedToo() {
    PackLibrary library =
        PackLibrary.empty().withUnusable(UnusablePack.named("lrn", "/p/lrn", "no luck"));
    assertThatIllegalArgumentException().isThrownBy(() -> library.requireUsable("lrn"));
    assertThatIllegalArgumentException().isThrownBy(() -> library.requireUsable("lrn/any"));
  }

  @Test
  void packsThatMayNotRunAreUnusable() {
    PackLibrary library =
        PackLibrary.empty().with(PACK).with(TestPacks.pack(TestPacks.TORCHSCRIPT));
    assertThat(library.runnable().packs()).containsExactly(PACK);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> library.runnable().requireUsable("tiny-torchscript"))
        .withMessageContaining("cannot be used: it is TorchScript, a program that would run with");
    assertThat(library.allowingTorchScript().runnable().packs()).hasSize(2);
    assertThat(library.allowingTorchScript().runnable().unusable()).isEmpty();
  }

  private static ModelPack changed(String from, String to) {
    String text = new String(TestPacks.files(TestPacks.ONNX).get("pack.json"), UTF_8);
    assertThat(text).contains(from);
    return TestPacks.pack(
        TestPacks.ONNX, Map.of("pack.json", text.replace(from, to).getBytes(UTF_8)));
  }
}
