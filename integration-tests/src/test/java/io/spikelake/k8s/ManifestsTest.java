package io.spikelake.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.spikelake.cli.CommandLines;
import io.spikelake.jobs.settings.Profile;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.network.util.JavaUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The manifests, rendered and read without mercy. */
class ManifestsTest {

  private static final String NAMESPACE = "spikelake";

  /** What a driver needs after its last wave, to record the run and to end. */
  private static final Duration AFTER_THE_WAVE = Duration.ofSeconds(30);

  static final List<String> OVERLAYS = Rendered.OVERLAYS;

  static final List<String> FOLDERS =
      Stream.concat(Stream.of("cluster", "base"), OVERLAYS.stream()).toList();

  @TempDir static Path folder;

  static Stream<Path> podTemplates() {
    return Stream.of("driver", "driver-gpu", "executor", "executor-gpu")
        .map(name -> Rendered.K8S.resolve("submit/" + name + ".yaml"));
  }

  @ParameterizedTest
  @FieldSource("FOLDERS")
  void everyFieldIsKnownToItsKind(String name) throws IOException {
    for (JsonNode object : Rendered.of(name).objects()) {
      if (StrictKinds.knows(object)) {
        StrictKinds.parse(object);
      } else {
        assertThat(OperatorKinds.errors(object)).as(name).isEmpty();
      }
    }
  }

  /** The definitions let any template pass; the API server refuses the pod that comes of it. */
  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void everyFieldOfATemplateIsKnown(String name) {
    for (JsonNode run : Rendered.of(name).runs()) {
      assertThat(StrictKinds.template(run.at("/driver/template")).getSpec()).isNotNull();
      assertThat(StrictKinds.template(run.at("/executor/template")).getSpec()).isNotNull();
    }
  }

