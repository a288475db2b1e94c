package io.spikelake.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A tab. */
public final class Page {

  private static final long LOAD_MILLIS = 60_000;

  /** What a reader operates or looks at, as assistive technology sees it. */
  private static final Set<String> NAMED_ROLES =
      Set.of("button", "link", "image", "img", "group", "region", "navigation", "table", "textbox");

  private final DevTools tools;
  private final String session;

  Page(DevTools tools, String session) {
    this.tools = tools;
    this.session = session;
    for (String domain : List.of("Page", "Runtime", "Log", "Network", "Accessibility")) {
      call(domain + ".enable");
    }
  }

  private JsonNode call(String method, Object... parameters) {
    return tools.call(session, method, parameters);
  }

  /** Opens an address and waits until it is loaded. */
  public void open(URI address) throws InterruptedException {
    int loaded = tools.events(session, "Page.loadEventFired").size();
    call("Page.navigate", "url", address.toString());
    long deadline = System.currentTimeMillis() + LOAD_MILLIS;
    while (tools.events(session, "Page.loadEventFired").size() == loaded) {
      if (System.currentTimeMillis() > deadline) {
        throw new IllegalStateException(address + " was not loaded in time");
      }
      Thread.sleep(20);
    }
  }

  /** A window of that size, as of a phone or a screen. */
  public void size(int width, int height, boolean phone) {
    call(
        "Emulation.setDeviceMetricsOverride",
        "width",
        width,
        "height",
        height,
        "deviceScaleFactor",
        1,
        "mobile",
        phone);
  }

  /**
   * @param scheme {@code light} or {@code dark}
   */
  public void prefer(String scheme) {
    call(
        "Emulation.setEmulatedMedia",
        "features",
        List.of(Map.of("name", "prefers-color-scheme", "value", scheme)));
  }

  /** The value of an expression of JavaScript. */
  public JsonNode evaluate(String expression) {
    JsonNode answer =
        call(
            "Runtime.evaluate",
            "expression",
            expression,
            "returnByValue",
            true,
            "awaitPromise",
            true);
    if (answer.has("exceptionDetails")) {
      throw new IllegalStateException(answer.get("exceptionDetails").toString());
    }
    return answer.get("result").path("value");
  }

  /** Presses and releases a key, which goes where the focus is. */
  public void press(String key, int code, String text) {
    for (String type : List.of("keyDown", "keyUp")) {
      call(
          "Input.dispatchKeyEvent",
          "type",
          type,
          "key",
          key,
          "code",
          key,
          "windowsVirtualKeyCode",
          code,
          "text",
          type.equals("keyDown") ? text : "");
    }
  }

  /** Presses and releases the mouse. */
  public void click(double x, double y) {
    for (String type : List.of("mousePressed", "mouseReleased")) {
      mouse(type, x, y, "button", "left", "clickCount", 1);
    }
  }

  /** Turns the wheel; down is positive. */
  public void wheel(double x, double y, double down) {
    mouse("mouseWheel", x, y, "deltaX", 0, "deltaY", down);
  }

  /** Drags with the left button. */
  public void drag(double x, double y, double dx, double dy) {
    mouse("mouseMoved", x, y, "button", "none");
    mouse("mousePressed", x, y, "button", "left", "buttons", 1, "clickCount", 1);
    mouse("mouseMoved", x + dx, y + dy, "button", "left", "buttons", 1);
    mouse("mouseReleased", x + dx, y + dy, "button", "left", "clickCount", 1);
  }

  private void mouse(String type, double x, double y, Object... more) {
    List<Object> parameters = new ArrayList<>(List.of("type", type, "x", x, "y", y));
    parameters.addAll(List.of(more));
    call("Input.dispatchMouseEvent", parameters.toArray());
  }

  /** What was asked for so far, by address. */
  public List<String> requests() {
    return tools.events(session, "Network.requestWillBeSent").stream()
        .map(event -> event.at("/request/url").asText())
        .toList();
  }

  /** What went wrong so far: exceptions, and whatever the console shows. */
  public List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    for (String event :
        List.of("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded")) {
      tools.events(session, event).forEach(said -> complaints.add(said.toString()));
    }
    return complaints;
  }

  /** Roles of what ought to have a name for readers who do not see it, and has none. */
  public List<String> withoutName() {
    List<String> nameless = new ArrayList<>();
    for (JsonNode node : call("Accessibility.getFullAXTree").get("nodes")) {
      String role = node.at("/role/value").asText();
      if (!node.get("ignored").asBoolean()
          && NAMED_ROLES.contains(role)
          && node.at("/name/value").asText().isBlank()) {
        nameless.add(role + " " + node.path("backendDOMNodeId"));
      }
    }
    return nameless;
  }

  /** How many nodes of a role there are for readers who do not see them. */
  public long count(String role) {
    long count = 0;
    for (JsonNode node : call("Accessibility.getFullAXTree").get("nodes")) {
      if (!node.get("ignored").asBoolean() && node.at("/role/value").asText().equals(role)) {
        count++;
      }
    }
    return count;
  }

  /** Writes a PNG of all of the page, or of what the window shows. */
  public void screenshot(Path file, boolean all) throws IOException {
    Files.createDirectories(file.getParent());
    JsonNode shot = call("Page.captureScreenshot", "format", "png", "captureBeyondViewport", all);
    Files.write(file, Base64.getDecoder().decode(shot.get("data").asText()));
  }
}
