package trt.domain.dialogue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import trt.domain.catalog.Field;
import trt.domain.catalog.FieldType;
import trt.domain.catalog.MediaLimits;
import trt.domain.catalog.Model;

/** Asks for the files of one field, and for more of them while there is room. */
final class FileQuestion {
  /** So many fit into an album; for lists without a limit of their own. */
  private static final int ALBUM = 10;

  private FileQuestion() {}

  static Screen of(Session session, Model model, Field field) {
    int count = collected(session, field).size();
    Map<String, Object> args = new LinkedHashMap<>();
    args.put("title", OrderTopic.title(model));
    args.put("summary", OrderTopic.localized(model.offer().summary()));
    args.put("field", OrderTopic.localized(field.label()));
    args.put("medium", field.media().map(limits -> limits.medium().name()).orElse("IMAGE"));
    args.put("count", count);
    args.put("most", most(field));
    args.put("megabytes", field.media().map(MediaLimits::maxMegabytes).orElse(0));
    args.put(
        "seconds",
        field.media().flatMap(MediaLimits::maxLength).map(length -> length.toSeconds()).orElse(0L));
    Phrase text = new Phrase(count == 0 ? "ask.file" : "ask.file.more", args);
    return new Screen(text, rows(session, field));
  }

  /** The buttons under the question and under every objection to an answer. */
  static List<List<Button>> rows(Session session, Field field) {
    List<List<Button>> rows = new ArrayList<>();
    int count = collected(session, field).size();
    if (count > 0 && count >= least(field)) {
      rows.add(List.of(Button.of("button.files.done", Action.of("fd", session.flow()))));
    } else if (count == 0 && !field.required()) {
      rows.add(List.of(Button.of("button.files.skip", Action.of("fs", session.flow()))));
    }
    rows.add(List.of(Button.of("button.cancel", Action.of("home"))));
    return rows;
  }

  /** Where the files of a list are kept until there are enough of them. */
  static String place(Field field) {
    return "+" + field.name();
  }

  /** The files of a list so far. */
  static List<Object> collected(Session session, Field field) {
    return session.inputs().get(place(field)) instanceof List<?> list
        ? List.copyOf(list)
        : List.of();
  }

  static int most(Field field) {
    return field.type() == FieldType.MEDIA
        ? 1
        : field.limits().items().max().map(BigDecimal::intValue).orElse(ALBUM);
  }

  private static int least(Field field) {
    return field.limits().items().min().map(BigDecimal::intValue).orElse(1);
  }
}
