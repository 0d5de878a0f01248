package trt.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trt.playground.telegram.EmulatedUser;
import trt.playground.telegram.state.FileKind;
import trt.playground.telegram.wire.Upload;
import trt.testing.Await;

/** Twenty films of twenty megabytes on their way from Telegram to a KIE that takes nothing. */
@Tag("slow")
class UploadHeapTest {
  private static final int MB = 1024 * 1024;
  private static final int UPLOADS = 20;
  private static final int FILE_BYTES = 20 * MB - 4_096;
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final Pattern HEAP =
      Pattern.compile("^jvm_memory_used_bytes\\{area=\"heap\"[^}]*} (\\S+)$", Pattern.MULTILINE);

  @Test
  void filesAreNeverHeldInTheMemoryOfTheBot(@TempDir Path folder) throws IOException {
    Upload clip = new Upload("clip.mp4", "video/mp4", Buffer.buffer(padded()));
    Map<String, String> settings =
        Map.of(
            "TRT_GENERATION_MAX_UPLOADS",
            String.valueOf(UPLOADS),
            "TRT_KIE_REQUEST_TIMEOUT",
            "60s",
            "TRT_TELEGRAM_READ_TIMEOUT",
            "60s",
            "TRT_GENERATION_UNKNOWN_AFTER",
            "60s");
    try (Rig rig = new Rig(folder, 1, settings)) {
      Node node = rig.node();
      List<EmulatedUser> people =
          LongStream.range(7_000_000, 7_000_000 + UPLOADS)
              .mapToObj(id -> rig.telegram().user(id, "P" + id, "en"))
              .toList();
      people.forEach(person -> prepares(person, clip));
      int quiet = rig.wire("kie").connections();
      long before = held(node);

      rig.wire("kie").set(ChaosProxy.Wire.STALL);
      people.forEach(person -> get(person.taps("✅ Confirm")));
      Await.until(() -> rig.wire("kie").connections() >= quiet + UPLOADS, LONG);
      // Whoever reads ahead has read by now: three looks, each after a whole collection.
      long most = Math.max(held(node), Math.max(held(node), held(node)));
      rig.wire("kie").repair();
      while (!people.stream().allMatch(UploadHeapTest::isMade)) {
        most = Math.max(most, held(node));
      }

      long grown = (most - before) / MB;
      System.out.printf(
          "heap in use before %d MB, at most %d MB with %d uploads of 20 MB%n",
          before / MB, most / MB, UPLOADS);
      assertTrue(grown < 64, "grown by " + grown + " MB");
    }
  }

  private static void prepares(EmulatedUser person, Upload clip) {
    get(person.sends("/start"));
    get(person.sees("I turn words"));
    var sent =
        get(person.sends(FileKind.VIDEO, List.of(clip), "", new JsonObject().put("duration", 2)));
    assertTrue(sent.size() == 1);
    get(person.taps("Make it sharper"));
    get(person.taps("2"));
    get(person.sees("Price: "));
  }

  private static boolean isMade(EmulatedUser person) {
    return get(person.chat()).stream().anyMatch(m -> m.encode().contains("Charged"));
  }

  /** A film with so much free space behind it that it is as long as Telegram lets a bot fetch. */
  private static byte[] padded() throws IOException {
    try (var film = UploadHeapTest.class.getResourceAsStream("/playground/kie/wide.mp4")) {
      byte[] small = film.readAllBytes();
      ByteBuffer all = ByteBuffer.allocate(FILE_BYTES).put(small);
      int free = FILE_BYTES - small.length;
      return all.putInt(free).put("free".getBytes(StandardCharsets.US_ASCII)).array();
    }
  }

  /** Bytes of the heap that are in use after a collection. */
  private static long held(Node node) {
    try {
      Process collect =
          new ProcessBuilder("jcmd", String.valueOf(node.pid()), "GC.run")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      assertTrue(collect.waitFor(20, TimeUnit.SECONDS) && collect.exitValue() == 0, "jcmd");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Matcher line = HEAP.matcher(Asked.of(node.opsPort(), "/metrics").body());
    double sum = 0;
    while (line.find()) {
      sum += Double.parseDouble(line.group(1));
    }
    assertTrue(sum > 0, "no heap in the metrics");
    return (long) sum;
  }
}
