package io.spikelake.quality.svr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same small model in all formats, intact and damaged in one place. */
class ModelFormatsTest {

  private static final SupportVectorRegression MODEL =
      new SupportVectorRegression(
          0.05, -1.5, new double[] {2, -1024}, new double[] {0.25, 0, -3, 0, 1e-3, 4});

  private static final FeatureRanges RANGES =
      new FeatureRanges(new double[] {0.5, -1, 0}, new double[] {10, 1, 0.25});

  private static final String LIBSVM =
      """
      svm_type epsilon_svr
      kernel_type rbf
      gamma 0.05
      nr_class 2
      total_sv 2
      rho -1.5
      SV
      2 1:0.25 3:-3
      -1024 2:1e-3 3:4\s
      """;

  private static final String CSV = "2,0.25,0,-3\n-1024,0,0.001,4\n";

  private static final String OPENCV =
      """
      %YAML:1.0
      ---
      opencv_ml_svm:
         format: 3
         svmType: EPS_SVR
         kernel:
            type: RBF
            gamma: 5.0000000000000003e-02
         C: 1024.
         term_criteria: { epsilon:1.0000000000000000e-03 }
         var_count: 3
         sv_total: 2
         support_vectors:
            - [ 2.50000000e-01, 0.,
                -3. ]
            - [ 0., 1.0e-03, 4. ]
         decision_functions:
            -
               sv_count: 2
               rho: -1.5
               alpha: [ 2.,
                   -1024. ]
      """;

  private static final String CSV_RANGES =
      "feature_index_1based,min,max\n1,0.5,10\n2,-1,1\n3,0,.25\n";

  private static final String LIBSVM_RANGES = "x\n-1 1\n1 0.5 10\n2 -1 1\n3 0 0.25\n";

  private static final String OPENCV_RANGES =
      """
      %YAML:1.0
      ---
      range: !!opencv-matrix
         rows: 2
         cols: 3
         dt: f
         data: [ 5.0e-01, -1., 0., 10.,
             1., 2.5e-01 ]
      """;

  @Test
  void readsTheRegressionFromEveryFormat() {
    assertThat(LibsvmFiles.readRegression(LIBSVM, 3)).isEqualTo(MODEL);
    assertThat(LibsvmFiles.readRegression(LIBSVM.replace("\n", "\r\n"), 3)).isEqualTo(MODEL);
    assertThat(CsvFiles.readRegression(CSV, 0.05, -1.5, 3)).isEqualTo(MODEL);
    assertThat(OpenCvFiles.readRegression(OPENCV)).isEqualTo(MODEL);
    assertThat(OpenCvFiles.readRegression(OPENCV.replace("\n", "\r\n"))).isEqualTo(MODEL);
  }

  @Test
  void readsRangesFromEveryFormat() {
    assertThat(CsvFiles.readRanges(CSV_RANGES)).isEqualTo(RANGES);
    assertThat(LibsvmFiles.readRanges(LIBSVM_RANGES)).isEqualTo(RANGES);
    assertThat(OpenCvFiles.readRanges(OPENCV_RANGES)).isEqualTo(RANGES);
  }

