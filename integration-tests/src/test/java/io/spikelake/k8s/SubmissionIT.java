package io.spikelake.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spikelake.it.JavaProcess;
import io.spikelake.jobs.settings.Profile;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.spark.deploy.SparkSubmit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Spark asks of an API server for the overlay {@code gpu}: as the operator submits it, and as
 * its driver then goes on. Nothing runs in the pods.
 */
class SubmissionIT {

  private static final String NAMESPACE = "spikelake";
  private static final String DRIVER = "spikelake-once-driver";
  private static final int EXECUTORS = 2;

  @TempDir static Path folder;

  private static Rendered overlay;
  private static Submission submission;
  private static ApiServer submitted;
  private static ApiServer driven;
  private static List<JsonNode> executors;

  @BeforeAll
  static void submitAndDrive() throws Exception {
    overlay = Rendered.of("overlays/gpu");
    submission = new Submission(overlay.one("SparkApplication", "spikelake-once").get("spec"));
    submitted = new ApiServer();
    driven = new ApiServer();
    Map<String, String> settings = submission.settings(folder, NAMESPACE);
    settings.put("spark.kubernetes.driver.pod.name", DRIVER);
    try (JavaProcess submitter = submit(settings);
        JavaProcess driver = drive(settings)) {
      assertThat(submitter.exitCode()).as(submitter::log).isZero();
      driven.await(server -> server.objects(NAMESPACE, "pods").size() > EXECUTORS);
      executors = executors();
      // As a node does when the memory is used up; Spark then asks for another one.
      driven.fail(executors.get(0));
      driven.await(server -> server.requests().contains(new ApiServer.Request("delete", "pods")));
      driver.terminate();
      driver.exitCode();
    } finally {
      submitted.close();
      driven.close();
    }
  }

  private static JavaProcess submit(Map<String, String> settings) throws Exception {
    List<String> words = new ArrayList<>(List.of("--master", "k8s://" + submitted.url()));
    settings.forEach((key, value) -> words.addAll(List.of("--conf", key + "=" + value)));
    words.addAll(
        List.of("--conf", "spark.kubernetes.submission.waitAppCompletion=false", "--name", "once"));
    words.addAll(submission.application());
    return JavaProcess.Setup.of(folder, "submit")
        .start(SparkSubmit.class, words.toArray(String[]::new));
  }

  /** The second half of what happens in the driver's pod, without the pod. */
  private static JavaProcess drive(Map<String, String> settings) throws Exception {
    driven.put(NAMESPACE, "pods", driverPod());
    settings.put("spark.master", "k8s://" + driven.url());
    settings.put("spark.submit.deployMode", "client");
    settings.put("spark.driver.host", "127.0.0.1");
    settings.put("spark.driver.bindAddress", "127.0.0.1");
    settings.put("spark.ui.port", "0");
    settings.put("spark.dynamicAllocation.minExecutors", Integer.toString(EXECUTORS));
    // None will ever register: it is of no use to wait for them.
    settings.put("spark.scheduler.minRegisteredResourcesRatio", "0");
    settings.put("spark.kubernetes.executor.apiPollingInterval", "200ms");
    settings.put("spark.kubernetes.executor.eventProcessingInterval", "100ms");
    String claim = "spark.kubernetes.executor.volumes.persistentVolumeClaim.spark-local-dir-1.";
    settings.put(claim + "options.claimName", "OnDemand");
    settings.put(claim + "options.storageClass", "fast");
    settings.put(claim + "options.sizeLimit", "1Gi");
    settings.put(claim + "mount.path", "/data");
    String[] flags =
        settings.entrySet().stream()
            .map(entry -> "-D" + entry.getKey() + "=" + entry.getValue())
            .toArray(String[]::new);
    return JavaProcess.Setup.of(folder, "drive", flags).start(SessionProbe.class);
  }

