package trt.playground.kie;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which files a finished task has, by name; the name alone says what is in them. */
final class Results {
  private Results() {}

  static List<String> urls(Task task) {
    return names(task).stream().map(name -> task.base() + "/files/" + name).toList();
  }

  private static List<String> names(Task task) {
    List<String> names = new ArrayList<>();
    String ending = ending(task);
    if (ending.isEmpty()) {
      return names;
    }
    int count = count(task);
    for (int i = 0; i < count; i++) {
      names.add(task.id() + "-" + i + "." + ending);
    }
    return names;
  }

  private static String ending(Task task) {
    return switch (task.kind()) {
      case "LYRICS", "SPEECH_TO_TEXT", "MUSIC_NOTES", "ANALYSIS", "CHARACTER" -> "";
      case "MUSIC_CONVERT" -> "wav";
      case "TEXT_TO_MUSIC",
          "MUSIC_EXTEND",
          "MUSIC_COVER",
          "MUSIC_EDIT",
          "STEM_SEPARATION",
          "SOUND_EFFECT",
          "TEXT_TO_SPEECH",
          "AUDIO_ISOLATION" ->
          "mp3";
      default -> task.kind().contains("IMAGE") || isStill(task.kind()) ? picture(task) : "mp4";
    };
  }

  private static boolean isStill(String kind) {
    return kind.equals("BACKGROUND_REMOVAL")
        || kind.equals("LAYER_SPLIT")
        || kind.equals("MUSIC_COVER_ART");
  }

  private static String picture(Task task) {
    boolean isVideo = task.kind().endsWith("TO_VIDEO");
    return isVideo ? "mp4" : "png";
  }

  private static int count(Task task) {
    JsonObject input = task.input();
    for (String name : List.of("num_images", "max_images", "n")) {
      Object wanted = input.getValue(name);
      if (wanted != null) {
        return Integer.parseInt(wanted.toString());
      }
    }
    return switch (task.kind()) {
      case "TEXT_TO_MUSIC", "MUSIC_EXTEND", "MUSIC_COVER", "STEM_SEPARATION" -> 2;
      case "MUSIC_COVER_ART" -> 2;
      case "LAYER_SPLIT" -> 3;
      default ->
          task.model().equals("midjourney") || task.model().equals("grok-imagine/text-to-image")
              ? 4
              : 1;
    };
  }

  /** The result of models that answer in words. */
  static Optional<String> text(Task task) {
    return switch (task.kind()) {
      case "SPEECH_TO_TEXT" -> Optional.of("This is a sample transcript of the playground.");
      case "LYRICS" -> Optional.of("[Verse]\nA light across the bay\n[Chorus]\nCarry me home");
      case "ANALYSIS", "CHARACTER" -> Optional.of("found");
      default -> Optional.empty();
    };
  }
}
