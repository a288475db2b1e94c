package io.spikelake.jobs.task;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** Local files under {@code counting:/} whose open streams are counted. */
public final class CountingFileSystem extends RawLocalFileSystem {

  static final AtomicInteger OPENED = new AtomicInteger();
  static final AtomicInteger CLOSED = new AtomicInteger();

  static Configuration configuration() {
    OPENED.set(0);
    CLOSED.set(0);
    Configuration conf = new Configuration(false);
    conf.set("fs.counting.impl", CountingFileSystem.class.getName());
    return conf;
  }

  static String uri(java.nio.file.Path file) {
    return "counting:" + file.toUri().getPath();
  }

  @Override
  public URI getUri() {
    return URI.create("counting:///");
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    FSDataInputStream stream = super.open(path, bufferSize);
    OPENED.incrementAndGet();
    return new FSDataInputStream(stream) {
      @Override
      public void close() throws IOException {
        CLOSED.incrementAndGet();
        super.close();
      }
    };
  }
}