  /** The way without the operator, which makes the same pod of files. */
  @Test
  void theScriptSubmitsTheSameDriver() throws Exception {
    try (ApiServer server = new ApiServer()) {
      Path said = folder.resolve("script.log");
      ProcessBuilder script =
          new ProcessBuilder(
                  Rendered.K8S.resolve("submit/submit").toString(),
                  "--gpu",
                  "--conf",
                  "spark.kubernetes.submission.waitAppCompletion=false",
                  "k8s://" + server.url(),
                  container(driver()).get("image").asText())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile());
      script.environment().remove("SPARK_HOME");
      assertThat(script.start().waitFor()).as(Files.readString(said)).isZero();
      JsonNode pod = server.objects(NAMESPACE, "pods").get(0);
      requireTemplate(pod, "driver");
      assertThat(container(pod).get("args")).isEqualTo(container(driver()).get("args"));
      assertThat(container(pod).get("resources")).isEqualTo(container(driver()).get("resources"));
      assertThat(settings(server))
          .containsAllEntriesOf(Profile.KUBERNETES.settings().values())
          .containsAllEntriesOf(Profile.GPU.settings().values());
    }
  }

  /** What the driver's pod will be told. */
  private static Map<String, String> settings(ApiServer server) throws IOException {
    Properties properties = new Properties();
    for (JsonNode map : server.objects(NAMESPACE, "configmaps")) {
      properties.load(new StringReader(map.at("/data/spark.properties").asText()));
    }
    Map<String, String> settings = new TreeMap<>();
    properties.forEach((key, value) -> settings.put((String) key, (String) value));
    return settings;
  }

  private static ObjectNode driverPod() {
    ObjectNode pod = Rendered.YAML.createObjectNode().put("apiVersion", "v1").put("kind", "Pod");
    pod.putObject("metadata").put("name", DRIVER).put("namespace", NAMESPACE).put("uid", "1");
    ObjectNode status = pod.putObject("status").put("phase", "Running");
    status.putArray("conditions").addObject().put("type", "Ready").put("status", "True");
    return pod;
  }

  private static List<JsonNode> executors() {
    return driven.objects(NAMESPACE, "pods").stream()
        .filter(pod -> "executor".equals(pod.at("/metadata/labels/spark-role").asText()))
        .toList();
  }

  private static JsonNode driver() {
    assertThat(submitted.objects(NAMESPACE, "pods")).hasSize(1);
    return submitted.objects(NAMESPACE, "pods").get(0);
  }

  private static JsonNode container(JsonNode pod) {
    assertThat(pod.at("/spec/containers")).hasSize(1);
    return pod.at("/spec/containers/0");
  }

  @Test
  void theDriverRunsTheApplicationOfTheImage() {
    JsonNode container = container(driver());
    assertThat(container.get("image").asText())
        .matches("registry\\.example/spikelake@sha256:0{64}");
    assertThat(texts(container.get("args")))
        .containsExactly(
            "driver",
            "--properties-file",
            "/opt/spark/conf/spark.properties",
            "--class",
            "io.spikelake.cli.SpikeLake",
            "local:///opt/spark/app/spikelake.jar",
            "--config",
            "/etc/spikelake/spikelake.conf",
            "run");
  }

  @Test
  void theDriverHasItsMemoryAndNoGpu() {
    assertThat(container(driver()).get("resources").toString())
        .isEqualTo(
            "{\"limits\":{\"memory\":\"5120Mi\"},\"requests\":{\"cpu\":\"2\",\"memory\":\"5120Mi\"}}");
  }

  @Test
  void executorsHaveAGpuTheirCoresAndTheMemoryOutsideOfTheHeap() {
    assertThat(executors).hasSize(EXECUTORS);
    for (JsonNode executor : executors) {
      JsonNode resources = container(executor).get("resources");
      assertThat(resources.at("/limits/nvidia.com~1gpu").asText()).isEqualTo("1");
      assertThat(resources.at("/requests/cpu").asText()).isEqualTo("8");
      // 16 GiB of heap and 12 GiB beside it.
      assertThat(resources.at("/limits/memory").asText()).isEqualTo("28672Mi");
      assertThat(resources.at("/requests/memory").asText()).isEqualTo("28672Mi");
      Map<String, String> environment = environment(container(executor));
      assertThat(environment)
          .containsEntry("SPARK_EXECUTOR_CORES", "8")
          .containsEntry("SPARK_EXECUTOR_MEMORY", "16384m");
      assertThat(environment.values())
          .contains("--add-modules=jdk.incubator.vector", "-Dspark.blockManager.port=7079");
    }
  }

  @Test
  void podsAreWhatTheTemplatesSay() {
    requireTemplate(driver(), "driver");
    for (JsonNode executor : executors) {
      requireTemplate(executor, "executor");
    }
  }

  /** Whatever the template says is in the pod, where Spark adds to it. */
  private static void requireTemplate(JsonNode pod, String role) {
    JsonNode template =
        overlay.one("SparkApplication", "spikelake-once").at("/spec/" + role + "/template");
    requireWithin(template.get("metadata"), pod.get("metadata"), role + "/metadata");
    requireWithin(template.get("spec"), pod.get("spec"), role + "/spec");
    assertThat(pod.at("/spec/serviceAccountName").asText()).isEqualTo("spike-" + role);
    assertThat(pod.at("/metadata/labels/spark-role").asText()).isEqualTo(role);
  }

  private static void requireWithin(JsonNode part, JsonNode whole, String place) {
    if (part.isObject()) {
      part.fields()
          .forEachRemaining(
              field ->
                  requireWithin(
                      field.getValue(), whole.path(field.getKey()), place + "/" + field.getKey()));
    } else if (part.isArray()) {
      for (int i = 0; i < part.size(); i++) {
        requireWithin(part.get(i), whole.path(i), place + "/" + i);
      }
    } else {
      assertThat(whole).as(place).isEqualTo(part);
    }
  }

  /** Spark mounts settings of its own over the image's: nothing may be read from there. */
  @Test
  void theFolderOfSettingsInTheImageIsHidden() {
    assertThat(mounts(driver())).containsEntry("/opt/spark/conf", "spark-conf-volume-driver");
    assertThat(mounts(driver())).containsEntry("/etc/spikelake", "configuration");
    for (JsonNode executor : executors) {
      assertThat(mounts(executor)).containsEntry("/opt/spark/conf", "spark-conf-volume-exec");
    }
  }

  @Test
  void executorsBelongToTheDriverAndHaveItsSettings() throws Exception {
    assertThat(settings(submitted))
        .containsEntry("spark.spikelake.stop.grace", "10min")
        .containsEntry("spark.task.resource.gpu.amount", "0.125")
        .containsEntry(
            "spark.executor.resource.gpu.discoveryScript", "/opt/spark/gpu/getGpusResources.sh");
    assertThat(executors)
        .allSatisfy(
            executor ->
                assertThat(executor.at("/metadata/ownerReferences/0/name").asText())
                    .isEqualTo(DRIVER));
  }

  /** With decommissioning Spark has a node run this before it ends an executor. */
  @Test
  void theImageHasTheScriptThatEndsExecutors() throws Exception {
    String script = "/opt/spark/bin/decommission.sh";
    for (JsonNode executor : executors) {
      assertThat(texts(container(executor).at("/lifecycle/preStop/exec/command")))
          .containsExactly(script);
    }
    String name = script.substring(script.lastIndexOf('/') + 1);
    assertThat(Rendered.K8S.resolve(name)).isExecutable();
    assertThat(Files.readString(Rendered.K8S.resolve("layout.sh")))
        .contains("\"$here/" + name + "\"");
  }

  /** As an executor would take it: SIGPWR, and then its end is waited for. */
  @Test
  void theScriptAsksAProcessToEndAndWaits() throws Exception {
    Path said = folder.resolve("said");
    Process executor =
        new ProcessBuilder(
                "bash",
                "-c",
                "trap 'echo PWR > "
                    + said
                    + "; exit 0' PWR; echo ready; while :; do sleep 0.05; done")
            .start();
    executor.getInputStream().read();
    Process script =
        new ProcessBuilder(
                Rendered.K8S.resolve("decommission.sh").toString(), Long.toString(executor.pid()))
            .start();
    assertThat(script.waitFor()).isZero();
    assertThat(executor.isAlive()).isFalse();
    assertThat(said).content().isEqualTo("PWR\n");
  }

  /** No right is missing, and none is there that a driver does not use. */
  @Test
  void theRoleOfDriversIsWhatSparkAsksFor() {
    assertThat(allowed(overlay.one("Role", "spike-driver")))
        .isEqualTo(new TreeSet<>(asked(driven)));
  }

  @Test
  void theRoleOfSubmittersIsEnough() throws Exception {
    JsonNode role = Rendered.documents(Rendered.K8S.resolve("submit/role.yaml")).get(0);
    assertThat(allowed(role)).containsAll(asked(submitted));
  }

  private static Set<String> asked(ApiServer server) {
    return server.requests().stream()
        .map(request -> request.verb() + " " + request.resource())
        .collect(Collectors.toSet());
  }

  private static Set<String> allowed(JsonNode role) {
    Set<String> allowed = new TreeSet<>();
    for (JsonNode rule : role.get("rules")) {
      assertThat(texts(rule.get("apiGroups"))).containsExactly("");
      for (String resource : texts(rule.get("resources"))) {
        texts(rule.get("verbs")).forEach(verb -> allowed.add(verb + " " + resource));
      }
    }
    return allowed;
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static Map<String, String> environment(JsonNode container) {
    return StreamSupport.stream(container.get("env").spliterator(), false)
        .collect(
            Collectors.toMap(
                variable -> variable.get("name").asText(),
                variable -> variable.path("value").asText()));
  }

  private static Map<String, String> mounts(JsonNode pod) {
    return StreamSupport.stream(container(pod).get("volumeMounts").spliterator(), false)
        .collect(
            Collectors.toMap(
                mount -> mount.get("mountPath").asText(), mount -> mount.get("name").asText()));
  }
}
