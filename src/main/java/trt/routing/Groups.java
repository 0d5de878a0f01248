package trt.routing;

import java.util.Set;

/** Commands that mean this bot in a group even when they do not name it. */
final class Groups {
  /** Others, such as /ban, are meant for another bot of the group. */
  private static final Set<String> COMMANDS =
      Set.of(
          "start",
          "menu",
          "help",
          "cancel",
          "terms",
          "balance",
          "topup",
          "paysupport",
          "promo",
          "invite",
          "jobs",
          "language",
          "privacy",
          "export",
          "deletemydata");

  private Groups() {}

  static boolean knows(String command) {
    return COMMANDS.contains(command);
  }
}
