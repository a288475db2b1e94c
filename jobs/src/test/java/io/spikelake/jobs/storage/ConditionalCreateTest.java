package io.spikelake.jobs.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConditionalCreateTest {

  @TempDir Path folder;

  /** Says that it can, and creates whatever it is told. */
  private static final class Careless extends RawLocalFileSystem {

    @Override
    public boolean hasPathCapability(org.apache.hadoop.fs.Path path, String capability) {
      return true;
    }

    @Override
    public FSDataOutputStreamBuilder<?, ?> createFile(org.apache.hadoop.fs.Path path) {
      return new Builder(this, path);
    }

    private static final class Builder
        extends FSDataOutputStreamBuilder<FSDataOutputStream, Builder> {

      Builder(FileSystem fs, org.apache.hadoop.fs.Path path) {
        super(fs, path);
      }

      @Override
      public Builder getThisBuilder() {
        return this;
      }

      @Override
      public FSDataOutputStream build() throws IOException {
        return getFS().create(getPath(), true);
      }
    }
  }

  private org.apache.hadoop.fs.Path lake() {
    return new org.apache.hadoop.fs.Path(folder.toUri());
  }

  @Test
  void storageThatIgnoresTheConditionIsRefused() throws IOException {
    FileSystem careless = new Careless();
    careless.initialize(folder.toUri(), new Configuration());
    assertThatThrownBy(() -> ConditionalCreate.requireKept(careless, lake()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("creates an object that exists when it is told not to")
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("S3SingleDriverLogStore");
    assertThat(folder).as("the probe is gone").isEmptyDirectory();
  }

  @Test
  void storageThatDoesNotOfferItIsRefused() throws IOException {
    FileSystem local = new RawLocalFileSystem();
    local.initialize(folder.toUri(), new Configuration());
    assertThatThrownBy(() -> ConditionalCreate.requireKept(local, lake()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot create an object on the condition that there is none")
        .hasMessageContaining("fs.s3a.create.conditional.enabled");
  }
}