  @ParameterizedTest
  @FieldSource("FOLDERS")
  void everythingIsInOneNamespace(String name) {
    for (JsonNode object : Rendered.of(name).objects()) {
      boolean ofTheCluster =
          Set.of("Namespace", "PriorityClass").contains(object.path("kind").asText());
      assertThat(object.at("/metadata/namespace").asText())
          .isEqualTo(ofTheCluster ? "" : NAMESPACE);
    }
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void theNightlyRunIsTheRunByHand(String name) {
    List<JsonNode> runs = Rendered.of(name).runs();
    ObjectNode once = runs.get(0).deepCopy();
    assertThat(once.remove("suspend").asBoolean()).as("starts by itself when applied").isTrue();
    once.set("arguments", runs.get(1).get("arguments"));
    assertThat(once).isEqualTo(runs.get(1));
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void nightsDoNotOverlapAndFailuresAreTriedAgain(String name) {
    JsonNode nightly =
        Rendered.of(name).one("ScheduledSparkApplication", "spikelake-nightly").get("spec");
    assertThat(nightly.get("concurrencyPolicy").asText()).isEqualTo("Forbid");
    assertThat(nightly.get("schedule").asText().split(" ")).hasSize(5);
    assertThat(ZoneId.getAvailableZoneIds()).contains(nightly.get("timeZone").asText());
    assertThat(nightly.at("/template/restartPolicy/type").asText()).isEqualTo("OnFailure");
    assertThat(nightly.at("/template/restartPolicy/onFailureRetries").asInt()).isPositive();
    assertThat(nightly.path("suspend").asBoolean()).isFalse();
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void whatAPodNamesIsThere(String name) {
    Rendered overlay = Rendered.of(name);
    for (JsonNode run : overlay.runs()) {
      for (String role : List.of("driver", "executor")) {
        overlay.one("ServiceAccount", run.at("/" + role + "/serviceAccount").asText());
        PodSpec pod = StrictKinds.template(run.at("/" + role + "/template")).getSpec();
        Rendered.of("cluster").one("PriorityClass", pod.getPriorityClassName());
        for (Volume volume : pod.getVolumes()) {
          if (volume.getConfigMap() != null) {
            overlay.one("ConfigMap", volume.getConfigMap().getName());
          } else {
            overlay.one("PersistentVolumeClaim", volume.getPersistentVolumeClaim().getClaimName());
          }
        }
        assertThat(pod.getContainers())
            .allSatisfy(
                container ->
                    assertThat(container.getVolumeMounts())
                        .allSatisfy(
                            mount ->
                                assertThat(pod.getVolumes())
                                    .anyMatch(volume -> volume.getName().equals(mount.getName()))));
      }
    }
  }

  /** Spark would take another container of the template for its own. */
  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void templatesHaveTheContainersThatTheOperatorNames(String name) {
    for (JsonNode run : Rendered.of(name).runs()) {
      for (String role : List.of("driver", "executor")) {
        assertThat(StrictKinds.template(run.at("/" + role + "/template")).getSpec().getContainers())
            .extracting(Container::getName)
            .containsExactly("spark-kubernetes-" + role);
      }
    }
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void podsHoldWhatTheNamespaceEnforces(String name) {
    JsonNode namespace = Rendered.of("cluster").one("Namespace", NAMESPACE);
    assertThat(namespace.at("/metadata/labels/pod-security.kubernetes.io~1enforce").asText())
        .isEqualTo("restricted");
    for (JsonNode run : Rendered.of(name).runs()) {
      requireRestricted(StrictKinds.template(run.at("/driver/template")));
      requireRestricted(StrictKinds.template(run.at("/executor/template")));
    }
  }

  @ParameterizedTest
  @MethodSource("podTemplates")
  void podTemplatesForSparkSubmitHoldItToo(Path file) throws IOException {
    requireRestricted(template(file));
  }

  private static void requireRestricted(PodTemplateSpec template) {
    PodSpec pod = template.getSpec();
    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(185);
    assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    assertThat(pod.getHostNetwork()).isNull();
    for (Container container : pod.getContainers()) {
      assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
      assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
    }
    for (Volume volume : pod.getVolumes()) {
      assertThat(volume.getHostPath()).as(volume.getName()).isNull();
    }
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void executorsHaveNoTokenOfTheApiServerAndNoRights(String name) {
    Rendered overlay = Rendered.of(name);
    ServiceAccount account =
        (ServiceAccount) StrictKinds.parse(overlay.one("ServiceAccount", "spike-executor"));
    assertThat(account.getAutomountServiceAccountToken()).isFalse();
    for (JsonNode run : overlay.runs()) {
      assertThat(
              StrictKinds.template(run.at("/executor/template"))
                  .getSpec()
                  .getAutomountServiceAccountToken())
          .isFalse();
    }
    for (JsonNode binding : overlay.all("RoleBinding")) {
      assertThat(binding.get("subjects").findValuesAsText("name")).containsExactly("spike-driver");
    }
    assertThat(overlay.all("ClusterRoleBinding")).isEmpty();
  }

  /** Nothing of the namespace is open that is not named, and nobody gets the machine's identity. */
  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void trafficIsDeniedUnlessItIsNamed(String name) {
    List<NetworkPolicy> policies =
        Rendered.of(name).all("NetworkPolicy").stream()
            .map(object -> (NetworkPolicy) StrictKinds.parse(object))
            .toList();
    assertThat(policies)
        .anySatisfy(
            policy -> {
              assertThat(policy.getSpec().getPodSelector().getMatchLabels()).isNullOrEmpty();
              assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
              assertThat(policy.getSpec().getIngress()).isEmpty();
              assertThat(policy.getSpec().getEgress()).isEmpty();
            });
    List<NetworkPolicyPeer> peers = new ArrayList<>();
    for (NetworkPolicy policy : policies) {
      policy.getSpec().getIngress().forEach(rule -> assertThat(rule.getFrom()).isNotEmpty());
      policy.getSpec().getIngress().forEach(rule -> assertThat(rule.getPorts()).isNotEmpty());
      policy.getSpec().getEgress().forEach(rule -> assertThat(rule.getPorts()).isNotEmpty());
      policy.getSpec().getEgress().forEach(rule -> peers.addAll(rule.getTo()));
    }
    assertThat(peers).isNotEmpty();
    assertThat(peers)
        .filteredOn(peer -> peer.getIpBlock() != null)
        .allSatisfy(
            peer -> assertThat(peer.getIpBlock().getExcept()).containsExactly("169.254.0.0/16"));
  }

  /**
   * The API server refuses a quota of one priority that counts anything but pods, processors and
   * memory; a GPU among them would leave the namespace without a quota.
   */
  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void quotasOfAPriorityCountOnlyWhatTheyMay(String name) {
    for (ResourceQuota quota : quotas(Rendered.of(name)).values()) {
      if (quota.getSpec().getScopeSelector() != null) {
        assertThat(quota.getSpec().getHard().keySet())
            .isSubsetOf("pods", "requests.cpu", "requests.memory", "limits.cpu", "limits.memory");
      }
    }
  }

  /** A nightly and a run by hand fit at once as drivers, and all executors of one of them. */
  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void quotasAreWhatTheRunsNeed(String name) {
    Rendered overlay = Rendered.of(name);
    Map<String, ResourceQuota> quotas = quotas(overlay);
    JsonNode run = overlay.runs().get(0);
    requireQuota(quotas.get("spikelake-drivers"), run.get("driver"), 2);
    int executors = run.at("/dynamicAllocation/maxExecutors").asInt();
    requireQuota(quotas.get("spikelake-executors"), run.get("executor"), executors);
    int gpus = executors * run.at("/executor/gpu/quantity").asInt(0);
    assertThat(quotas.get("spikelake-gpus").getSpec().getHard())
        .isEqualTo(Map.of("requests.nvidia.com/gpu", Quantity.parse(Integer.toString(gpus))));
  }

  private static Map<String, ResourceQuota> quotas(Rendered overlay) {
    return overlay.all("ResourceQuota").stream()
        .map(object -> (ResourceQuota) StrictKinds.parse(object))
        .collect(Collectors.toMap(quota -> quota.getMetadata().getName(), quota -> quota));
  }

  private static void requireQuota(ResourceQuota quota, JsonNode role, int pods) {
    Map<String, Quantity> hard = quota.getSpec().getHard();
    String cpu =
        role.has("coreRequest") ? role.get("coreRequest").asText() : role.get("cores").asText();
    BigDecimal mebibytes =
        BigDecimal.valueOf(
            JavaUtils.byteStringAsMb(role.get("memory").asText())
                + JavaUtils.byteStringAsMb(role.get("memoryOverhead").asText()));
    BigDecimal many = BigDecimal.valueOf(pods);
    assertThat(hard.get("pods").getNumericalAmount()).isEqualByComparingTo(many);
    assertThat(hard.get("requests.cpu").getNumericalAmount())
        .isEqualByComparingTo(Quantity.parse(cpu).getNumericalAmount().multiply(many));
    assertThat(hard.get("requests.memory").getNumericalAmount())
        .isEqualByComparingTo(mebibytes.multiply(many).multiply(BigDecimal.valueOf(1 << 20)));
  }

  /**
   * A driver that is asked to end finishes the wave in hand; the node must not kill it meanwhile.
   * Waves are as long as the default of {@code --wave-minutes} says, and one that is begun ends.
   */
  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void podsOutliveTheLongestWave(String name) throws Exception {
    Duration wave = Duration.ofMinutes(CommandLines.number("run", "--wave-minutes"));
    for (JsonNode run : Rendered.of(name).runs()) {
      Duration grace =
          Duration.ofSeconds(
              JavaUtils.timeStringAsSec(run.at("/sparkConf/spark.spikelake.stop.grace").asText()));
      assertThat(grace).isGreaterThan(wave);
      requireLonger(run.at("/driver/template/spec/terminationGracePeriodSeconds"), grace);
      assertThat(run.at("/sparkConf/spark.kubernetes.appKillPodDeletionGracePeriod").asText())
          .isEqualTo(run.at("/driver/template/spec/terminationGracePeriodSeconds").asText() + "s");
    }
  }

  private static void requireLonger(JsonNode seconds, Duration grace) {
    assertThat(Duration.ofSeconds(seconds.asLong()))
        .isGreaterThanOrEqualTo(grace.plus(AFTER_THE_WAVE));
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void theApplicationIsInTheImage(String name) throws Exception {
    String layout = Files.readString(Rendered.K8S.resolve("layout.sh"));
    for (JsonNode run : Rendered.of(name).runs()) {
      assertThat(Class.forName(run.get("mainClass").asText()).getMethod("main", String[].class))
          .isNotNull();
      String jar = run.get("mainApplicationFile").asText();
      assertThat(jar).startsWith("local:///opt/spark/app/");
      assertThat(layout)
          .contains("app/" + Path.of(jar.substring("local://".length())).getFileName());
      assertThat(run.get("sparkVersion").asText())
          .isEqualTo(org.apache.spark.package$.MODULE$.SPARK_VERSION());
      String plugin = run.at("/sparkConf/spark.plugins").asText();
      if (!plugin.isEmpty()) {
        Class.forName(plugin);
      }
      String script = run.at("/sparkConf/spark.executor.resource.gpu.discoveryScript").asText();
      if (!script.isEmpty()) {
        assertThat(script).startsWith("/opt/spark/");
        assertThat(Rendered.K8S.resolve(script.substring("/opt/spark/".length()))).isExecutable();
      }
    }
  }

  /**
   * With the file that is mounted: every key is known, and every option has a value it can have.
   */
  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void theArgumentsAreCommandLines(String name) throws IOException {
    Rendered overlay = Rendered.of(name);
    for (JsonNode run : overlay.runs()) {
      PodSpec pod = StrictKinds.template(run.at("/driver/template")).getSpec();
      List<String> arguments = new Submission(run).arguments();
      assertThat(arguments).startsWith("--config");
      Path mounted = Path.of(arguments.get(1));
      assertThat(pod.getContainers().get(0).getVolumeMounts())
          .anySatisfy(
              mount -> {
                assertThat(mount.getName()).isEqualTo("configuration");
                assertThat(mount.getMountPath()).isEqualTo(mounted.getParent().toString());
              });
      JsonNode content =
          overlay
              .one("ConfigMap", "spikelake-configuration")
              .path("data")
              .path(mounted.getFileName().toString());
      assertThat(content.isTextual()).as("the ConfigMap has " + mounted.getFileName()).isTrue();
      Path file = Files.writeString(folder.resolve("run.conf"), content.asText());
      arguments.set(1, file.toString());
      assertThat(CommandLines.command(arguments)).isIn("run", "demo");
      assertThat(CommandLines.unused(file, "run")).isEmpty();
    }
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void everySettingIsKnown(String name) {
    for (JsonNode run : Rendered.of(name).runs()) {
      assertThat(new Submission(run).settings().keySet()).allMatch(SparkKeys::known);
    }
  }

  @Test
  void profilesHoldKnownSettings() {
    for (Profile profile : List.of(Profile.KUBERNETES, Profile.GPU)) {
      assertThat(profile.settings().values().keySet()).allMatch(SparkKeys::known);
    }
  }

  @Test
  void unknownSettingsAreFound() {
    assertThat(
            List.of(
                "spark.executor.core",
                "spark.kubernetes.executor.podTemplate",
                "spark.hadoop.fs.s3a.retry.limits",
                "spark.sql.shuffle.partition",
                "spark.executor.resource.gpu.amounts"))
        .noneMatch(SparkKeys::known);
  }

  /** What is repeated for Spark's own eyes is what the configuration says. */
  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void settingsAreThoseOfTheProfiles(String name) {
    boolean gpus = !Set.of("overlays/local", "overlays/s3").contains(name);
    Map<String, String> expected = new TreeMap<>(Profile.KUBERNETES.settings().values());
    if (gpus) {
      expected.putAll(Profile.GPU.settings().values());
    }
    expected.remove("spark.kubernetes.namespace");
    // Which device networks take by themselves.
    expected.remove("spark.spikelake.device");
    if (name.equals("overlays/local")) {
      expected.keySet().removeAll(SMALLER);
    }
    if (name.startsWith("gang/")) {
      expected.remove("spark.dynamicAllocation.minExecutors");
    }
    for (JsonNode run : Rendered.of(name).runs()) {
      assertThat(new Submission(run).settings()).containsAllEntriesOf(expected);
    }
  }

  /** Of one small machine. */
  private static final Set<String> SMALLER =
      Set.of(
          "spark.driver.cores",
          "spark.driver.memory",
          "spark.driver.memoryOverhead",
          "spark.dynamicAllocation.maxExecutors");

  /** An identity and no keys; the only provider is one of those that the profile has. */
  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void podsHaveAnIdentityAndNoKeys(String name) throws Exception {
    Rendered overlay = Rendered.of(name);
    assertThat(overlay.all("Secret")).isEmpty();
    assertThat(overlay.objects().toString())
        .doesNotContainPattern("AKIA[A-Z0-9]{16}")
        .doesNotContainIgnoringCase("secret.key")
        .doesNotContainIgnoringCase("access.key");
    if (name.equals("overlays/local")) {
      return;
    }
    String key = "spark.hadoop.fs.s3a.aws.credentials.provider";
    for (JsonNode run : overlay.runs()) {
      String provider = new Submission(run).settings().get(key);
      assertThat(List.of(Profile.S3.settings().values().get(key).split(","))).contains(provider);
      Class.forName(provider);
    }
    for (String account : List.of("spike-driver", "spike-executor")) {
      assertThat(
              overlay
                  .one("ServiceAccount", account)
                  .at("/metadata/annotations/eks.amazonaws.com~1role-arn")
                  .asText())
          .startsWith("arn:aws:iam::");
    }
  }

  /** The fields are what gang schedulers plan with; the pods come of the template and of Spark. */
  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void fieldsForGangSchedulersSayWhatPodsHave(String name) {
    for (JsonNode run : Rendered.of(name).runs()) {
      JsonNode executor = run.get("executor");
      if (!executor.has("gpu")) {
        assertThat(run.get("sparkConf").has("spark.executor.resource.gpu.amount")).isFalse();
        continue;
      }
      assertThat(executor.get("nodeSelector"))
          .isEqualTo(executor.at("/template/spec/nodeSelector"));
      assertThat(executor.get("tolerations")).isEqualTo(executor.at("/template/spec/tolerations"));
      assertThat(executor.at("/gpu/quantity").asText())
          .isEqualTo(run.at("/sparkConf/spark.executor.resource.gpu.amount").asText());
      assertThat(executor.at("/gpu/name").asText())
          .isEqualTo(run.at("/sparkConf/spark.executor.resource.gpu.vendor").asText() + "/gpu");
    }
  }

  /** The operator counts no GPUs when it makes a group of pods for Volcano, so the overlay does. */
  @Test
  void volcanoWaitsForTheDriverAndTheFirstExecutors() {
    for (JsonNode run : Rendered.of("gang/volcano").runs()) {
      int first = run.at("/dynamicAllocation/initialExecutors").asInt();
      assertThat(first).isPositive();
      assertThat(run.at("/dynamicAllocation/minExecutors").asInt()).isEqualTo(first);
      JsonNode group = run.at("/batchSchedulerOptions/resources");
      assertThat(group.get("cpu").asInt())
          .isEqualTo(run.at("/driver/cores").asInt() + first * run.at("/executor/cores").asInt());
      assertThat(group.get("nvidia.com/gpu").asInt()).isEqualTo(first);
      assertThat(Quantity.getAmountInBytes(Quantity.parse(group.get("memory").asText())))
          .isEqualByComparingTo(
              bytes(run.get("driver"))
                  .add(bytes(run.get("executor")).multiply(BigDecimal.valueOf(first))));
    }
  }

  private static BigDecimal bytes(JsonNode role) {
    return BigDecimal.valueOf(
        JavaUtils.byteStringAsBytes(role.get("memory").asText())
            + JavaUtils.byteStringAsBytes(role.get("memoryOverhead").asText()));
  }

  /** The operator would have its webhook name the scheduler, which leaves these pods alone. */
  @Test
  void gangSchedulersGetTheirPods() {
    for (String scheduler : List.of("volcano", "yunikorn")) {
      for (JsonNode run : Rendered.of("gang/" + scheduler).runs()) {
        assertThat(run.get("batchScheduler").asText()).isEqualTo(scheduler);
        assertThat(run.at("/sparkConf/spark.kubernetes.scheduler.name").asText())
            .isEqualTo(scheduler);
      }
    }
  }

  @Test
  void podTemplatesForSparkSubmitAreThoseOfTheOperator() throws IOException {
    requireSameTemplates("overlays/s3", "");
    requireSameTemplates("overlays/gpu", "-gpu");
  }

  private static void requireSameTemplates(String overlay, String suffix) throws IOException {
    JsonNode run = Rendered.of(overlay).runs().get(0);
    for (String role : List.of("driver", "executor")) {
      assertThat(template(Rendered.K8S.resolve("submit/" + role + suffix + ".yaml")))
          .isEqualTo(StrictKinds.template(run.at("/" + role + "/template")));
    }
  }

  private static PodTemplateSpec template(Path file) throws IOException {
    ObjectNode pod = (ObjectNode) Rendered.documents(file).get(0);
    StrictKinds.parse(pod);
    pod.remove(List.of("apiVersion", "kind"));
    return StrictKinds.template(pod);
  }
}
