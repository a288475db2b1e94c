#!/usr/bin/env bash
# What a container of the image runs, as Spark's scheduler for Kubernetes and the operator expect it:
#
#   driver ARGUMENTS      spark-submit in client mode, at the address of the pod
#   executor              an executor, told of everything by its environment
#   anything else         bin/spikelake with these arguments
set -euo pipefail

export SPARK_HOME=${SPARK_HOME:-/opt/spark}
export SPARK_SCALA_VERSION=${SPARK_SCALA_VERSION:-2.12}
if [[ -n ${JAVA_HOME:-} ]]; then java=$JAVA_HOME/bin/java; else java=java; fi

# Hadoop cannot log in a user without a name.
if ! id -un >/dev/null 2>&1; then
  echo "entrypoint.sh: user $(id -u) has no name in /etc/passwd; run the container as user 185 (runAsUser: 185)" >&2
  exit 2
fi
# A home that can be written, for what is kept between commands of one container.
if [[ ! -w ${HOME:-/nonexistent} ]]; then export HOME=${TMPDIR:-/tmp}; fi

case ${1:-} in
  driver)
    shift
    exec "$SPARK_HOME/bin/spark-submit" \
      --conf "spark.driver.bindAddress=$SPARK_DRIVER_BIND_ADDRESS" \
      --conf "spark.executorEnv.SPARK_DRIVER_POD_IP=$SPARK_DRIVER_BIND_ADDRESS" \
      --deploy-mode client "$@"
    ;;
  executor)
    # SPARK_JAVA_OPT_0, SPARK_JAVA_OPT_1, ... in their order; a value may be several words.
    options=()
    for ((i = 0; ; i++)); do
      name=SPARK_JAVA_OPT_$i
      if [[ -z ${!name+set} ]]; then break; fi
      options+=("${!name}")
    done
    exec "$java" "${options[@]}" "-Xms$SPARK_EXECUTOR_MEMORY" "-Xmx$SPARK_EXECUTOR_MEMORY" \
      -cp "${SPARK_CLASSPATH:+$SPARK_CLASSPATH:}$SPARK_HOME/conf:$SPARK_HOME/jars/*" \
      org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBackend \
      --driver-url "$SPARK_DRIVER_URL" \
      --executor-id "$SPARK_EXECUTOR_ID" \
      --cores "$SPARK_EXECUTOR_CORES" \
      --app-id "$SPARK_APPLICATION_ID" \
      --hostname "$SPARK_EXECUTOR_POD_IP" \
      --resourceProfileId "$SPARK_RESOURCE_PROFILE_ID" \
      --podName "$SPARK_EXECUTOR_POD_NAME"
    ;;
  *)
    exec "$SPARK_HOME/bin/spikelake" "$@"
    ;;
esac
