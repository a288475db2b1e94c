package io.spikelake.benchmarks;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonLoopTest {

  @TempDir Path folder;

  @Test
  void saysThatThereIsNoInterpreter() {
    assertThatThrownBy(() -> PythonLoop.start(folder, "no-python-of-this-name"))
        .isInstanceOf(PythonLoop.Missing.class)
        .hasMessageContaining("no-python-of-this-name")
        .hasMessageEndingWith(
            "name a Python interpreter, as in PYTHON=path/to/python benchmarks/run loop");
  }

  /** A command that ends at once, as Python does where a module is missing. */
  @Test
  void saysWhatAnInterpreterMustHave() {
    assertThatThrownBy(() -> PythonLoop.start(folder, "true"))
        .isInstanceOf(PythonLoop.Missing.class)
        .hasMessage(
            "The Python loop did not start in true; give an interpreter that has what"
                + " benchmarks/rival/requirements.txt lists, as in PYTHON=path/to/python"
                + " benchmarks/run loop");
  }
}
