package trt.domain.dialogue;

import java.util.List;

/**
 * What a button asks for. Travels as {@code callback_data}, at most 64 bytes (Bot API,
 * InlineKeyboardButton).
 *
 * @param verb what to do
 * @param args its arguments; free of {@code |}
 */
public record Action(String verb, List<String> args) {
  /** Longest callback data Telegram takes, in bytes. */
  public static final int MAX_BYTES = 64;

  /** An action with its arguments in order. */
  public static Action of(String verb, Object... args) {
    return new Action(verb, List.of(args).stream().map(String::valueOf).toList());
  }

  /** The text that goes into the button. */
  public String encode() {
    String data = args.isEmpty() ? verb : verb + "|" + String.join("|", args);
    if (bytes(data) > MAX_BYTES) {
      throw new IllegalArgumentException("longer than " + MAX_BYTES + " bytes: " + data);
    }
    return data;
  }

  /** Length in UTF-8. */
  private static int bytes(String text) {
    return text.codePoints().map(c -> c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4).sum();
  }

  /** Reads what came back; any text is accepted, unknown verbs are the dialogue's business. */
  public static Action decode(String data) {
    List<String> parts = List.of(data.split("\\|", -1));
    return new Action(parts.get(0), parts.subList(1, parts.size()));
  }

  /** The n-th argument, or the empty text when a forged or old button has fewer. */
  public String arg(int n) {
    return n < args.size() ? args.get(n) : "";
  }

  /** The n-th argument as a number, or -1. */
  public long number(int n) {
    try {
      return Long.parseLong(arg(n));
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
