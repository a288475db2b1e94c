package io.spikelake.it;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;

/** An S3 server in this JVM, on loopback, that keeps its objects in a folder. */
final class S3Server implements AutoCloseable {

  static final String BUCKET = "archive";

  private final S3Proxy proxy;
  private final String accessKey;
  private final String secretKey;

  private S3Server(S3Proxy proxy, String accessKey, String secretKey) {
    this.proxy = proxy;
    this.accessKey = accessKey;
    this.secretKey = secretKey;
  }

  static S3Server start(Path folder) throws Exception {
    return start(folder, BUCKET);
  }

  static S3Server start(Path folder, String bucket) throws Exception {
    return start(folder, bucket, "local", "localsecret");
  }

  /** A server that lets in who has these keys. */
  static S3Server start(Path folder, String bucket, String accessKey, String secretKey)
      throws Exception {
    Path store = folder.resolve("objects");
    Files.createDirectories(store.resolve(bucket));
    Properties properties = new Properties();
    properties.setProperty("jclouds.filesystem.basedir", store.toString());
    properties.setProperty("jclouds.identity", accessKey);
    properties.setProperty("jclouds.credential", secretKey);
    S3Proxy proxy =
        S3Proxy.builder()
            .blobStore(BlobStores.create("filesystem-nio2", properties))
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, accessKey, secretKey)
            .build();
    proxy.start();
    while (!proxy.getState().equals("STARTED")) {
      Thread.sleep(10);
    }
    return new S3Server(proxy, accessKey, secretKey);
  }

  int port() {
    return proxy.getPort();
  }

  /** What a Spark session must be told to use this server. */
  Map<String, String> sparkSettings() {
    return settings("spark.hadoop.fs.s3a.", port());
  }

  /** What Hadoop must be told to find one bucket on a port of loopback, and others elsewhere. */
  Map<String, String> bucketSettings(String bucket, int port) {
    return settings("fs.s3a.bucket." + bucket + ".", port);
  }

  private Map<String, String> settings(String prefix, int port) {
    Map<String, String> settings = new TreeMap<>();
    settings.put(prefix + "endpoint", "http://127.0.0.1:" + port);
    settings.put(prefix + "endpoint.region", "us-east-1");
    settings.put(prefix + "path.style.access", "true");
    settings.put(prefix + "multipart.size", "5M");
    settings.put(prefix + "multipart.threshold", "8M");
    settings.put(prefix + "connection.ssl.enabled", "false");
    settings.put(prefix + "access.key", accessKey);
    settings.put(prefix + "secret.key", secretKey);
    settings.put(
        prefix + "aws.credentials.provider",
        "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider");
    return settings;
  }

  @Override
  public void close() throws IOException {
    try {
      proxy.stop();
    } catch (Exception e) {
      throw new IOException("The S3 server did not stop", e);
    }
  }
}
