# Shared by the scripts: checks JDK and Maven, builds target/trt-bot.jar when it is missing or stale.
# shellcheck shell=bash
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
JAR=$ROOT/target/trt-bot.jar

fail() {
  echo "$1" >&2
  exit 2
}

# The JDK of JAVA_HOME, or the one on the PATH: Maven chooses the same way.
java_command() {
  if [[ -n ${JAVA_HOME:-} && -x $JAVA_HOME/bin/java ]]; then
    echo "$JAVA_HOME/bin/java"
  else
    command -v java || true
  fi
}

need_java() {
  JAVA=$(java_command)
  [[ -n $JAVA ]] || fail "No Java found. Install a JDK 17 or newer, or set JAVA_HOME to one."
  local version
  version=$("$JAVA" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1)
  [[ ${version:-0} -ge 17 ]] || fail "Java ${version:-of unknown version} found at $JAVA. trt-bot needs 17 or newer."
}

need_build_tools() {
  need_java
  [[ -x $(dirname "$(readlink -f "$JAVA")")/javac ]] || command -v javac >/dev/null ||
    fail "Only a Java runtime found at $JAVA. Building needs a JDK 17 or newer, with javac."
  command -v mvn >/dev/null || fail "No Maven found. Install Maven 3.8 or newer."
  local version major minor
  version=$(mvn -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
  major=${version%%.*} minor=${version#*.}
  [[ ${major:-0} -gt 3 || (${major:-0} -eq 3 && ${minor:-0} -ge 8) ]] ||
    fail "Maven ${version:-of unknown version} found. trt-bot needs 3.8 or newer."
}

is_stale() {
  [[ ! -f $JAR ]] ||
    [[ -n $(find "$ROOT/src/main" "$ROOT/conf/default.json" "$ROOT/pom.xml" -newer "$JAR" -print -quit) ]]
}

# Whoever runs only a finished jar needs no Maven.
build() {
  is_stale || return 0
  need_build_tools
  echo "Building target/trt-bot.jar ..." >&2
  (cd "$ROOT" && mvn -q -B -Dmaven.test.skip=true -Dspotless.check.skip=true package) >&2
  # An unchanged result keeps its old time; without this it would be built again and again.
  touch "$JAR"
}

run_jar() {
  need_java
  build
  exec "$JAVA" ${JAVA_OPTS:-} -jar "$JAR" "$@"
}

# Compiles the tests and says in TEST_CLASSPATH how to run one of them as a program.
test_classpath() {
  local file=target/test-classpath
  mvn -q -B -Dspotless.check.skip=true test-compile >&2
  if [[ ! -f $file || pom.xml -nt $file ]]; then
    mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath \
      -Dmdep.includeScope=test -Dmdep.outputFile="$file" >&2
  fi
  TEST_CLASSPATH="target/test-classes:target/classes:$(cat "$file")"
}

# conf/ and .data/ are looked for in the working folder, so commands run in the project's.
run_jar_in_project() {
  cd "$ROOT"
  run_jar "$@"
}

# That many TCP ports of 127.0.0.1 that are free now.
free_ports() {
  python3 -c '
import socket, sys
held = [socket.socket() for _ in range(int(sys.argv[1]))]
for one in held:
    one.bind(("127.0.0.1", 0))
print(*(one.getsockname()[1] for one in held))' "$1"
}
