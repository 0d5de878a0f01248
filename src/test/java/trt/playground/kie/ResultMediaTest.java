package trt.playground.kie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.junit.jupiter.api.Test;
import trt.playground.kie.Published.Entry;

/** What the emulator serves can be opened: each file is what its name says, to its last byte. */
class ResultMediaTest {
  private static final String BASE = "http://localhost";

  @Test
  void everyKindOfModelMakesFilesOfItsTypeOrAText() throws Exception {
    Set<String> kinds = new HashSet<>();
    Set<String> endings = new HashSet<>();
    for (Entry model : new Published().all()) {
      if (kinds.add(model.kind())) {
        Task task = task(model);
        List<String> urls = Results.urls(task);
        if (urls.isEmpty()) {
          boolean isNotes = model.kind().equals("MUSIC_NOTES");
          assertTrue(isNotes || !Results.text(task).orElse("").isBlank(), model::kind);
        }
        for (String url : urls) {
          String ending = url.substring(url.lastIndexOf('.') + 1);
          endings.add(ending);
          check(model.kind(), ending, Media.of(task, ending, urls.indexOf(url)));
        }
      }
    }
    assertEquals(Set.of("png", "mp4", "mp3", "wav"), endings);
    assertTrue(kinds.size() >= 30, "kinds " + kinds.size());
  }

  private static void check(String kind, String ending, byte[] file) throws Exception {
    switch (ending) {
      case "png" -> picture(kind, file);
      case "wav" -> wave(file);
      case "mp3" -> mpegAudio(file);
      case "mp4" -> film(file);
      default -> throw new AssertionError("what is ." + ending + " of " + kind);
    }
  }

  private static void picture(String kind, byte[] file) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
    assertNotNull(image, kind);
    assertTrue(image.getWidth() >= 512 && image.getHeight() >= 512, kind);
    assertEquals(kind.equals("BACKGROUND_REMOVAL"), image.getColorModel().hasAlpha(), kind);
    assertTrue(file.length < 10_000_000, "more than a chat shows as a photo");
  }

  private static void wave(byte[] file) throws IOException, UnsupportedAudioFileException {
    try (AudioInputStream sound = AudioSystem.getAudioInputStream(new ByteArrayInputStream(file))) {
      AudioFormat format = sound.getFormat();
      double seconds = sound.getFrameLength() / format.getFrameRate();
      assertTrue(seconds > 1 && seconds < 30, "seconds " + seconds);
      byte[] samples = sound.readAllBytes();
      assertEquals(sound.getFrameLength() * format.getFrameSize(), samples.length);
      assertFalse(isSilent(samples));
    }
  }

  private static boolean isSilent(byte[] samples) {
    for (byte sample : samples) {
      if (sample != 0) {
        return false;
      }
    }
    return true;
  }

  /** Walks MPEG-1/2 layer 3 from frame to frame: every header leads exactly to the next. */
  private static void mpegAudio(byte[] file) {
    int at = 0;
    if (file[0] == 'I' && file[1] == 'D' && file[2] == '3') {
      at = 10 + (file[6] << 21 | file[7] << 14 | file[8] << 7 | file[9]);
    }
    int frames = 0;
    while (at + 4 <= file.length && !isTag(file, at)) {
      int header = ByteBuffer.wrap(file, at, 4).getInt();
      assertEquals(0x7ff, header >>> 21, "no frame at " + at);
      boolean isFirstVersion = (header >>> 19 & 1) == 1;
      assertEquals(1, header >>> 17 & 3, "layer 3 has the number 1");
      int bitrate = bitrate(isFirstVersion, header >>> 12 & 15);
      int rate = List.of(44_100, 48_000, 32_000).get(header >>> 10 & 3) / (isFirstVersion ? 1 : 2);
      int padding = header >>> 9 & 1;
      at += (isFirstVersion ? 144 : 72) * bitrate * 1000 / rate + padding;
      frames++;
    }
    assertTrue(frames > 30, "frames " + frames);
    assertTrue(at >= file.length || isTag(file, at), "the last frame is cut");
  }

  private static boolean isTag(byte[] file, int at) {
    return at + 3 <= file.length && file[at] == 'T' && file[at + 1] == 'A' && file[at + 2] == 'G';
  }

  private static int bitrate(boolean isFirstVersion, int index) {
    return isFirstVersion
        ? List.of(0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320).get(index)
        : List.of(0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160).get(index);
  }

  /** Walks the boxes: they fill the file exactly, and there is a picture track with samples. */
  private static void film(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file);
    Set<String> boxes = new HashSet<>();
    int at = 0;
    while (at < file.length) {
      int size = bytes.getInt(at);
      boxes.add(name(file, at + 4));
      assertTrue(size >= 8 && at + size <= file.length, "box at " + at + " of " + size);
      at += size;
    }
    assertTrue(boxes.containsAll(Set.of("ftyp", "moov", "mdat")), boxes::toString);
    String whole = new String(file, java.nio.charset.StandardCharsets.ISO_8859_1);
    assertTrue(whole.contains("vide") && whole.contains("stsz"), "a picture track");
  }

  private static String name(byte[] file, int at) {
    return new String(file, at, 4, java.nio.charset.StandardCharsets.US_ASCII);
  }

  private static Task task(Entry model) {
    Instant now = Instant.EPOCH;
    JsonObject body =
        new JsonObject().put("input", new JsonObject().put("prompt", "A lighthouse at dawn"));
    return new Task(
        "0123456789abcdef0123456789abcdef",
        model.api(),
        model.id(),
        model.kind(),
        body,
        now,
        now,
        now,
        "",
        1,
        BASE);
  }
}