  @Test
  void tellsFormatsApart() {
    assertThat(LibsvmFiles.recognisesRegression(LIBSVM)).isTrue();
    assertThat(LibsvmFiles.recognisesRegression(CSV)).isFalse();
    assertThat(LibsvmFiles.recognisesRanges(LIBSVM_RANGES)).isTrue();
    assertThat(LibsvmFiles.recognisesRanges(LIBSVM)).isFalse();
    assertThat(CsvFiles.recognisesRanges(CSV_RANGES)).isTrue();
    assertThat(CsvFiles.recognisesRanges(CSV)).isFalse();
    assertThat(OpenCvFiles.recognises(OPENCV)).isTrue();
    assertThat(OpenCvFiles.isMatrix(OPENCV)).isFalse();
    assertThat(OpenCvFiles.isMatrix(OPENCV_RANGES)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "epsilon_svr, c_svc, \"svm_type is 'c_svc', expected epsilon_svr or nu_svr\"",
        "rbf, linear, \"kernel_type is 'linear', expected rbf\"",
        "total_sv 2, total_sv 3, \"total_sv is 3, but 2 support vectors follow\"",
        "total_sv 2, total_sv 2.5, \"total_sv is '2.5', expected an integer in 1..1000000\"",
        "rho -1.5, roh -1.5, \"the header line 'rho' is missing\"",
        "gamma 0.05, gamma NaN, \"gamma is 'NaN', expected a number\"",
        "SV, S, \"the line SV, after which support vectors follow, is missing\"",
        "3:-3, 4:-3, \"an index of support vector 1 is '4', expected an integer in 1..3\"",
        "2:1e-3, 2=1e-3, \"support vector 2 has '2=1e-3', expected index:value\"",
        "3:4, 3:four, \"component 3 of support vector 2 is 'four', expected a number\"",
        "-1024, x, \"the coefficient of support vector 2 is 'x', expected a number\""
      })
  void refusesADamagedLibsvmRegression(String from, String to, String message) {
    refuses(text -> LibsvmFiles.readRegression(text, 3), LIBSVM, from, to, message);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "%YAML:1.0, YAML, \"the first line is not %YAML:1.0\"",
        "EPS_SVR, C_SVC, \"svmType is 'C_SVC', expected EPS_SVR or NU_SVR\"",
        "RBF, LINEAR, \"the kernel is 'LINEAR', expected RBF\"",
        "rho:, roh:, \"'rho' is missing\"",
        "C:, gamma:, \"'gamma' is there twice\"",
        "sv_total: 2, sv_total: 3, \"'alpha' has 2 numbers, expected 3\"",
        "var_count: 3, var_count: 4, \"'support_vectors' has 6 numbers, expected 8\"",
        "1.0e-03, 1.0f-0x, \"number 5 of 'support_vectors' is '1.0f-0x', expected a number\"",
        "-1024. ], -1024., \"the list 'alpha' is not closed\""
      })
  void refusesADamagedOpenCvRegression(String from, String to, String message) {
    refuses(OpenCvFiles::readRegression, OPENCV, from, to, message);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "\",0.001\", , \"row 2 has 3 values, expected a coefficient and 3 components\"",
        "0.25, 1/4, \"component 1 in row 1 is '1/4', expected a number\"",
        "-1024, Infinity, \"the coefficient in row 2 is 'Infinity', expected a number\""
      })
  void refusesADamagedCsvRegression(String from, String to, String message) {
    refuses(
        text -> CsvFiles.readRegression(text, 1, 0, 3), CSV, from, to == null ? "" : to, message);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "-1 1, 0 1, \"the target range is '0 1', expected '-1 1'\"",
        "2 -1 1, 2 -1, \"the row of feature 2 has 2 values, expected index, minimum and maximum\"",
        "3 0, 4 0, \"the index of feature 3 is '4', expected an integer in 3..3\"",
        "0.25, 0, The range of feature 3 is 0.0..0.0"
      })
  void refusesDamagedLibsvmRanges(String from, String to, String message) {
    refuses(LibsvmFiles::readRanges, LIBSVM_RANGES, from, to, message);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "feature_index, index, the first line does not start with feature_index",
        "\"2,-1,1\", \"2,-1,1,0\", \"the row of feature 2 has 4 values, expected index, minimum and"
            + " maximum\"",
        "-1, minus, \"the minimum of feature 2 is 'minus', expected a number\""
      })
  void refusesDamagedCsvRanges(String from, String to, String message) {
    refuses(CsvFiles::readRanges, CSV_RANGES, from, to, message);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "rows: 2, rows: 3, \"'rows' is '3', expected an integer in 2..2\"",
        "\"0.,\", \",\", \"'data' has 5 numbers, expected 6\""
      })
  void refusesDamagedOpenCvRanges(String from, String to, String message) {
    refuses(OpenCvFiles::readRanges, OPENCV_RANGES, from, to, message);
  }

  private static void refuses(
      Function<String, Object> reader, String intact, String from, String to, String message) {
    String damaged = intact.replace(from, to);
    assertThat(damaged).isNotEqualTo(intact);
    assertThatThrownBy(() -> reader.apply(damaged))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
