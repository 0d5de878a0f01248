package trt.playground.kie;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bytes of results: pictures painted, sound computed, film and music shipped. Blocks. */
final class Media {
  private static final int LONG_SIDE = 1024;
  private static final int RATE = 22_050;
  private static final int SECONDS = 3;

  private static final Pattern SIDES = Pattern.compile("(portrait_|landscape_)?(\\d+)[:_](\\d+)");

  private Media() {}

  static byte[] of(Task task, String ending, int index) {
    return switch (ending) {
      case "png" -> picture(task, index);
      case "wav" -> chord();
      case "mp3" -> shipped(task.kind().equals("TEXT_TO_SPEECH") ? "speech.mp3" : "song.mp3");
      default -> shipped(film(task));
    };
  }

  static String type(String ending) {
    return switch (ending) {
      case "png" -> "image/png";
      case "wav" -> "audio/wav";
      case "mp3" -> "audio/mpeg";
      case "mp4" -> "video/mp4";
      default -> "application/octet-stream";
    };
  }

  private static byte[] picture(Task task, int index) {
    JsonObject input = task.input();
    double ratio = ratio(input);
    int factor = task.kind().equals("IMAGE_UPSCALE") ? 2 : 1;
    int width = (int) Math.round(ratio >= 1 ? LONG_SIDE : LONG_SIDE * ratio) * factor;
    int height = (int) Math.round(ratio >= 1 ? LONG_SIDE / ratio : LONG_SIDE) * factor;
    String prompt = input.getString("prompt", "");
    Object seed = input.getValue("seed", task.id().substring(0, 6));
    Painter painter = new Painter(width, height, (prompt + seed).hashCode() + 31L * index);
    return task.kind().equals("BACKGROUND_REMOVAL")
        ? painter.cutOut()
        : painter.landscape(
            prompt.isBlank() ? task.model() : prompt, task.model() + " · seed " + seed);
  }

  /** Width over height, from whichever input says so; square when none does. */
  private static double ratio(JsonObject input) {
    for (String name :
        new String[] {"aspect_ratio", "aspectRatio", "image_size", "size", "ratio"}) {
      String value = String.valueOf(input.getValue(name));
      Matcher sides = SIDES.matcher(value);
      if (sides.matches()) {
        double ratio = Double.parseDouble(sides.group(2)) / Double.parseDouble(sides.group(3));
        boolean isUpright = "portrait_".equals(sides.group(1)) && ratio > 1;
        return isUpright ? 1 / ratio : ratio;
      }
    }
    return 1;
  }

  private static String film(Task task) {
    double ratio = ratio(task.input());
    if (ratio == 1 && task.input().containsKey("aspect_ratio")) {
      return "square.mp4";
    }
    return ratio < 1 ? "tall.mp4" : "wide.mp4";
  }

  /** Three seconds of a chord as a WAV file, 16 bit, one channel. */
  private static byte[] chord() {
    int samples = RATE * SECONDS;
    ByteBuffer wav = ByteBuffer.allocate(44 + samples * 2).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + samples * 2);
    wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    wav.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(RATE * 2);
    wav.putShort((short) 2).putShort((short) 16);
    wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(samples * 2);
    for (int i = 0; i < samples; i++) {
      double at = 2 * Math.PI * i / RATE;
      double tone = Math.sin(at * 261.6) + Math.sin(at * 329.6) + Math.sin(at * 392);
      double fade = Math.min(1, Math.min(i, samples - i) / (RATE * 0.2));
      wav.putShort((short) (tone * fade * 6000));
    }
    return wav.array();
  }

  private static byte[] shipped(String name) {
    try (InputStream file = Media.class.getResourceAsStream("/playground/kie/" + name)) {
      if (file == null) {
        throw new IllegalStateException("missing on the class path: " + name);
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      file.transferTo(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
