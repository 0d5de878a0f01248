package trt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import trt.playground.telegram.EmulatedGroup;
import trt.playground.telegram.EmulatedUser;
import trt.playground.telegram.control.Fault;
import trt.testing.Await;

/** The bot among several people: it speaks when spoken to, to whom has spoken. */
class GroupsBotTest {
  private static TestBot bot;

  private static EmulatedUser alice;
  private static EmulatedUser bob;

  @BeforeAll
  static void start() {
    bot = TestBot.start("delivery.groupPerMinute", 6_000);
    alice = bot.user(7001, "Alice", "en");
    bob = bot.user(7002, "Bob", "en");
    EmulatedUser early = bot.user(7000, "Early", "en");
    get(early.sends("/start"));
    get(early.sees("Hi!"));
  }

  @AfterAll
  static void stop() {
    bot.close();
  }

  @Test
  void itHearsCommandsItsNameAndRepliesAndNothingElse() {
    EmulatedGroup group = bot.telegram().group(-100_1L, "Friends");
    get(group.says(alice, "shall we order pizza?"));
    get(group.says(alice, "/ban bob"));
    get(group.says(alice, "/start@other_bot"));
    get(group.says(alice, "@playground_bot_fan hi"));
    JsonObject command = get(group.says(alice, "/start"));

    JsonObject menu = get(group.sees("Only you can press"));
    assertEquals(
        command.getInteger("message_id"),
        menu.getJsonObject("reply_to_message").getInteger("message_id"));
    assertFalse(menu.getString("text").contains("Balance"));
    get(group.says(bob, "hey @Playground_Bot"));
    get(group.sees("I did not expect a text"));
    get(group.replies(bob, get(group.sees("I did not expect a text")), "and now?"));
    Await.until(() -> answers(group).size() == 3);

    assertEquals(3, answers(group).size());
  }

  @Test
  void onePersonsMenuIsNotPressedByAnother() {
    EmulatedGroup group = bot.telegram().group(-100_2L, "Friends");
    get(group.says(alice, "/start"));
    JsonObject menu = get(group.waitsForButton("Make a picture"));

    JsonObject notice = get(get(group.taps(bob, "Make a picture")).answer());

    assertEquals(
        "This menu belongs to Alice. Send /start for your own. Nothing was charged.",
        notice.getString("text"));
    assertEquals(menu.encode(), get(group.waitsForButton("Make a picture")).encode());
    assertEquals(1, answers(group).size());
    get(group.taps(alice, "Make a picture"));
    get(group.sees("Choose a model"));
  }

  @Test
  void theWholeWayToAPictureInATopicOfItsOwn() {
    EmulatedGroup group = bot.telegram().group(-100_3L, "Forum");
    EmulatedUser carol = bot.user(7003, "Carol", "en");
    JsonObject topic = new JsonObject().put("message_thread_id", 77).put("is_topic_message", true);
    get(group.says(carol, "/start", topic));
    get(group.taps(carol, "Make a picture"));
    get(group.taps(carol, "Z-Image"));
    get(group.taps(carol, "16:9"));
    JsonObject question = get(group.sees("answer by replying"));
    get(group.says(carol, "no idea yet", topic));
    question.remove("reply_to_message");
    get(group.says(carol, "a red fox", topic.copy().put("reply_to_message", question)));
    JsonObject confirm = get(group.sees("Price: free"));
    assertFalse(confirm.getString("text").contains("Balance"));
    get(group.taps(carol, "✅ Confirm"));
    JsonObject photo = get(group.seesPhoto());

    for (JsonObject message : answers(group)) {
      assertEquals(77, message.getInteger("message_thread_id"), message::encode);
    }
    assertTrue(photo.getString("caption").contains("a red fox"));
    JsonObject notice = get(get(group.taps(bob, "🔁 Again")).answer());
    assertTrue(notice.getString("text").contains("belongs to Carol"), notice::encode);
    get(group.taps(carol, "🔁 Again"));
    JsonObject again = get(group.sees("Price: free"));
    assertEquals(77, again.getInteger("message_thread_id"));
  }

