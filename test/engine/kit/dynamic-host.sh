#!/bin/bash
# Stands in the place of a dynamic host, which runs in the process that listens at DYNAMIC_HOSTS: see dynamic-hosts.ts.
exec 3<>"/dev/tcp/127.0.0.1/$DYNAMIC_HOSTS" || exit 1
printf '%s %s\n' "$1" "$PWD" >&3
while IFS= read -r line <&3; do
  case $line in
  1*) printf '%s\n' "${line:1}" ;;
  2*) printf '%s\n' "${line:1}" >&2 ;;
  esac
done
