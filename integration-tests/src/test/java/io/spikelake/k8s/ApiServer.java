package io.spikelake.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A stand-in for the API server of Kubernetes on the loopback interface. It keeps what it is given
 * and remembers what it was asked; it runs no pod, checks no right and refuses nothing, so it shows
 * what Spark asks for and not that a cluster would grant it.
 */
final class ApiServer implements AutoCloseable {

  private static final Pattern PATH =
      Pattern.compile("/api/v1/namespaces/([^/]+)/([^/]+)(?:/([^/]+))?(?:/[^/]+)?");

  private static final long TIMEOUT_SECONDS = 60;

  /** What was asked for, in the words of role-based access control. */
  record Request(String verb, String resource) {}

  private final ObjectMapper json = new ObjectMapper();
  private final Map<String, ObjectNode> objects = new ConcurrentSkipListMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  ApiServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** As if someone had created it. */
  void put(String namespace, String resource, ObjectNode object) {
    objects.put(path(namespace, resource) + object.at("/metadata/name").asText(), object);
  }

  /** Objects in the order of their names. */
  List<JsonNode> objects(String namespace, String resource) {
    String prefix = path(namespace, resource);
    return objects.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .map(entry -> (JsonNode) entry.getValue())
        .toList();
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  /** Waits until what was asked for so far is enough. */
  void await(Predicate<ApiServer> enough) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    while (!enough.test(this)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("Not asked for within a minute; so far: " + requests());
      }
      Thread.sleep(20);
    }
  }

  /** What a node reports of a container that ended badly. */
  void fail(JsonNode pod) {
    ObjectNode status = ((ObjectNode) pod).putObject("status");
    status.put("phase", "Failed");
    status
        .putArray("containerStatuses")
        .addObject()
        .put("name", pod.at("/spec/containers/0/name").asText())
        .putObject("state")
        .putObject("terminated")
        .put("exitCode", 137)
        .put("reason", "OOMKilled");
  }

  private static String path(String namespace, String resource) {
    return "/api/v1/namespaces/" + namespace + "/" + resource + "/";
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      Matcher matcher = PATH.matcher(path);
      if (!matcher.matches()) {
        answer(exchange, 404, status("Failure", 404));
        return;
      }
      boolean named = matcher.group(3) != null;
      String query = String.valueOf(exchange.getRequestURI().getQuery());
      boolean watch = query.contains("watch=true");
      requests.add(new Request(verb(exchange.getRequestMethod(), named, watch), matcher.group(2)));
      if (watch) {
        watch(exchange);
      } else if (named) {
        one(exchange, path);
      } else {
        all(exchange, path + "/", query);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String verb(String method, boolean named, boolean watch) {
    return switch (method) {
      case "POST" -> "create";
      case "PUT" -> "update";
      case "PATCH" -> "patch";
      case "DELETE" -> named ? "delete" : "deletecollection";
      default -> watch ? "watch" : named ? "get" : "list";
    };
  }

  /** Nothing ever happens: changes are seen by polling. */
  private void watch(HttpExchange exchange) throws IOException, InterruptedException {
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    if (exchange.getRequestHeaders().containsKey("Upgrade")) {
      // The JDK's server speaks no web sockets; the client then asks without.
      exchange.sendResponseHeaders(200, -1);
      return;
    }
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().flush();
    closed.await();
  }

  private void one(HttpExchange exchange, String path) throws IOException {
    ObjectNode found =
        switch (exchange.getRequestMethod()) {
          case "PATCH", "PUT" -> store(path, read(exchange));
          case "DELETE" -> objects.remove(path);
          default -> objects.get(path);
        };
    answer(exchange, found == null ? 404 : 200, found == null ? status("Failure", 404) : found);
  }

  private void all(HttpExchange exchange, String folder, String query) throws IOException {
    switch (exchange.getRequestMethod()) {
      case "POST" -> {
        ObjectNode object = read(exchange);
        answer(exchange, 201, store(folder + object.at("/metadata/name").asText(), object));
      }
      case "DELETE" -> {
        objects.entrySet().removeIf(e -> e.getKey().startsWith(folder) && selected(e, query));
        answer(exchange, 200, status("Success", 200));
      }
      default -> {
        ObjectNode list = json.createObjectNode().put("apiVersion", "v1").put("kind", "List");
        list.putObject("metadata").put("resourceVersion", "1");
        ArrayNode items = list.putArray("items");
        objects.entrySet().stream()
            .filter(e -> e.getKey().startsWith(folder) && selected(e, query))
            .forEach(e -> items.add(e.getValue()));
        answer(exchange, 200, list);
      }
    }
  }

  private static boolean selected(Map.Entry<String, ObjectNode> entry, String query) {
    JsonNode labels = entry.getValue().at("/metadata/labels");
    return Stream.of(query.split("&"))
        .filter(word -> word.startsWith("labelSelector="))
        .flatMap(word -> Stream.of(word.substring(word.indexOf('=') + 1).split(",")))
        .allMatch(condition -> holds(condition, labels));
  }

  /** A condition as {@code key=value}, {@code key!=value}, or {@code key} for any value. */
  private static boolean holds(String condition, JsonNode labels) {
    String[] words = condition.split("!?=", 2);
    if (words.length == 1) {
      return labels.has(condition);
    }
    boolean equal = labels.path(words[0]).asText().equals(words[1]);
    return condition.contains("!=") ? !equal : equal;
  }

  private ObjectNode store(String path, ObjectNode object) {
    ((ObjectNode) object.get("metadata"))
        .put("uid", UUID.nameUUIDFromBytes(path.getBytes()).toString())
        .put("resourceVersion", "1")
        .put("creationTimestamp", "2026-01-01T00:00:00Z");
    if (object.path("kind").asText().equals("Pod") && !object.has("status")) {
      object.putObject("status").put("phase", "Pending");
    }
    objects.put(path, object);
    return object;
  }

  private ObjectNode read(HttpExchange exchange) throws IOException {
    return (ObjectNode) json.readTree(exchange.getRequestBody().readAllBytes());
  }

  private ObjectNode status(String status, int code) {
    return json.createObjectNode()
        .put("apiVersion", "v1")
        .put("kind", "Status")
        .put("status", status)
        .put("code", code);
  }

  private void answer(HttpExchange exchange, int code, JsonNode body) throws IOException {
    byte[] bytes = json.writeValueAsBytes(body);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(code, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
