#!/usr/bin/env bash
# What a node runs in an executor's container before it ends it (spark.kubernetes.decommission.script): tells the
# executor to finish its tasks and to hand on its blocks, and waits for its end. The pod's grace period is the limit.
#
#   decommission.sh [PROCESS]   the entry point makes the executor process 1
set -euo pipefail

process=${1:-1}
kill -s PWR "$process"
while kill -0 "$process" 2>/dev/null; do sleep 0.2; done
