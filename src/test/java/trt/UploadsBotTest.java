package trt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trt.playground.telegram.EmulatedUser;
import trt.playground.telegram.control.Fault;
import trt.playground.telegram.state.FileKind;
import trt.playground.telegram.wire.Upload;
import trt.testing.Await;
import trt.testing.TestPng;

/** Files on their way to KIE, when one of the two ends does not do its part. */
class UploadsBotTest {
  private static final String SHARDS_OF_THE_LESSER =
      "select case when count(*) = 2 then min(shards) else 0 end from (select count(*) as shards"
          + " from shard_lease where expires_at > clock_timestamp() group by owner) o";
  private static TestBot bot;

  @BeforeAll
  static void start() {
    bot = TestBot.start("money.giftMinor", 100_000);
  }

  @AfterAll
  static void stop() {
    bot.close();
  }

  @BeforeEach
  void repair() {
    bot.kie().control().repair();
    bot.telegram().faults().clear();
  }

  @Test
  void aFileThatIsGoneAtTelegramIsToldAndPaidBack() {
    long before = tasks();
    bot.telegram().faults().add(new Fault("getFile", Fault.Kind.BLOCKED, 1, 0));
    EmulatedUser ann = bot.user(6_001, "Ann", "en");
    cutsOut(ann);
    get(ann.sees("can no longer be fetched from Telegram"));
    isBack(ann);
    assertEquals(before, tasks());
  }

  @Test
  void aFileThatIsNotTakenIsToldAndPaidBack() {
    long before = tasks();
    breaks("code-451", 1);
    EmulatedUser bea = bot.user(6_002, "Bea", "en");
    cutsOut(bea);
    get(bea.sees("The file you sent could not be accepted"));
    isBack(bea);
    assertEquals(before, tasks());
  }

  @Test
  void afterAnOutageOfTheHostOfFilesTheOrderGoesOnByItself() {
    long before = tasks();
    breaks("http-500", 1);
    EmulatedUser cid = bot.user(6_003, "Cid", "en");
    cutsOut(cid);
    isMade(cid);
    breaks("cut", 1);
    EmulatedUser dan = bot.user(6_004, "Dan", "en");
    cutsOut(dan);
    isMade(dan);
    assertEquals(before + 2, tasks());
  }

  @Test
  void afterAnOutageOfTelegramsFilesTheOrderGoesOnByItself() {
    long before = tasks();
    bot.telegram().faults().add(new Fault("getFile", Fault.Kind.SERVER_ERROR, 2, 0));
    EmulatedUser eva = bot.user(6_005, "Eva", "en");
    cutsOut(eva);
    isMade(eva);
    assertEquals(before + 1, tasks());
  }

  @Test
  void twoNodesHandOverTheFilesOfManyAtOnceAndEachOrderIsMadeOnce() {
    long before = tasks();
    try (TestBot.Node second = bot.join()) {
      assertTrue(second.app().publicPort() > 0);
      // What a change of hands costs is the subject of other tests; here both work.
      Await.until(() -> bot.count(SHARDS_OF_THE_LESSER) > 100, Duration.ofSeconds(30));
      List<EmulatedUser> people =
          LongStream.range(6_100, 6_108).mapToObj(id -> bot.user(id, "P" + id, "en")).toList();
      people.forEach(UploadsBotTest::cutsOut);
      people.forEach(UploadsBotTest::isMade);
      // The same file once more, by its old name.
      people.forEach(one -> get(one.taps("🔁 Again")));
      people.forEach(one -> get(one.taps("✅ Confirm")));
      people.forEach(UploadsBotTest::isMadeAgain);
    }
    assertEquals(before + 16, tasks());
  }

  private static void breaks(String how, int times) {
    bot.kie().control().breakThings(new JsonObject().put("upload", how).put("uploadTimes", times));
  }

  private static void cutsOut(EmulatedUser user) {
    get(user.sends("/start"));
    Upload photo = new Upload("p.png", "image/png", TestPng.of(64, 48));
    get(user.sends(FileKind.PHOTO, photo, ""));
    get(user.taps("Remove the background"));
    get(user.taps("✅ Confirm"));
  }

  private static void isMade(EmulatedUser user) {
    get(user.waitsFor("the result", m -> m.containsKey("photo") && m.encode().contains("Charged")));
  }

  private static void isMadeAgain(EmulatedUser user) {
    Await.until(
        () -> get(user.chat()).stream().filter(m -> m.encode().contains("Charged")).count() == 2,
        Duration.ofSeconds(30));
  }

  private static void isBack(EmulatedUser user) {
    get(user.sees("is back on your balance"));
    get(user.sends("/balance"));
    get(user.sees("Available: ⭐ 1,000"));
  }

  private static long tasks() {
    return bot.kie().control().tasks().size();
  }
}
