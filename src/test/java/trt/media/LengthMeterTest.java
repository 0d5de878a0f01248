package trt.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.media.Clips.bytes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** True lengths of files as they are, as they are cut into buffers, and as liars make them. */
class LengthMeterTest {
  private static final double TOLERANCE = 0.06;

  @Test
  void filesAsCamerasAndStudiosMakeThemAreMeasured() throws IOException {
    Map<String, Double> files =
        Map.of(
            "wide.mp4", 4.02,
            "tall.mp4", 4.02,
            "square.mp4", 4.02,
            "song.mp3", 8.05,
            "speech.mp3", 4.62);
    for (Map.Entry<String, Double> file : files.entrySet()) {
      assertEquals(file.getValue(), seconds(resource(file.getKey())), TOLERANCE, file.getKey());
    }
  }

  @Test
  void everyFormatIsMeasured() {
    assertEquals(60, seconds(Clips.mp4(60, 60)), TOLERANCE);
    assertEquals(61, seconds(Clips.opus(61)), TOLERANCE);
    assertEquals(8, seconds(Clips.vorbis(8)), TOLERANCE);
    assertEquals(3, seconds(Clips.wav(3)), TOLERANCE);
    assertEquals(7, seconds(Clips.flac(7, 7)), TOLERANCE);
    assertEquals(9, seconds(Clips.webm(9, 9)), TOLERANCE);
    assertEquals(4, seconds(Clips.avi(4, 4)), TOLERANCE);
    assertEquals(10, seconds(Clips.mp3(10)), TOLERANCE);
    assertEquals(6, seconds(Clips.aac(6)), TOLERANCE);
  }

  @Test
  void itDoesNotMatterWhereTheBuffersEnd() throws IOException {
    for (byte[] file : Clips.all()) {
      Optional<Duration> whole = length(file);
      for (int at = 0; at <= Math.min(file.length, 4_000); at++) {
        assertEquals(
            whole, length(Arrays.copyOf(file, at), Arrays.copyOfRange(file, at, file.length)));
      }
    }
    byte[] song = resource("song.mp3");
    byte[] film = resource("wide.mp4");
    for (int size : new int[] {1, 2, 3, 7, 8, 13, 1_021, 4_096}) {
      assertEquals(length(song), length(pieces(song, size)));
      assertEquals(length(film), length(pieces(film, size)));
    }
  }

  @Test
  void theIndexOfAFilmMayComeLast() {
    byte[] mdat = Clips.box("mdat", new byte[50_000]);
    byte[] moov = Clips.moov(60, 60);
    assertEquals(60, seconds(bytes(Clips.box("ftyp", new byte[8]), mdat, moov)), TOLERANCE);
    byte[] wide =
        bytes(
            Clips.big(1, 4),
            "mdat".getBytes(StandardCharsets.ISO_8859_1),
            Clips.big(16 + 500, 8),
            new byte[500]);
    assertEquals(60, seconds(bytes(Clips.box("ftyp", new byte[8]), wide, moov)), TOLERANCE);
  }

  @Test
  void aHeaderThatSaysLessThanTheFileHoldsIsNotBelieved() {
    assertEquals(60, seconds(Clips.mp4(5, 60)), TOLERANCE);
    assertEquals(60, seconds(Clips.webm(5, 60)), TOLERANCE);
    assertEquals(60, seconds(Clips.avi(5, 60)), TOLERANCE);
    assertEquals(60, seconds(Clips.flac(5, 60)), 0.3);
    assertEquals(60, seconds(bytes(Clips.opus(30), Clips.opus(30))), TOLERANCE);
    assertEquals(60, seconds(Clips.opusThatSays(5, 60)), TOLERANCE);
    byte[] wav = Clips.wav(60);
    System.arraycopy(Clips.little(1_000_000, 4), 0, wav, 28, 4); // bytes a second
    assertEquals(60, seconds(wav), TOLERANCE);
  }

  @Test
  void aRecordingThatWasNeverFinishedIsMeasuredByWhatIsThere() {
    assertEquals(9, seconds(Clips.webm(0, 9)), TOLERANCE);
    assertEquals(9, seconds(Clips.flac(0, 9)), 0.3);
    byte[] wav = Clips.wav(3);
    for (long said : new long[] {0, 0xFFFFFFFFL}) {
      System.arraycopy(Clips.little(said, 4), 0, wav, 40, 4);
      assertEquals(3, seconds(wav), TOLERANCE);
    }
  }

  @Test
  void aFilmInFragmentsIsNotMeasured() {
    byte[] fragments = bytes(Clips.mp4(5, 5), Clips.box("moof", new byte[40]));
    assertEquals(Optional.empty(), length(fragments));
  }

