package trt.domain.dialogue;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was found of a person's own past. */
public sealed interface PastView {
  /**
   * Results, newest first.
   *
   * @param total results on all pages
   */
  record Page(List<Line> lines, long total) implements PastView {
    /** Copies the list. */
    public Page {
      lines = List.copyOf(lines);
    }
  }

  /**
   * One result in a list.
   *
   * @param prompt empty when it had none
   * @param kept whether it is a favourite
   */
  record Line(long job, String model, String prompt, boolean kept) {}

  /**
   * One job.
   *
   * @param price what was reserved for it, in minor units
   * @param free whether it took a free generation
   * @param text what it made in words
   * @param files what it made that Telegram still has
   * @param ordered whether the pressed button has made an order before
   */
  record Item(
      long job,
      String model,
      Map<String, Object> inputs,
      boolean kept,
      long price,
      boolean free,
      Optional<String> text,
      List<Made> files,
      boolean ordered)
      implements PastView {
    /** Before its buttons were pressed. */
    public Item(
        long job,
        String model,
        Map<String, Object> inputs,
        boolean kept,
        long price,
        boolean free,
        Optional<String> text,
        List<Made> files) {
      this(job, model, inputs, kept, price, free, text, files, false);
    }

    /** Keeps the order of answers and is safe to share. */
    public Item {
      inputs = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
      files = List.copyOf(files);
    }
  }

  /**
   * A file Telegram has.
   *
   * @param shown as what the chat shows it: photo, video, document, ...; empty when only the
   *     original is known
   * @param fileId Telegram's name of it as it is shown
   * @param original Telegram's name of the uncompressed file; empty when nobody asked for it yet
   * @param ending of its name, without the dot, may be empty
   * @param length zero when unknown or a picture
   */
  record Made(String shown, String fileId, String original, String ending, Duration length) {}
}
