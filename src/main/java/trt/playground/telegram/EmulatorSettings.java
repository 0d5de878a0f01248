package trt.playground.telegram;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How an emulator behaves.
 *
 * @param host address it binds to; anything but loopback also drops the check of the Host header
 * @param token the only token accepted; without one every well-formed token is, all naming one bot
 * @param folder of the journal and the files; without one everything is gone with the process
 * @param username of the bot, without the @
 * @param welcomesStrangers true if a message to an unknown chat opens an account for it, as load
 *     tests need that post updates to the bot themselves; false as in Telegram: "chat not found"
 * @param callsKept how many Bot API calls the log holds before the oldest go
 */
public record EmulatorSettings(
    String host,
    Optional<String> token,
    Optional<Path> folder,
    String username,
    boolean welcomesStrangers,
    int callsKept) {

  /** Loopback, any token, in memory, strict about chats, the last 10,000 calls. */
  public static EmulatorSettings inMemory() {
    return new EmulatorSettings(
        "127.0.0.1", Optional.empty(), Optional.empty(), "playground_bot", false, 10_000);
  }

  /** The same, kept in a folder. */
  public EmulatorSettings in(Path newFolder) {
    return new EmulatorSettings(
        host, token, Optional.of(newFolder), username, welcomesStrangers, callsKept);
  }

  /** The same, accepting one token only. */
  public EmulatorSettings only(String newToken) {
    return new EmulatorSettings(
        host, Optional.of(newToken), folder, username, welcomesStrangers, callsKept);
  }

  /** The same, opening an account for every chat the bot writes to. */
  public EmulatorSettings welcomingStrangers() {
    return new EmulatorSettings(host, token, folder, username, true, callsKept);
  }

  /** The same, keeping this many calls in the log. */
  public EmulatorSettings keepingCalls(int calls) {
    return new EmulatorSettings(host, token, folder, username, welcomesStrangers, calls);
  }
}
