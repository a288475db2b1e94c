#!/bin/sh
# Tells Spark which GPUs a process has:
#
#   {"name": "gpu", "addresses":["0","1"]}
#
# For spark.executor.resource.gpu.discoveryScript, and of a standalone cluster for
# spark.worker.resource.gpu.discoveryScript. Needs nvidia-smi and a POSIX shell, nothing else.
#
# Addresses are numbers as CUDA counts the GPUs of a process that starts here: from 0, those of
# CUDA_VISIBLE_DEVICES alone where that is set. With MIG a process has one device, whatever the
# number of instances is; then the answer is "0". NVIDIA_VISIBLE_DEVICES is for container runtimes:
# what they left out nvidia-smi does not list.
#
# No GPU is an answer: an empty list, the reason on standard error, exit code 0; Spark then says how
# many it was asked for. A driver that does not answer is an error: exit code 1 and no list.

set -uf
IFS=' '
LC_ALL=C
export LC_ALL

say() {
  printf 'getGpusResources.sh: %s\n' "$1" >&2
}

fail() {
  say "$1"
  exit 1
}

answer() {
  addresses=
  number=0
  while [ "$number" -lt "$1" ]; do
    addresses="$addresses${addresses:+,}\"$number\""
    number=$((number + 1))
  done
  printf '{"name": "gpu", "addresses":[%s]}\n' "$addresses"
  exit 0
}

if ! command -v nvidia-smi >/dev/null 2>&1; then
  say "no GPU: nvidia-smi is not on the PATH; in a container its runtime puts it there (runtime class nvidia)"
  answer 0
fi

status=0
listing=$(nvidia-smi -L 2>&1) || status=$?
case $listing in
  *'No devices were found'* | *'No devices found'*)
    say "no GPU: nvidia-smi finds none"
    answer 0
    ;;
esac
if [ "$status" -ne 0 ]; then
  fail "nvidia-smi -L failed with exit code $status: $listing"
fi

# Drivers from before MIG do not know the field; then no GPU has it.
modes=$(nvidia-smi --query-gpu=uuid,mig.mode.current --format=csv,noheader 2>/dev/null) || modes=

# Each GPU as a word UUID=instances, and each MIG device as a word UUID, in the order of the list.
gpus=
devices=
gpu=
instances=0

end_of_gpu() {
  if [ -n "$gpu" ]; then
    gpus="$gpus $gpu=$instances"
  fi
}

IFS='
'
for line in $listing; do
  uuid=${line##*UUID: }
  uuid=${uuid%%)*}
  case $line in
    'GPU '*': '*'(UUID: '*)
      end_of_gpu
      gpu=$uuid
      instances=0
      ;;
    *'MIG '*'(UUID: '*)
      devices="$devices $uuid"
      instances=$((instances + 1))
      ;;
  esac
done
IFS=' '
end_of_gpu

# What CUDA would show: GPUs as they are, or one MIG device.
whole=0
parts=0
seen=' '

take() {
  case $seen in
    *" $1 "*) fail "CUDA_VISIBLE_DEVICES=$CUDA_VISIBLE_DEVICES names $1 twice; CUDA then shows nothing: name it once" ;;
  esac
  seen="$seen$1 "
}

take_gpu() {
  take "${1%=*}"
  if [ "${1#*=}" -gt 0 ]; then
    parts=$((parts + ${1#*=}))
    return
  fi
  case $modes in
    *"${1%=*}, Enabled"*)
      say "${1%=*} is left out: MIG is on and it has no instance; make one with 'nvidia-smi mig -cgi', or turn MIG off"
      ;;
    *) whole=$((whole + 1)) ;;
  esac
}

# The GPU or MIG device that an entry of CUDA_VISIBLE_DEVICES means; false if it means none.
take_named() {
  case $1 in
    MIG-?*)
      for device in $devices; do
        case $device in
          "$1"*)
            take "$device"
            parts=$((parts + 1))
            return 0
            ;;
        esac
      done
      ;;
    GPU-?*)
      for candidate in $gpus; do
        case $candidate in
          "$1"*)
            take_gpu "$candidate"
            return 0
            ;;
        esac
      done
      ;;
    '' | *[!0-9]*) ;;
    *)
      number=0
      for candidate in $gpus; do
        if [ "$number" -eq "$1" ]; then
          take_gpu "$candidate"
          return 0
        fi
        number=$((number + 1))
      done
      ;;
  esac
  return 1
}

if [ -n "${CUDA_VISIBLE_DEVICES+set}" ]; then
  rest="$CUDA_VISIBLE_DEVICES,"
  while [ -n "$rest" ]; do
    entry=${rest%%,*}
    rest=${rest#*,}
    # CUDA ignores what follows the first entry that means nothing.
    if ! take_named "$entry"; then
      [ -z "$CUDA_VISIBLE_DEVICES" ] || say "CUDA_VISIBLE_DEVICES=$CUDA_VISIBLE_DEVICES: '$entry' is no device here; it and what follows do not count"
      break
    fi
  done
else
  for candidate in $gpus; do
    take_gpu "$candidate"
  done
fi

if [ "$parts" -gt 0 ]; then
  if [ $((whole + parts)) -gt 1 ]; then
    say "$((whole + parts)) devices are visible, $parts of them by MIG; CUDA shows a process one of these: start a process for each, with CUDA_VISIBLE_DEVICES=MIG-..."
  fi
  answer 1
fi
if [ "$whole" -eq 0 ]; then
  say "no GPU that CUDA could use"
fi
answer "$whole"
