package trt.playground.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.playground.telegram.BotApiClient.await;
import static trt.playground.telegram.BotApiClient.png;
import static trt.playground.telegram.BotApiClient.to;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trt.playground.telegram.state.FileKind;
import trt.playground.telegram.wire.Upload;

/** What the emulator has answered for, it still knows after its process was killed. */
class EmulatorPersistenceTest {
  private final Vertx vertx = Vertx.vertx();

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @AfterEach
  void stop() {
    await(vertx.close());
  }

  @Test
  void remembersEverythingAfterAKill() throws IOException {
    TelegramEmulator first = started(folder.resolve("a"));
    BotApiClient bot = new BotApiClient(vertx, first.baseUrl());
    EmulatedUser alice = first.user(1001, "Alice", "en");
    await(alice.sends("/start"));
    await(alice.sends(FileKind.PHOTO, new Upload("p.png", "image/png", png(4, 4)), "mine"));
    bot.ok("sendMessage", to(1001).put("text", "hello"));
    bot.ok("setMyCommands", commands());
    await(alice.buysStars(42));
    List<JsonObject> chat = await(alice.chat());

    TelegramEmulator second = started(asIfKilled(folder.resolve("a"), folder.resolve("b")));
    BotApiClient again = new BotApiClient(vertx, second.baseUrl());
    EmulatedUser sameAlice = second.user(1001);

    assertEquals(chat, await(sameAlice.chat()));
    assertEquals(542, await(sameAlice.stars()));
    assertEquals(2, ((JsonArray) again.ok("getUpdates", new JsonObject())).size());
    assertEquals(1, ((JsonArray) again.ok("getMyCommands", new JsonObject())).size());
    String fileId = chat.get(1).getJsonArray("photo").getJsonObject(0).getString("file_id");
    assertEquals(png(4, 4), again.get("/emulator/files/" + fileId).body());
    int newId = await(sameAlice.sends("back")).getInteger("message_id");
    assertTrue(newId > chat.get(2).getInteger("message_id"));
  }

  @Test
  void goesOnPostingToTheWebhookWithoutRepeatingIds() throws IOException {
    ReceivingBot receiver = new ReceivingBot(vertx);
    receiver.answers((request, update) -> request.response().setStatusCode(500).end());
    TelegramEmulator first = started(folder.resolve("a"));
    new BotApiClient(vertx, first.baseUrl())
        .ok("setWebhook", new JsonObject().put("url", receiver.url()));
    await(first.user(1001).sends("lost?"));
    receiver.waitUntil(all -> !all.isEmpty());
    Path copy = asIfKilled(folder.resolve("a"), folder.resolve("b"));
    await(first.stop());
    receiver.answers((request, update) -> request.response().end());

    int before = receiver.updates().size();
    TelegramEmulator second = started(copy);
    receiver.waitUntil(all -> all.size() > before);
    await(second.user(1001).sends("next"));
    receiver.waitUntil(all -> receiver.texts().contains("next"));

    List<JsonObject> updates = receiver.updates();
    assertEquals("lost?", receiver.texts().get(before));
    assertTrue(
        updates.get(updates.size() - 1).getLong("update_id") > updates.get(0).getLong("update_id"));
  }

  @Test
  void ignoresALineTornByTheKill() throws IOException {
    TelegramEmulator first = started(folder.resolve("a"));
    await(first.user(1001).sends("whole"));
    Path copy = asIfKilled(folder.resolve("a"), folder.resolve("b"));
    Files.writeString(
        copy.resolve("journal.jsonl"),
        "{\"k\":\"message/1001/2\",\"v\":{",
        StandardOpenOption.APPEND);

    TelegramEmulator second = started(copy);

    assertEquals(1, await(second.user(1001).chat()).size());
  }

  private TelegramEmulator started(Path home) {
    TelegramEmulator emulator = new TelegramEmulator(vertx, EmulatorSettings.inMemory().in(home));
    await(emulator.start(0));
    return emulator;
  }

  /** What a killed process leaves: the files as they are now, nothing flushed or closed. */
  private static Path asIfKilled(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
    return to;
  }

  private static JsonObject commands() {
    return new JsonObject()
        .put("commands", new JsonArray("[{\"command\":\"start\",\"description\":\"Begin\"}]"));
  }
}
