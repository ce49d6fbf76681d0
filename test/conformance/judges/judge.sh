#!/bin/sh
# judge.sh <folder of an ingest engine> < requests > answers, a line each; `npm run conformance` puts the engines into .engines:
#   sh test/conformance/judges/judge.sh .engines/elasticsearch-8.19.13 < requests.ndjson
set -eu
place=$1
case $(basename "$place") in opensearch*) package=org.opensearch ;; *) package=org.elasticsearch ;; esac
exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx512m -Dstubs=geoip,user_agent -cp "$place/judge.jar:$place/lib/*" \
  "$package.action.ingest.Judge"
