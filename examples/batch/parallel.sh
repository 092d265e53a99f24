#!/usr/bin/env bash
# Corrects JSON lines with all cores of a machine. A run that was cut short goes on where it was when it is started again.
#   parallel.sh IN.jsonl FOLDER      (UNMANGLE: the command; PARTS: how many, default 100)
set -euo pipefail
in=$1
export folder=$2 unmangle=${UNMANGLE:-unmangle}
# Not --pipepart: with --resume it gives the parts that are left the lines of parts that are done.
if [ ! -e "$folder/in" ]; then
  rm -rf "$folder/in.tmp"
  mkdir -p "$folder/in.tmp"
  split --number="l/${PARTS:-100}" --numeric-suffixes --suffix-length=6 "$in" "$folder/in.tmp/"
  mv "$folder/in.tmp" "$folder/in"
fi
mkdir -p "$folder/out"
# A part has its name only when it is whole, and one that failed is done again. What was left running by a run that was
# killed writes to a name of its own.
parallel --will-cite --joblog "$folder/jobs.log" --resume-failed \
  '$unmangle --jsonl --fix < {} > "$folder/out/{/}.$$.tmp" && mv "$folder/out/{/}.$$.tmp" "$folder/out/{/}.jsonl"' \
  ::: "$folder"/in/*
