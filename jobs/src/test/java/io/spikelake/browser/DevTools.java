package io.spikelake.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The Chrome DevTools Protocol over a WebSocket: commands with answers, and events. */
final class DevTools implements WebSocket.Listener, AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SECONDS = 60;

  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> pending = new ConcurrentHashMap<>();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private final StringBuilder message = new StringBuilder();
  private WebSocket socket;

  private DevTools() {}

  static DevTools connect(URI uri) {
    DevTools tools = new DevTools();
    tools.socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(uri, tools).join();
    return tools;
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    message.append(part);
    if (last) {
      try {
        take(JSON.readTree(message.toString()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        message.setLength(0);
      }
    }
    from.request(1);
    return null;
  }

  private void take(JsonNode received) {
    if (!received.has("id")) {
      events.add(received);
      return;
    }
    CompletableFuture<JsonNode> answer = pending.remove(received.get("id").asInt());
    if (received.has("error")) {
      answer.completeExceptionally(new IllegalStateException(received.get("error").toString()));
    } else {
      answer.complete(received.get("result"));
    }
  }

  /**
   * Runs a command and waits for its answer.
   *
   * @param session of a page, or null for the browser
   * @param parameters names and values in turn
   */
  JsonNode call(String session, String method, Object... parameters) {
    int id = ids.incrementAndGet();
    ObjectNode command = JSON.createObjectNode().put("id", id).put("method", method);
    if (session != null) {
      command.put("sessionId", session);
    }
    ObjectNode named = command.putObject("params");
    for (int i = 0; i < parameters.length; i += 2) {
      named.set((String) parameters[i], JSON.valueToTree(parameters[i + 1]));
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    pending.put(id, answer);
    socket.sendText(command.toString(), true).join();
    return answer.orTimeout(SECONDS, TimeUnit.SECONDS).join();
  }

  /** What happened in a session, by the name of the event. */
  List<JsonNode> events(String session, String method) {
    return events.stream()
        .filter(event -> event.path("sessionId").asText().equals(session))
        .filter(event -> event.path("method").asText().equals(method))
        .map(event -> event.get("params"))
        .toList();
  }

  @Override
  public void close() {
    socket.abort();
  }
}
