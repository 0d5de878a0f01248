package trt;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static trt.testing.TestVertx.get;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import trt.media.Clips;
import trt.playground.telegram.EmulatedUser;
import trt.playground.telegram.state.FileKind;
import trt.playground.telegram.wire.Upload;

/**
 * Conversations as everybody can read them: {@code
 * src/test/resources/talks/<name>.<language>.talk}. One line is one thing a person does or sees;
 * {@code sees} looks at the newest message that fits.
 */
class TalksTest {
  private static final Path TALKS = Path.of("src/test/resources/talks");
  private static final Pattern WITH_BUTTON = Pattern.compile("“(.*)” with the button (.*)");
  private static TestBot bot;

  @BeforeAll
  static void start() {
    bot = TestBot.start();
  }

  @AfterAll
  static void stop() {
    bot.close();
  }

  @TestFactory
  Stream<DynamicTest> everyTalkGoesAsItIsWritten() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(TALKS)) {
      files = found.sorted().toList();
    }
    assertTrue(files.size() >= 10);
    return files.stream().map(file -> dynamicTest(file.getFileName().toString(), () -> talk(file)));
  }

  private static void talk(Path file) throws IOException {
    String name = file.getFileName().toString();
    String language = name.replaceFirst("^[^.]*\\.", "").replaceFirst("\\.talk$", "");
    long id = 1_000_000L + Math.floorMod(name.hashCode(), 1_000_000);
    EmulatedUser person = bot.user(id, "Alice", language);
    int said = 0;
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      try {
        said = step(person, line, said);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError(name + ", line " + number + ": " + line, e);
      }
    }
  }

  /** Does one line; the message the person has written last. */
  private static int step(EmulatedUser person, String line, int said) {
    String rest = line.substring(line.indexOf(' ') + 1);
    if (line.startsWith("sends ")) {
      return get(person.sends(rest)).getInteger("message_id");
    }
    if (line.startsWith("corrects to ")) {
      return get(person.edits(said, rest.substring("to ".length()))).getInteger("message_id");
    }
    if (line.startsWith("speaks for ")) {
      int seconds = Integer.parseInt(rest.replaceAll("\\D", ""));
      Upload voice = new Upload("v.ogg", "audio/ogg", Buffer.buffer(Clips.opus(seconds)));
      JsonObject length = new JsonObject().put("duration", seconds);
      get(person.sends(FileKind.VOICE, List.of(voice), "", length));
      return said;
    }
    if (line.startsWith("taps ")) {
      get(person.taps(rest));
      return said;
    }
    assertTrue(line.startsWith("sees "), () -> "not understood: " + line);
    Matcher withButton = WITH_BUTTON.matcher(rest);
    JsonObject seen =
        switch (rest) {
          case "a photo" -> get(person.seesPhoto());
          case "an invoice" -> get(person.waitsFor(rest, m -> m.containsKey("invoice")));
          default ->
              withButton.matches()
                  ? get(
                      person.waitsFor(
                          rest,
                          m ->
                              m.getString("text", "").contains(withButton.group(1))
                                  && m.encode().contains(withButton.group(2))))
                  : get(person.sees(rest));
        };
    assertTrue(!seen.isEmpty());
    return said;
  }
}
