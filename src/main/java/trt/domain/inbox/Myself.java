package trt.domain.inbox;

import java.util.Locale;
import java.util.function.Supplier;

/**
 * Who the bot is to Telegram.
 *
 * @param id of its account
 * @param username without the at sign; empty until Telegram was asked
 */
public record Myself(long id, Supplier<String> username) {
  /** A bot whose name is not known. */
  public static Myself unnamed(long id) {
    return new Myself(id, () -> "");
  }

  /** Whether a name is the bot's; while its own is not known, any may be. */
  public boolean isCalled(String name) {
    String own = username.get();
    return own.isEmpty() || own.equalsIgnoreCase(name);
  }

  /** Where a text speaks to the bot by its name; -1 when nowhere. */
  public int mentionedAt(String text) {
    String own = username.get();
    if (own.isEmpty()) {
      return -1;
    }
    String name = "@" + own.toLowerCase(Locale.ROOT);
    String said = text.toLowerCase(Locale.ROOT);
    int at = said.indexOf(name);
    while (at >= 0 && isPartOfName(said, at + name.length())) {
      at = said.indexOf(name, at + 1);
    }
    return at;
  }

  /** The text without the bot's name. */
  public String withoutMention(String text) {
    int at = mentionedAt(text);
    return at < 0
        ? text
        : (text.substring(0, at) + text.substring(at + 1 + username.get().length())).strip();
  }

  private static boolean isPartOfName(String text, int at) {
    return at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_');
  }
}
