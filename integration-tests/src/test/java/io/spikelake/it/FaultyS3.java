package io.spikelake.it;

import io.spikelake.jobs.io.Lake;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/**
 * A bucket on an S3 server of this process, reached through a proxy that can spoil requests. Holds
 * the demo's recordings, and is known to the shared session.
 */
final class FaultyS3 implements AutoCloseable {

  private final String bucket;
  private final S3Server server;
  private final FaultProxy proxy;

  private FaultyS3(String bucket, S3Server server, FaultProxy proxy) {
    this.bucket = bucket;
    this.server = server;
    this.proxy = proxy;
  }

  /**
   * @param folder takes the objects, and the recordings as {@code recordings}
   * @param bucket a name that no other test has, since file systems are cached by it
   */
  static FaultyS3 start(Path folder, String bucket) throws Exception {
    S3Server server = S3Server.start(folder, bucket);
    FaultyS3 s3 = new FaultyS3(bucket, server, new FaultProxy(server.port()));
    Configuration conf = SharedSpark.session().sparkContext().hadoopConfiguration();
    server.bucketSettings(bucket, s3.proxy.port()).forEach(conf::set);
    Path recordings = folder.resolve("recordings");
    DemoRecordings.write(recordings);
    upload(recordings, s3.uri("recordings"), conf);
    return s3;
  }

  /** Through the server, which gives objects their entity tags. */
  static void upload(Path from, String to, Configuration conf) throws IOException {
    org.apache.hadoop.fs.Path target = new org.apache.hadoop.fs.Path(to);
    try (FileSystem s3 = FileSystem.newInstance(target.toUri(), conf)) {
      s3.copyFromLocalFile(new org.apache.hadoop.fs.Path(from.toUri()), target);
    }
  }

  FaultProxy proxy() {
    return proxy;
  }

  String uri(String name) {
    return "s3a://" + bucket + "/" + name;
  }

  Lake lake(String name) {
    return new Lake(SharedSpark.session(), uri(name));
  }

  @Override
  public void close() throws Exception {
    proxy.close();
    server.close();
  }
}
