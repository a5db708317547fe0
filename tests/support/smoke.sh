#!/usr/bin/env bash
# Starts Amends as README says, plays the demo against it, and stops it: all of it must go well.
set -euo pipefail
cd "$(dirname "$0")/../.."
AMENDS_DATA=$(mktemp -d)
AMENDS_PORT=$(node -e 'const s=require("node:net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
export AMENDS_DATA AMENDS_PORT
log="$AMENDS_DATA.log"
npm start >"$log" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null || true; rm -rf "$AMENDS_DATA" "$log"' EXIT
for _ in $(seq 120); do
  node -e "fetch('http://127.0.0.1:$AMENDS_PORT/health/ready').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))" && break
  kill -0 $server 2>/dev/null || { cat "$log"; exit 1; }
  sleep 1
done
cat "$log"
npm run demo
kill -TERM $server
wait $server || { code=$?; [ "$code" = 143 ] || { cat "$log"; echo "stopped with $code"; exit 1; }; }
