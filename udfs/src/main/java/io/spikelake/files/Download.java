package io.spikelake.files;

import io.spikelake.secrets.Locations;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** The content of a file behind a path or a URL of scheme file, http or https. */
public final class Download {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private Download() {}

  /**
   * @param maxBytes most bytes that what is looked for can have
   * @throws IllegalArgumentException if the location is a URL of another scheme, or carries a
   *     credential
   * @throws IOException if there is nothing at the location, it cannot be read or is larger
   */
  public static byte[] read(String location, int maxBytes) throws IOException {
    String scheme = scheme(Locations.requireNoCredentials(location));
    return switch (scheme) {
      case "" -> readFile(Path.of(location), location, maxBytes);
      case "file" -> readFile(Path.of(uri(location)), location, maxBytes);
      case "http", "https" -> get(uri(location), maxBytes);
      default ->
          throw new IllegalArgumentException(
              "Cannot read %s: scheme %s is not supported; expected a path, or a file, http or"
                      .formatted(location, scheme)
                  + " https URL");
    };
  }

  /** The last name in a location. */
  public static String fileName(String location) {
    String path = scheme(location).isEmpty() ? location : uri(location).getPath();
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }

  /** The scheme of a URL in lower case; empty for a path, where a single letter is a drive. */
  public static String scheme(String location) {
    int colon = location.indexOf(':');
    String scheme = colon < 2 ? "" : location.substring(0, colon).toLowerCase(Locale.ROOT);
    return scheme.matches("[a-z][a-z0-9+.-]*") ? scheme : "";
  }

  private static URI uri(String location) {
    try {
      return new URI(location);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "%s is not a URL: %s".formatted(location, e.getMessage()), e);
    }
  }

  private static byte[] readFile(Path file, String location, int maxBytes) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("There is no file " + location);
    }
    try (InputStream in = Files.newInputStream(file)) {
      return readAll(in, location, maxBytes);
    }
  }

  private static byte[] get(URI uri, int maxBytes) throws IOException {
    String shown = Locations.shown(uri.toString());
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(TIMEOUT).build();
    try {
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        if (response.statusCode() != 200) {
          throw new IOException(
              "Cannot download %s: the server answered %d".formatted(shown, response.statusCode()));
        }
        return readAll(body, shown, maxBytes);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while downloading " + shown, e);
    }
  }

  private static byte[] readAll(InputStream in, String location, int maxBytes) throws IOException {
    byte[] content = in.readNBytes(maxBytes + 1);
    if (content.length > maxBytes) {
      throw new IOException(
          "%s has more than %d bytes; it cannot be what it should be"
              .formatted(location, maxBytes));
    }
    return content;
  }
}
