package trt.generation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How several outputs are put into messages. Telegram's albums hold two to ten files: pictures and
 * videos together, music apart, other files apart; voice and animations stand alone (Bot API,
 * sendMediaGroup).
 */
final class Albums {
  private static final int MOST = 10;

  private Albums() {}

  /** One list for each message, in the order of the outputs; a list of one is no album. */
  static List<List<Media>> of(List<Media> outputs) {
    Map<String, List<Media>> shelves = new LinkedHashMap<>();
    for (Media media : outputs) {
      shelves.computeIfAbsent(shelf(media), s -> new ArrayList<>()).add(media);
    }
    List<List<Media>> messages = new ArrayList<>();
    shelves.forEach(
        (shelf, all) -> {
          if (shelf.isEmpty()) {
            all.forEach(one -> messages.add(List.of(one)));
          } else {
            messages.addAll(split(all));
          }
        });
    return messages;
  }

  /** Of eleven, six and five: the last one is not left alone. */
  private static List<List<Media>> split(List<Media> all) {
    int parts = (all.size() + MOST - 1) / MOST;
    List<List<Media>> albums = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      albums.add(all.subList(i * all.size() / parts, (i + 1) * all.size() / parts));
    }
    return albums;
  }

  private static String shelf(Media media) {
    return switch (media.kind()) {
      case PHOTO, VIDEO -> "pictures";
      case AUDIO, DOCUMENT -> media.kind().parameter();
      case ANIMATION, VOICE -> "";
    };
  }
}