  @Test
  void whatIsPrivateIsMovedToThePrivateChat() {
    EmulatedGroup group = bot.telegram().group(-100_4L, "Friends");
    for (String command : List.of("/balance", "/topup 50")) {
      get(group.says(alice, command));
      String link = "t.me/playground_bot?start=" + command.substring(1).replaceFirst(" .*", "");
      Await.until(
          () -> answers(group).stream().anyMatch(message -> buttons(message).contains(link)));
    }
    assertEquals(
        2,
        answers(group).stream()
            .filter(message -> message.getString("text").contains("do that in private"))
            .count());
    assertTrue(bot.telegram().calls().of("sendInvoice").isEmpty());

    get(alice.sends("/start balance"));
    get(alice.sees("Your balance"));
  }

  @Test
  void aForgedButtonOfMoneyMakesNoInvoiceInAGroup() {
    EmulatedGroup group = bot.telegram().group(-100_5L, "Friends");
    get(group.says(alice, "/start"));
    JsonObject menu = get(group.waitsForButton("Make a picture"));

    get(
        group.tapsData(
            alice,
            menu.getInteger("message_id"),
            "pay|50~" + Long.toString(alice.id(), Character.MAX_RADIX)));

    get(group.sees("do that in private"));
    assertTrue(bot.telegram().calls().of("sendInvoice").isEmpty());
  }

  @Test
  void whoWritesInTheNameOfTheGroupIsAskedKindlyToShowThemselves() {
    EmulatedGroup group = bot.telegram().group(-100_6L, "Friends");
    EmulatedUser face = bot.user(1_087_968_824L, "Group", "en");

    get(
        group.says(
            face,
            "/start",
            new JsonObject().put("sender_chat", new JsonObject().put("id", -100_6L))));

    get(group.sees("in the name of a group"));
    assertEquals(0, bot.count("select count(*) from person where user_id = 1087968824"));
  }

  @Test
  void anAnswerWhoseTopicIsGoneComesWithoutIt() {
    EmulatedGroup group = bot.telegram().group(-100_9L, "Forum");
    bot.telegram().faults().add(new Fault("sendMessage", Fault.Kind.NO_TOPIC, 1, 0));

    get(
        group.says(
            alice,
            "/start",
            new JsonObject().put("message_thread_id", 5).put("is_topic_message", true)));

    assertFalse(get(group.sees("Only you can press")).containsKey("message_thread_id"));
  }

  @Test
  void aGroupThatTakesTheBotInIsGreetedOnce() {
    EmulatedGroup group = bot.telegram().group(-100_7L, "New");
    get(group.takesIn(bob));
    get(group.sees("Hi, everyone!"));
    get(group.takesIn(alice));
    get(group.says(alice, "/start"));
    get(group.sees("Only you can press"));

    assertEquals(2, answers(group).size());
  }

  @Test
  void twoPeoplePrepareTwoOrdersSideBySide() {
    EmulatedGroup group = bot.telegram().group(-100_8L, "Friends");
    get(group.says(alice, "/start"));
    JsonObject hers = get(group.waitsForButton("Make a picture"));
    get(group.says(bob, "/start"));
    Await.until(() -> answers(group).size() == 2);

    get(press(group, alice, hers, "Make a picture"));
    get(group.sees("Choose a model"));

    // Bob's menu keeps its buttons: it is not hers to take away.
    assertEquals(
        2, answers(group).stream().filter(message -> message.containsKey("reply_markup")).count());
  }

  private static io.vertx.core.Future<EmulatedUser.Tap> press(
      EmulatedGroup group, EmulatedUser user, JsonObject message, String label) {
    JsonArray rows = message.getJsonObject("reply_markup").getJsonArray("inline_keyboard");
    for (Object row : rows) {
      for (Object each : (JsonArray) row) {
        JsonObject button = (JsonObject) each;
        if (button.getString("text").contains(label)) {
          return group.tapsData(
              user, message.getInteger("message_id"), button.getString("callback_data"));
        }
      }
    }
    throw new AssertionError(label + " is not in " + message);
  }

  private static String buttons(JsonObject message) {
    return message.getJsonObject("reply_markup", new JsonObject()).encode();
  }

  private static List<JsonObject> answers(EmulatedGroup group) {
    return get(group.messages()).stream()
        .filter(message -> message.getJsonObject("from").getBoolean("is_bot"))
        .toList();
  }
}
