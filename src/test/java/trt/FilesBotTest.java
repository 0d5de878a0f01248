package trt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import trt.media.Clips;
import trt.playground.telegram.EmulatedUser;
import trt.playground.telegram.state.FileKind;
import trt.playground.telegram.wire.Upload;
import trt.testing.TestPng;

/** Conversations that begin with a photo, a film or a voice message. */
class FilesBotTest {
  private static final int MEGABYTE = 1_048_576;
  private static TestBot bot;

  @BeforeAll
  static void start() {
    bot = TestBot.start("money.giftMinor", 100_000);
  }

  @AfterAll
  static void stop() {
    bot.close();
  }

  @Test
  void aPhotoWithACaptionBecomesAnotherPicture() {
    EmulatedUser ann = bot.user(2001, "Ann", "en");
    get(ann.sends("/start"));
    get(ann.taps("Edit a photo"));
    get(ann.taps("Nano Banana"));
    get(ann.sees("Send me the photos"));
    get(ann.sends(FileKind.PHOTO, photo(), "make the sky green"));
    get(ann.sees("1 of up to 10"));
    get(ann.taps("Done"));
    get(ann.taps("1:1"));
    get(ann.sees("make the sky green"));
    get(ann.taps("✅ Confirm"));
    get(ann.waitsFor("the result", m -> m.containsKey("photo") && m.encode().contains("Charged")));
  }

  @Test
  void anAlbumOfThreeGoesIntoOneList() {
    EmulatedUser bea = bot.user(2002, "Bea", "en");
    get(bea.sends("/start"));
    get(bea.taps("Edit a photo"));
    get(bea.taps("Nano Banana"));
    get(bea.sees("Send me the photos"));
    get(bea.sends(FileKind.PHOTO, List.of(photo(), photo(), photo()), "mix", new JsonObject()));
    get(bea.sees("3 of up to 10"));
    get(bea.taps("Done"));
    get(bea.taps("1:1"));
    get(bea.sees("📎 × 3"));
    get(bea.taps("✅ Confirm"));
    get(bea.waitsFor("the result", m -> m.containsKey("photo") && m.encode().contains("Charged")));
  }

  @Test
  void aPhotoOutOfTheBlueIsOfferedToBeAnimated() {
    EmulatedUser cid = bot.user(2003, "Cid", "en");
    get(cid.sends("/start"));
    get(cid.sends(FileKind.PHOTO, photo(), "let it dance"));
    get(cid.sees("What shall I do with it?"));
    get(cid.taps("Animate it"));
    get(cid.taps("480"));
    get(cid.taps("5"));
    get(cid.taps("✅ Confirm"));
    JsonObject video =
        get(cid.waitsFor("a video", m -> m.containsKey("video") || m.containsKey("animation")));
    assertTrue(video.encode().contains("let it dance"));
  }

  @Test
  void aPhotoLosesItsBackgroundOrGrows() {
    EmulatedUser dan = bot.user(2004, "Dan", "en");
    get(dan.sends("/start"));
    get(dan.sends(FileKind.PHOTO, photo(), ""));
    get(dan.taps("Remove the background"));
    get(dan.sees("Price"));
    get(dan.taps("✅ Confirm"));
    get(dan.waitsFor("the result", m -> m.containsKey("photo") && m.encode().contains("Charged")));
    get(dan.sends(FileKind.PHOTO, photo(), ""));
    get(dan.taps("Enlarge it"));
    get(dan.taps("✅ Confirm"));
    get(dan.waitsFor("the result", m -> m.containsKey("photo") && m.encode().contains("Charged")));
  }

  @Test
  void aVoiceMessageBecomesText() {
    EmulatedUser eva = bot.user(2005, "Eva", "en");
    get(eva.sends("/start"));
    Upload voice = new Upload("v.ogg", "audio/ogg", Buffer.buffer(Clips.opus(61)));
    get(eva.sends(FileKind.VOICE, List.of(voice), "", new JsonObject().put("duration", 61)));
    get(eva.taps("Something else with it"));
    get(eva.taps("Turn the speech into text"));
    get(eva.sees("Price"));
    get(eva.taps("✅ Confirm"));
    get(eva.sees("sample transcript"));
  }

