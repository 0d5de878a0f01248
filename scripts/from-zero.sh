#!/usr/bin/env bash
# The commands of docs/deployment.md, as they stand there, on a copy of this machine that is thrown away.
# Called by check-deploy --from-zero as root, outside first, then inside of namespaces of its own.
set -euo pipefail

# The blocks of the document that are marked so, in their order.
commands_of() {
  awk -v mark="from-zero $1" '$0 == "```sh " mark { on = 1; next } /^```/ { on = 0 } on' docs/deployment.md
}
run_block() {
  local commands
  commands=$(commands_of "$1")
  [[ -n $commands ]] || broken "docs/deployment.md has no commands marked 'from-zero $1'"
  bash -euo pipefail -c "$commands" >"/tmp/$1.out" 2>&1 </dev/null || {
    tail -n 30 "/tmp/$1.out" >&2
    broken "the commands of '$1' in docs/deployment.md"
  }
  fine "docs/deployment.md: the commands of '$1'"
}
broken() {
  echo "fail  $1" >&2
  tail -n 5 /tmp/bot.log /tmp/emulators.log 2>/dev/null >&2 || true
  exit 1
}
fine() {
  echo "ok    $1"
}

# ───── outside: a copy of the machine without a network, which ends with its first process ─────
if [[ ${1:-} != inside ]]; then
  WORK=$1
  mkdir -p "$WORK/layer" "$WORK/machine"
  exec unshare --mount --net --pid --fork --kill-child bash -euo pipefail -c '
    WORK=$1 HERE=$2 JAVA=$3
    mount -t tmpfs tmpfs "$WORK/layer"
    mkdir "$WORK/layer/changes" "$WORK/layer/work"
    mount -t overlay overlay -o "lowerdir=/,upperdir=$WORK/layer/changes,workdir=$WORK/layer/work" "$WORK/machine"
    mount -t proc proc "$WORK/machine/proc"
    mount --rbind /dev "$WORK/machine/dev"
    mount -t tmpfs tmpfs "$WORK/machine/run"
    mount -t tmpfs -o mode=1777 tmpfs "$WORK/machine/tmp"
    mkdir "$WORK/machine/tmp/fresh"
    (cd "$HERE" && git ls-files -co --exclude-standard -z | tar --null -c -T - --ignore-failed-read) | tar -x -C "$WORK/machine/tmp/fresh"
    mkdir "$WORK/machine/tmp/fresh/target"
    cp "$HERE/target/trt-bot.jar" "$WORK/machine/tmp/fresh/target/"
    ip link set lo up
    exec env -i HOME=/root LC_ALL=C.UTF-8 PATH="/tmp/stand-ins:$(dirname "$JAVA"):/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" \
      chroot "$WORK/machine" bash /tmp/fresh/scripts/from-zero.sh inside
  ' bash "$WORK" "$ROOT" "$JAVA"
fi

# ───── inside ─────
cd /tmp/fresh
mkdir -p /tmp/stand-ins
stand_in() {
  cat >"/tmp/stand-ins/$1"
  chmod 755 "/tmp/stand-ins/$1"
}
# Everything is installed; what Debian starts when it installs is started.
stand_in apt <<'SH'
#!/bin/bash
for one in "$@"; do
  case $one in
    postgresql)
      mkdir -p -m 2775 /run/postgresql && chown postgres:postgres /run/postgresql
      read -r version name _ < <(pg_lsclusters -h)
      pg_ctlcluster "$version" "$name" start ;;
    redis-server)
      command -v redis-server >/dev/null || (cd /tmp/stand-ins && unzip -q -o /tmp/fresh/target/trt-bot.jar 'redis-server-*-linux-amd64' && mv redis-server-*-linux-amd64 redis-server && chmod 755 redis-server)
      redis-server --port 6379 --bind 127.0.0.1 --save '' --daemonize yes --dir /tmp >/dev/null ;;
  esac
