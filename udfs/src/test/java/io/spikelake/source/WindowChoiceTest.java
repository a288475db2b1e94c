package io.spikelake.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.dataset.RecordingSpec;
import io.spikelake.spike.MalformedSpikeStreamException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowChoiceTest {

  /** Windows of a recording of 100 planes, as key frame : first plane + planes. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "none                         | 0:0+41 41:41+41 82:82+18",
        "at=tile;window=60            | 0:0+60 60:60+40",
        "window=100                   | 0:0+100",
        "window=500                   | 0:0+100",
        "at=middle                    | 50:30+41",
        "at=middle;window=4           | 50:48+4",
        "AT=Middle;before=1;after=60  | 50:49+51",
        "at=dataset;window=1          | 50:50+1",
        "at=key;window=3              | 7:6+3 99:98+2",
        "first=30;stride=40;window=5  | 30:28+5 70:68+5",
        "stride=49;window=6           | 0:0+3 49:46+6 98:95+5",
        "first=98;window=5            | 98:96+4",
        "stride=60;before=2           | 0:0+1 60:58+3",
        "first=100                    | none"
      })
  void windowsAreThoseAskedFor(String options, String expected)
      throws MalformedSpikeStreamException {
    Map<String, String> given = new HashMap<>();
    if (options != null) {
      for (String option : options.split(";", -1)) {
        int equals = option.indexOf('=');
        given.put(option.substring(0, equals), option.substring(equals + 1));
      }
    }
    WindowGrid grid =
        WindowChoice.parse(new OptionValues(given))
            .rule(RecordingSpec.UNKNOWN)
            .grid("a.dat", 100, List.of(7L, 99L));
    String windows =
        LongStream.range(0, grid.count())
            .mapToObj(i -> grid.keyFrame(i) + ":" + grid.start(i) + "+" + grid.frameCount(i))
            .collect(Collectors.joining(" "));
    assertThat(windows).isEqualTo(expected == null ? "" : expected);
  }
}
