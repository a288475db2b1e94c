#!/usr/bin/env bash
# Lays out /opt/spark of the image from a distribution folder: a Spark with SpikeLake in it.
#
#   k8s/layout.sh DISTRIBUTION TARGET
#
#   TARGET/jars    Spark, Delta, S3A, and what SpikeLake brings, natives for Linux only
#   TARGET/app     spikelake.jar, the application that spark-submit is given
#   TARGET/bin     spikelake, spark-submit, entrypoint.sh, decommission.sh
#   TARGET/conf    profiles, data sets, logging
#   TARGET/gpu     getGpusResources.sh
#   TARGET/packs   networks beside those in the jar: copy yours here
set -euo pipefail

dist=${1:?"the distribution folder"}
target=${2:?"the folder to lay out"}
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
[[ -d $dist/jars && -d $dist/lib ]] || { echo "layout.sh: $dist has no jars and lib; build it with bin/spikelake --version" >&2; exit 2; }
[[ ! -e $target/jars ]] || { echo "layout.sh: $target is laid out already" >&2; exit 2; }

mkdir -p "$target"/{jars,app,bin,conf,gpu,packs,work-dir}
cp "$dist"/jars/*.jar "$dist"/lib/*.jar "$target/jars/"
cp "$dist"/lib/spikelake-jobs_*.jar "$target/app/spikelake.jar"
cp -R "$dist"/conf/. "$target/conf/"
cp "$dist/bin/spikelake" "$dist/bin/spark-submit" "$here/entrypoint.sh" "$here/decommission.sh" "$target/bin/"
cp "$here/gpu/getGpusResources.sh" "$target/gpu/"
cp "$dist/LICENSE" "$target/"
if [[ -f $dist/spikelake-sbom.json ]]; then cp "$dist/spikelake-sbom.json" "$target/"; fi
chmod 755 "$target"/bin/* "$target"/gpu/*

# Natives and debugging symbols of other systems are most of these jars. zip ends with 12 where there is nothing to
# leave out.
slim() {
  local jar=$1
  shift
  if [[ -f $jar ]]; then zip -q -d "$jar" "$@" || [[ $? == 12 ]]; fi
}
for jar in "$target"/jars/onnxruntime{,_gpu}-[0-9]*.jar; do
  slim "$jar" 'ai/onnxruntime/native/win-*' 'ai/onnxruntime/native/osx-*'
done
for jar in "$target"/jars/rocksdbjni-*.jar; do
  slim "$jar" '*win64*' '*osx*' '*linux32*' '*ppc64le*' '*s390x*' '*musl*'
done
