package trt.playground.servers;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code initdb} and {@code pg_ctl}, also for root, whom PostgreSQL refuses to serve. */
final class PostgresPrograms {
  private final Path home;

  private PostgresPrograms(Path home) {
    this.home = home;
  }

  static PostgresPrograms unpacked() throws IOException {
    return new PostgresPrograms(PostgresBinaries.unpacked());
  }

  /**
   * Runs to the end, within the limit.
   *
   * @return what the program said, if it failed; empty if it succeeded
   */
  String failureOf(Duration limit, String program, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (LinuxUtils.isUnshareAvailable()) {
      // In a user namespace of its own root is nobody, and still owner of its files.
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(home.resolve("bin").resolve(program).toString());
    command.addAll(arguments);
    ExternalCommand result = ExternalCommand.run(limit, command);
    if (result.succeeded()) {
      return "";
    }
    String said = result.exitCode() < 0 ? "no end within " + limit : result.output();
    return said.contains("cannot be run as root") ? rootHint() : program + ": " + said;
  }

  private static String rootHint() {
    return "PostgreSQL does not run as root, and this machine does not allow `unshare -U` to leave"
        + " root behind. Start the playground as another user.";
  }
}
