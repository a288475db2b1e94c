package io.spikelake.k8s;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClass;
import java.util.Map;

/**
 * Kinds of Kubernetes itself, parsed into fabric8's model. The model keeps fields that it does not
 * know; here these are refused, as {@code kubectl} does.
 */
final class StrictKinds {

  private static final Map<String, Class<?>> KINDS =
      Map.ofEntries(
          Map.entry("v1 ConfigMap", ConfigMap.class),
          Map.entry("v1 Namespace", Namespace.class),
          Map.entry("v1 PersistentVolumeClaim", PersistentVolumeClaim.class),
          Map.entry("v1 Pod", Pod.class),
          Map.entry("v1 ResourceQuota", ResourceQuota.class),
          Map.entry("v1 ServiceAccount", ServiceAccount.class),
          Map.entry("networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class),
          Map.entry("rbac.authorization.k8s.io/v1 Role", Role.class),
          Map.entry("rbac.authorization.k8s.io/v1 RoleBinding", RoleBinding.class),
          Map.entry("scheduling.k8s.io/v1 PriorityClass", PriorityClass.class));

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .setAnnotationIntrospector(new NoOtherFields());

  /** Without the method of each class that takes what is unknown. */
  private static final class NoOtherFields extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }
  }

  private StrictKinds() {}

  static boolean knows(JsonNode object) {
    return KINDS.containsKey(name(object));
  }

  /**
   * @throws IllegalArgumentException if a field is unknown or has a value of another type
   */
  static Object parse(JsonNode object) {
    Class<?> kind = KINDS.get(name(object));
    if (kind == null) {
      throw new IllegalArgumentException("No kind of Kubernetes: " + name(object));
    }
    return MAPPER.convertValue(object, kind);
  }

  /** A template of pods, which says no kind. */
  static PodTemplateSpec template(JsonNode template) {
    return MAPPER.convertValue(template, PodTemplateSpec.class);
  }

  private static String name(JsonNode object) {
    return object.path("apiVersion").asText() + " " + object.path("kind").asText();
  }
}