done
SH
# The jar is there, made from the same sources.
stand_in mvn <<'SH'
#!/bin/bash
exit 0
SH
stand_in systemctl <<'SH'
#!/bin/bash
case "$*" in
  "enable --now trt-bot")
    unit=/etc/systemd/system/trt-bot.service
    of() { sed -n "s/^$1=//p" "$unit"; }
    cd "$(of WorkingDirectory)" || exit 1
    mapfile -t settings < <(grep -E '^[A-Z_]+=' "$(of EnvironmentFile)")
    read -ra start < <(of ExecStart)
    start[0]=$(command -v java)
    setsid setpriv --reuid=65534 --regid=65534 --clear-groups env -i "${settings[@]}" "${start[@]}" >/tmp/bot.log 2>&1 </dev/null & ;;
  "reload nginx") if [[ -s /run/nginx.pid ]]; then nginx -s reload; else nginx; fi ;;
  "reload caddy") HOME=/tmp caddy start --adapter caddyfile --config /etc/caddy/Caddyfile ;;
esac
SH
# Fills in what a person would.
stand_in editor <<'SH'
#!/bin/bash
case $1 in
  */env) sed -i 's|^TELEGRAM_BOT_TOKEN=.*|TELEGRAM_BOT_TOKEN=700000001:from-zero|; s|^KIE_API_KEY=.*|KIE_API_KEY=from-zero|; s|^LOG_FORMAT=.*|LOG_FORMAT=text|' "$1"
    cat /tmp/emulators.env >>"$1" ;;
  *nginx*) sed -i 's|allow 10.8.0.0/16;|allow 127.0.0.1;|' "$1" ;;
  *Caddyfile) { printf '{\n\tauto_https disable_redirects\n}\n'; sed 's|^{\$TRT.*{$|&\n\ttls /etc/ssl/trt-bot/fullchain.pem /etc/ssl/trt-bot/privkey.pem|; s|10.8.0.0/16|127.0.0.1/32|' "$1"; } >/tmp/Caddyfile && cp /tmp/Caddyfile "$1" ;;
esac
SH
export EDITOR=editor
echo '127.0.0.1 localhost bot.example.org ops.example.org' >/etc/hosts

run_block certificate
rm -f /tmp/trust
keytool -importcert -noprompt -alias front -file /etc/ssl/trt-bot/fullchain.pem -keystore /tmp/trust -storepass changeit >/dev/null 2>&1
TRUST="-Djavax.net.ssl.trustStore=/tmp/trust -Djavax.net.ssl.trustStorePassword=changeit"
TRT_PLAYGROUND_DATA_DIR=/tmp/emulators PLAYGROUND_PORT=8090 java $TRUST -jar target/trt-bot.jar emulators >/tmp/emulators.log 2>&1 &
for _ in $(seq 240); do
  if grep -q "The chat" /tmp/emulators.log; then break; fi
  sleep 0.5
done
grep -E '^(TELEGRAM|KIE)_[A-Z_]+=' /tmp/emulators.log >/tmp/emulators.env || broken "the emulators"

begun=$SECONDS
run_block install
grep -q '"status":"\(ok\|degraded\)"' /tmp/install.out || broken "/health does not answer: $(tail -n 1 /tmp/install.out)"
run_block doctor
export JAVA_OPTS=$TRUST

try_front() {
  local name=$1 code
  run_block "$name"
  run_block check
  fine "$name: $(grep -c '^ok' /tmp/check.out) checks of smoke-webhook through the front"
  python3 scripts/monitoring.py order 8090 8080 >/tmp/order.out 2>&1 || { cat /tmp/order.out >&2; broken "$name: no answer to an update"; }
  fine "$name: an update went through TLS to the bot, and its picture came"
  code=$(curl -s -o /dev/null -w '%{http_code}' --cacert /etc/ssl/trt-bot/fullchain.pem "https://ops.example.org/console/login?t=guess")
  [[ $code == 200 ]] || broken "$name: the console gives $code to an operator"
  for path in /metrics /health /; do
    code=$(curl -s -o /dev/null -w '%{http_code}' --cacert /etc/ssl/trt-bot/fullchain.pem "https://ops.example.org$path")
    [[ $code == 404 ]] || broken "$name: ops.example.org$path gives $code instead of 404"
  done
  fine "$name: operators get the console and nothing else of the ops port"
}
try_front nginx
nginx -s stop
sleep 1
try_front caddy
fine "from zero to a picture behind TLS, $((SECONDS - begun)) s"