  @Test
  void whatIsNoFilmAndNoSoundIsNotMeasured() {
    assertEquals(Optional.empty(), length(new byte[0]));
    assertEquals(Optional.empty(), length("OggS and more".getBytes(StandardCharsets.ISO_8859_1)));
    assertEquals(Optional.empty(), length("film".getBytes(StandardCharsets.ISO_8859_1)));
    assertEquals(Optional.empty(), length(new byte[100_000]));
    assertEquals(
        Optional.empty(),
        length("<html>not a film at all</html>".getBytes(StandardCharsets.ISO_8859_1)));
  }

  @Test
  void aFileThatBreaksOffNeverFailsAndNeverGrows() throws IOException {
    for (byte[] file : Clips.all()) {
      Duration whole = length(file).orElseThrow();
      for (int at = 0; at < Math.min(file.length, 3_000); at++) {
        Duration part = length(Arrays.copyOf(file, at)).orElse(Duration.ZERO);
        assertTrue(part.compareTo(whole) <= 0, () -> part + " of " + whole);
      }
    }
  }

  @Test
  void sizesThatCannotBeDoNoHarm() {
    byte[] ftyp = Clips.box("ftyp", new byte[8]);
    byte[] huge =
        bytes(
            Clips.big(1, 4),
            "free".getBytes(StandardCharsets.ISO_8859_1),
            Clips.big(Long.MAX_VALUE, 8));
    byte[] negative =
        bytes(Clips.big(1, 4), "free".getBytes(StandardCharsets.ISO_8859_1), Clips.big(-5, 8));
    byte[] small = bytes(Clips.big(3, 4), "free".getBytes(StandardCharsets.ISO_8859_1));
    byte[] table =
        bytes(
            Clips.big(0x7FFFFFFF, 4),
            "stts".getBytes(StandardCharsets.ISO_8859_1),
            new byte[4],
            Clips.big(-1, 4));
    for (byte[] odd : new byte[][] {huge, negative, small, table}) {
      assertEquals(Optional.empty(), length(bytes(ftyp, odd, Clips.moov(60, 60))));
    }
    byte[] tag =
        bytes(
            "ID3".getBytes(StandardCharsets.ISO_8859_1),
            new byte[] {4, 0, 0, 127, 127, 127, 127},
            Clips.mp3(5));
    assertEquals(Optional.empty(), length(tag));
  }

  @Test
  void endlessSmallPiecesAreReadInTheTimeTheirBytesTake() {
    byte[] chunks = new byte[20_000_000];
    byte[] boxes = new byte[20_000_000];
    byte[] noise = new byte[20_000_000];
    new Random(7).nextBytes(noise);
    for (int i = 0; i < boxes.length; i += 8) {
      System.arraycopy(
          bytes(Clips.big(8, 4), "free".getBytes(StandardCharsets.ISO_8859_1)), 0, boxes, i, 8);
      System.arraycopy("LIST".getBytes(StandardCharsets.ISO_8859_1), 0, chunks, i, 4);
    }
    System.arraycopy(Clips.box("ftyp", new byte[0]), 0, boxes, 0, 8);
    System.arraycopy("RIFF....AVI LIST".getBytes(StandardCharsets.ISO_8859_1), 0, chunks, 0, 16);
    System.arraycopy("ID3".getBytes(StandardCharsets.ISO_8859_1), 0, noise, 0, 3);
    for (byte[] file : new byte[][] {chunks, boxes, noise, new byte[20_000_000]}) {
      assertTimeout(Duration.ofSeconds(10), () -> length(file));
    }
  }

  @Test
  void noiseBehindAnyBeginningNeverFails() throws IOException {
    Random random = new Random(3);
    for (byte[] file : Clips.all()) {
      for (int round = 0; round < 300; round++) {
        byte[] broken = file.clone();
        for (int i = 0; i < 1 + round % 40; i++) {
          broken[12 + random.nextInt(Math.min(broken.length, 600) - 12)] = (byte) random.nextInt();
        }
        Optional<Duration> read = length(broken);
        assertTrue(read.isEmpty() || !read.get().isNegative());
      }
    }
  }

  private static double seconds(byte[] file) {
    return length(file).orElseThrow().toMillis() / 1000.0;
  }

  private static Optional<Duration> length(byte[]... parts) {
    LengthMeter meter = new LengthMeter();
    for (byte[] part : parts) {
      meter.pass(part);
    }
    return meter.length();
  }

  private static byte[][] pieces(byte[] file, int size) {
    byte[][] pieces = new byte[(file.length + size - 1) / size][];
    for (int i = 0; i < pieces.length; i++) {
      pieces[i] = Arrays.copyOfRange(file, i * size, Math.min(file.length, (i + 1) * size));
    }
    return pieces;
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = LengthMeterTest.class.getResourceAsStream("/playground/kie/" + name)) {
      return in.readAllBytes();
    }
  }
}
