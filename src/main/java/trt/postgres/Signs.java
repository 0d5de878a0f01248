package trt.postgres;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What the database must find in a sealed update: whose numbers it names, for a person who wants to
 * be forgotten, and whether it tells of a payment. In the spelling of the update itself, so that
 * one search finds both.
 */
final class Signs {
  private static final byte[] ID = "\"id\":".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PAYMENT =
      "\"successful_payment\"".getBytes(StandardCharsets.US_ASCII);

  private Signs() {}

  /** The signs of an update as Telegram sends it. */
  static byte[] of(byte[] update) {
    Set<String> numbers = new LinkedHashSet<>();
    for (int at = find(update, ID, 0); at >= 0; at = find(update, ID, at + ID.length)) {
      numbers.add(number(update, at + ID.length));
    }
    numbers.remove(""); // of a group, or a name that is no number
    ByteArrayOutputStream signs = new ByteArrayOutputStream();
    for (String number : numbers) {
      signs.writeBytes(ID);
      signs.writeBytes((number + ',').getBytes(StandardCharsets.US_ASCII));
    }
    if (find(update, PAYMENT, 0) >= 0) {
      signs.writeBytes(PAYMENT);
    }
    return signs.toByteArray();
  }

  private static String number(byte[] update, int from) {
    int end = from;
    while (end < update.length && update[end] >= '0' && update[end] <= '9') {
      end++;
    }
    return new String(update, from, end - from, StandardCharsets.US_ASCII);
  }

  private static int find(byte[] in, byte[] what, int from) {
    for (int at = from; at <= in.length - what.length; at++) {
      if (in[at] == what[0] && Arrays.equals(in, at, at + what.length, what, 0, what.length)) {
        return at;
      }
    }
    return -1;
  }
}
