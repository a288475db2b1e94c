package io.spikelake.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spikelake.it.JavaProcess;
import io.spikelake.jobs.settings.Profile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every metric of Spark or SpikeLake that rules and dashboard ask for appears at the paths that are
 * scraped, under that name. Those of others, of kube-state-metrics and the kubelet, are a short
 * list.
 */
class MonitoringIT {

  private static final Pattern METRIC = Pattern.compile("\\b[a-z]+(?:_\\w+)+\\b(?=\\{)");

  private static final Set<String> OF_THE_CLUSTER =
      Set.of(
          "container_memory_working_set_bytes",
          "kube_pod_container_resource_limits",
          "kube_pod_status_phase");

  @TempDir static Path folder;

  private static Rendered monitoring;
  private static Set<String> published;
  private static Set<String> labels;

  @BeforeAll
  static void readWhatTheProfilePublishes() throws Exception {
    monitoring = Rendered.of("monitoring");
    List<String> flags = new ArrayList<>();
    Profile.KUBERNETES
        .settings()
        .values()
        .forEach(
            (key, value) -> {
              if (key.matches("spark\\.(ui|metrics|executor\\.processTree).*")) {
                flags.add("-D" + key + "=" + value);
              }
            });
    flags.addAll(
        List.of(
            "-Dspark.master=local[2]",
            "-Dspark.ui.port=0",
            "-Dspark.executor.heartbeatInterval=200ms"));
    try (JavaProcess process =
        JavaProcess.Setup.of(folder, "probe", flags.toArray(String[]::new))
            .start(MetricsProbe.class, paths().toArray(String[]::new))) {
      assertThat(process.exitCode()).as(process::log).isZero();
      published = new TreeSet<>();
      labels = new TreeSet<>();
      process.out().lines().forEach(MonitoringIT::read);
    }
  }

  private static List<String> paths() {
    List<String> paths = new ArrayList<>();
    for (JsonNode endpoint : monitor().at("/spec/podMetricsEndpoints")) {
      assertThat(endpoint.get("port").asText()).isEqualTo("spark-ui");
      paths.add(endpoint.get("path").asText());
    }
    return paths;
  }

  private static JsonNode monitor() {
    return monitoring.one("PodMonitor", "spikelake");
  }

  private static void read(String line) {
    Pattern.compile("^(metrics_\\w+)\\{(.*)\\} \\S+$")
        .matcher(line)
        .results()
        .forEach(
            metric -> {
              published.add(metric.group(1));
              Pattern.compile("(\\w+)=\"")
                  .matcher(metric.group(2))
                  .results()
                  .forEach(label -> labels.add(label.group(1)));
            });
  }

  private static List<String> rules() {
    List<String> expressions = new ArrayList<>();
    for (JsonNode rule : monitoring.one("PrometheusRule", "spikelake").findValues("expr")) {
      expressions.add(rule.asText());
    }
    return expressions;
  }

  private static List<String> dashboard() throws Exception {
    String file =
        monitoring.one("ConfigMap", "spikelake-dashboard").at("/data/spikelake.json").asText();
    JsonNode dashboard = new ObjectMapper().readTree(file);
    List<String> expressions = new ArrayList<>();
    dashboard.findValues("expr").forEach(expression -> expressions.add(expression.asText()));
    expressions.add(dashboard.at("/templating/list/2/query").asText());
    return expressions;
  }

  private static Set<String> asked(List<String> expressions) {
    return expressions.stream()
        .flatMap(expression -> METRIC.matcher(expression).results())
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyMetricOfTheRulesAppears() {
    Set<String> asked = asked(rules());
    assertThat(asked).hasSizeGreaterThan(6).containsAll(OF_THE_CLUSTER);
    asked.removeAll(OF_THE_CLUSTER);
    assertThat(published).containsAll(asked);
  }

  @Test
  void everyMetricOfTheDashboardAppears() throws Exception {
    Set<String> asked = asked(dashboard());
    assertThat(asked).hasSizeGreaterThan(12);
    asked.removeAll(OF_THE_CLUSTER);
    assertThat(published).containsAll(asked);
    assertThat(labels).contains("executor_id");
  }

  @Test
  void everyExpressionAsksForAMetricAndClosesWhatItOpens() throws Exception {
    List<String> expressions = new ArrayList<>(rules());
    expressions.addAll(dashboard());
    for (String expression : expressions) {
      assertThat(asked(List.of(expression))).as(expression).isNotEmpty();
      assertThat(expression.chars().filter(c -> c == '(' || c == '{' || c == '[').count())
          .as(expression)
          .isEqualTo(expression.chars().filter(c -> c == ')' || c == '}' || c == ']').count());
    }
  }

  /** What is watched is what the manifests make. */
  @Test
  void driversAreFoundByTheLabelsOfTheirTemplate() {
    JsonNode wanted = monitor().at("/spec/selector/matchLabels");
    for (JsonNode run : Rendered.of("overlays/gpu").runs()) {
      JsonNode labels = run.at("/driver/template/metadata/labels");
      assertThat(wanted.get("app.kubernetes.io/name"))
          .isEqualTo(labels.get("app.kubernetes.io/name"));
      assertThat(paths())
          .contains(run.at("/driver/template/metadata/annotations/prometheus.io~1path").asText());
    }
    assertThat(wanted.get("spark-role").asText()).isEqualTo("driver");
  }

  /** An alert that nobody can act on is noise. */
  @Test
  void everyAlertSaysWhatToDo() {
    for (JsonNode rule : monitoring.one("PrometheusRule", "spikelake").at("/spec/groups/0/rules")) {
      assertThat(rule.get("alert").asText()).startsWith("SpikeLake");
      assertThat(rule.at("/labels/severity").asText()).isIn("critical", "warning");
      assertThat(rule.at("/annotations/summary").asText()).isNotBlank();
      assertThat(rule.at("/annotations/description").asText()).isNotBlank();
    }
  }
}
