#!/usr/bin/env bash
# Writes tests/EventChat.UnitTests/Sdk/Surface anew. refresh.sh LAMBDA PULUMI BOTOCORE: checkouts of aws/aws-lambda-dotnet, pulumi/pulumi-dotnet and boto/botocore
# at the versions below.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$here/../.."; out="$root/tests/EventChat.UnitTests/Sdk/Surface"
lambda="$1"; pulumi="$2"; botocore="$3"
tool="$(mktemp -d)"; trap 'rm -rf "$tool"' EXIT
cp "$here/csharp.cs" "$tool"; (cd "$tool" && dotnet build csharp.cs -o bin -v q >/dev/null)
surface() { dotnet "$tool/bin/csharp.dll" "$@"; }
own() { surface "$root/Sdk/$1" | grep '^T ' | cut -d' ' -f2 | sort -u; }
says() { printf '# The public surface of %s, of the types that the slice has, from %s. Made by tests/surface/refresh.sh.\n' "$1" "$2"; }

for package in Core:3.2.0 RuntimeSupport:2.1.2 Serialization.SystemTextJson:3.0.0 DynamoDBEvents:4.0.0 SQSEvents:3.0.0 AppSyncEvents:2.0.0; do
  name="Amazon.Lambda.${package%%:*}"
  { says "$name ${package##*:}" "its sources"; own "$name" | xargs dotnet "$tool/bin/csharp.dll" "$lambda/Libraries/src/$name"; } >"$out/$name.txt"
done
{ says "Pulumi 3.112.1" "its sources"; own Pulumi | xargs dotnet "$tool/bin/csharp.dll" "$pulumi/sdk/Pulumi"; } >"$out/Pulumi.txt"

for service in StepFunctions:stepfunctions/2016-11-23 EventBridge:events/2015-10-07 Comprehend:comprehend/2017-11-27 DynamoDBStreams:dynamodbstreams/2012-08-10; do
  client="${service%%:*}"; name="AWSSDK.$client"; model="$botocore/botocore/data/${service##*:}"
  pages=(); [ "$client" = StepFunctions ] && pages=("$model/paginators-1.json")
  own "$name" >"$tool/own"
  {
    says "$name 4.0" "the service's model in botocore 1.43.67"
    { python3 "$here/model.py" "$model/service-2.json" "Amazon.$client" "$client" "${pages[@]}"; grep -v '^#' "$here/$name.more.txt" 2>/dev/null || true; } \
      | awk -v own="$tool/own" 'BEGIN { while ((getline line < own) > 0) is[line] = 1 } { split($2, name, "("); of = name[1]; sub(/\.[^.]*$/, "", of); if (name[1] in is || ($1 ~ /[GSMF]/ && of in is)) print }' | LC_ALL=C sort -u
  } >"$out/$name.txt"
done
