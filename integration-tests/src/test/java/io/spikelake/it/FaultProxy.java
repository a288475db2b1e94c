package io.spikelake.it;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands on loopback between an S3 client and an S3 server, passes requests on as they are, and
 * does to some of them what a rule says.
 *
 * <p>A connection serves one request, for which the server is told to close it, so that an answer
 * ends where its connection does and needs no understanding.
 */
final class FaultProxy implements AutoCloseable {

  private static final int PIECES = 12;
  private static final long PAUSE_MS = 25;

  /** Which request meets which fault. */
  @FunctionalInterface
  interface Rule {
    Rule NONE = request -> null;

    /** Called by several threads. Null for no fault. */
    Fault of(Request request);
  }

  /**
   * A request as it came.
   *
   * @param path decoded, with a leading slash; the bucket comes first
   * @param query as it came, or ""
   * @param head the request line and the headers, with the empty line after them
   */
  record Request(String method, String path, String query, String head, byte[] body) {}

  private final ServerSocket door = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "fault-proxy");
            thread.setDaemon(true);
            return thread;
          });
  private final int server;
  private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
  private int requests;
  private volatile Rule rule = Rule.NONE;

  /**
   * @param server port of the server on loopback
   */
  FaultProxy(int server) throws IOException {
    this.server = server;
    threads.execute(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  /** From now on. Counts from 0 again. */
  synchronized void obey(Rule newRule) {
    rule = newRule;
    faults.clear();
    requests = 0;
  }

  /** How many requests met which fault since the rule was set. */
  synchronized Map<Fault, Integer> faults() {
    return new EnumMap<>(faults);
  }

  /** Requests since the rule was set. */
  synchronized int requests() {
    return requests;
  }

  private synchronized Fault fault(Request request) {
    requests++;
    Fault fault = rule.of(request);
    if (fault != null) {
      faults.merge(fault, 1, Integer::sum);
    }
    return fault;
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        threads.execute(() -> serve(client));
      } catch (IOException e) {
        // Closed; the loop ends.
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      Request request =
          request(new BufferedInputStream(client.getInputStream()), client.getOutputStream());
      Fault fault = fault(request);
      if (fault == null) {
        client.getOutputStream().write(answer(request));
        return;
      }
      switch (fault) {
        case INTERNAL_ERROR ->
            refuse(client, request, "500 Internal Server Error", "InternalError");
        case SLOW_DOWN -> refuse(client, request, "503 Slow Down", "SlowDown");
        case DENIED -> refuse(client, request, "403 Forbidden", "AccessDenied");
        case RESET -> client.setSoLinger(true, 0);
        case SLOW_BODY -> writeSlowly(client.getOutputStream(), answer(request));
        case TRUNCATED_BODY -> writeHalf(client.getOutputStream(), answer(request));
        case LOST_ANSWER -> {
          answer(request);
          client.setSoLinger(true, 0);
        }
        case LATE_ERROR -> {
          answer(request);
          refuse(client, request, "500 Internal Server Error", "InternalError");
        }
      }
    } catch (IOException e) {
      // Either side went away, as they may.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Request request(InputStream in, OutputStream out) throws IOException {
    String head = head(in);
    if (header(head, "expect").equalsIgnoreCase("100-continue")) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
    }
    String length = header(head, "content-length");
    byte[] body = in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length));
    String[] line = head.substring(0, head.indexOf('\r')).split(" ");
    String[] target = line[1].split("\\?", 2);
    return new Request(
        line[0],
        URLDecoder.decode(target[0].replace("+", "%2B"), StandardCharsets.UTF_8),
        target.length == 1 ? "" : target[1],
        head,
        body);
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int ends = 0;
    while (ends < 4) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("The client has closed the connection");
      }
      head.write(next);
      ends = next == "\r\n\r\n".charAt(ends) ? ends + 1 : next == '\r' ? 1 : 0;
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  /** The value of a header, or "". */
  private static String header(String head, String name) {
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  private byte[] answer(Request request) throws IOException {
    String head =
        request
            .head()
            .replaceAll("(?im)^(connection|expect):.*\r\n", "")
            .replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server)) {
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      out.write(head.getBytes(StandardCharsets.ISO_8859_1));
      out.write(request.body());
      return socket.getInputStream().readAllBytes();
    }
  }

  private static void refuse(Socket client, Request request, String status, String code)
      throws IOException {
    String body =
        request.method().equals("HEAD")
            ? ""
            : "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>%s</Code><Message>%s</Message></Error>"
                .formatted(code, "Made by the fault proxy");
    client
        .getOutputStream()
        .write(
            "HTTP/1.1 %s\r\nContent-Type: application/xml\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                .formatted(status, body.length(), body)
                .getBytes(StandardCharsets.ISO_8859_1));
  }

  private static void writeSlowly(OutputStream out, byte[] answer)
      throws IOException, InterruptedException {
    for (int piece = 0; piece < PIECES; piece++) {
      int start = (int) ((long) answer.length * piece / PIECES);
      int end = (int) ((long) answer.length * (piece + 1) / PIECES);
      out.write(answer, start, end - start);
      out.flush();
      Thread.sleep(PAUSE_MS);
    }
  }

  private static void writeHalf(OutputStream out, byte[] answer) throws IOException {
    int body = new String(answer, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
    out.write(answer, 0, body + (answer.length - body) / 2);
  }

  @Override
  public void close() throws IOException {
    door.close();
    threads.shutdownNow();
  }
}
