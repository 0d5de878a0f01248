package trt.playground.telegram.text;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The four named and all numeric character references Telegram knows; the rest stays as it is. */
final class HtmlCharacter {
  private static final Pattern REFERENCE =
      Pattern.compile("&(?:#(\\d{1,7})|#[xX]([0-9A-Fa-f]{1,6})|(lt|gt|amp|quot));?");
  private static final Map<String, String> NAMED =
      Map.of("lt", "<", "gt", ">", "amp", "&", "quot", "\"");

  private HtmlCharacter() {}

  /** Appends what the reference at {@code at} stands for and returns where reading goes on. */
  static int append(String source, int at, StringBuilder to) {
    Matcher matcher = REFERENCE.matcher(source).region(at, source.length());
    if (!matcher.lookingAt()) {
      to.append('&');
      return at + 1;
    }
    if (matcher.group(3) != null) {
      to.append(NAMED.get(matcher.group(3)));
      return matcher.end();
    }
    int code =
        matcher.group(1) != null
            ? Integer.parseInt(matcher.group(1))
            : Integer.parseInt(matcher.group(2), 16);
    if (code == 0 || !Character.isValidCodePoint(code)) {
      to.append('&');
      return at + 1;
    }
    to.appendCodePoint(code);
    return matcher.end();
  }
}