  @Test
  void aClipThatIsTooLongIsNamedBeforeMoneyIsAskedFor() {
    EmulatedUser fay = bot.user(2006, "Fay", "en");
    get(fay.sends("/start"));
    get(fay.taps("Make a video"));
    get(fay.taps("Kling 2.6 Motion"));
    get(fay.sees("Send me the photo"));
    get(fay.sends(FileKind.PHOTO, photo(), "dance"));
    get(fay.sees("Send me the video"));
    Upload clip = new Upload("c.mp4", "video/mp4", Buffer.buffer("film"));
    get(fay.sends(FileKind.VIDEO, List.of(clip), "", new JsonObject().put("duration", 42)));
    get(fay.sees("the clip may be at most 30 s, yours is 42 s"));
    get(fay.sends("/balance"));
    get(fay.sees("Available: ⭐ 1,000"));
  }

  @Test
  void aClipThatIsLongerThanItsSenderSaidIsNotMadeAndTheMoneyIsBack() {
    EmulatedUser hal = bot.user(2008, "Hal", "en");
    upscales(hal, Clips.mp4(5, 60), 5);
    get(hal.sees("announced as 5 seconds long, but it lasts 60 seconds"));
    isBack(hal);
    EmulatedUser ida = bot.user(2009, "Ida", "en");
    upscales(ida, Clips.mp4(60, 5), 5);
    get(ida.sees("it lasts 60 seconds"));
    isBack(ida);
    assertEquals(0, upscaled());
  }

  @Test
  void aClipThatDoesNotTellItsLengthIsNotMadeWhereThePriceRestsOnIt() {
    EmulatedUser joe = bot.user(2010, "Joe", "en");
    upscales(joe, "no film at all".getBytes(StandardCharsets.UTF_8), 5);
    get(joe.sees("I could not read its length"));
    isBack(joe);
    assertEquals(0, upscaled());
  }

  @Test
  void aClipAsLongAsItsSenderSaidIsMade() {
    EmulatedUser kim = bot.user(2011, "Kim", "en");
    get(kim.sends("/start"));
    Upload voice = new Upload("v.ogg", "audio/ogg", Buffer.buffer(Clips.opus(62)));
    get(kim.sends(FileKind.VOICE, List.of(voice), "", new JsonObject().put("duration", 60)));
    get(kim.taps("Something else with it"));
    get(kim.taps("Turn the speech into text"));
    get(kim.taps("✅ Confirm"));
    get(kim.sees("sample transcript"));
  }

  private static void upscales(EmulatedUser user, byte[] film, int said) {
    get(user.sends("/start"));
    Upload clip = new Upload("c.mp4", "video/mp4", Buffer.buffer(film));
    get(user.sends(FileKind.VIDEO, List.of(clip), "", new JsonObject().put("duration", said)));
    get(user.taps("Make it sharper"));
    get(user.taps("2"));
    get(user.taps("✅ Confirm"));
  }

  private static void isBack(EmulatedUser user) {
    get(user.sees("is back on your balance"));
    get(user.sends("/balance"));
    get(user.sees("Available: ⭐ 1,000"));
  }

  private static long upscaled() {
    return bot.kie().control().tasks().stream()
        .filter(task -> task.model().equals("topaz/video-upscale"))
        .count();
  }

  @Test
  void aFileTelegramDoesNotGiveIsExplained() {
    EmulatedUser gil = bot.user(2007, "Gil", "en");
    get(gil.sends("/start"));
    Upload clip = new Upload("c.mp4", "video/mp4", Buffer.buffer(new byte[21 * MEGABYTE]));
    get(gil.sends(FileKind.VIDEO, List.of(clip), "", new JsonObject().put("duration", 9)));
    get(gil.sees("This file has 21 MB, and Telegram lets bots download at most 20 MB"));
  }

  private static Upload photo() {
    return new Upload("p.png", "image/png", TestPng.of(64, 48));
  }
}
