package trt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trt.testing.Await;

/** An operator changes the size of a unit in the file while people write. */
class LiveResizeIT {
  private static final int PEOPLE = 12;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @Test
  void changingTheInstancesInTheFileChangesTheRunningCountAndLosesNothing(@TempDir Path folder)
      throws IOException {
    routing(folder, 1);
    try (PlaygroundProcess playground = PlaygroundProcess.start(folder, "0.2")) {
      Await.until(() -> instances(playground) == 1, Duration.ofSeconds(30));
      for (int person = 1; person <= PEOPLE; person++) {
        playground.arrives(person, "Person " + person);
      }

      routing(folder, 3);
      for (int round = 0; instances(playground) != 3 && round < 60; round++) {
        everybodyAsksForHelp(playground);
      }
      everybodyAsksForHelp(playground);

      assertEquals(3, instances(playground));
      for (long person = 1; person <= PEOPLE; person++) {
        long id = person;
        Await.until(
            () -> asked(playground, id) == answered(playground, id), Duration.ofSeconds(60));
      }
    }
  }

  private static void everybodyAsksForHelp(PlaygroundProcess playground) {
    for (long person = 1; person <= PEOPLE; person++) {
      playground.says(person, "/help");
    }
  }

  private static long asked(PlaygroundProcess playground, long person) {
    return playground.messages(person).stream()
        .filter(message -> "/help".equals(message.getString("text")))
        .count();
  }

  private static long answered(PlaygroundProcess playground, long person) {
    return playground.messages(person).stream()
        .filter(message -> message.getString("text", "").contains("How it works"))
        .count();
  }

  private static int instances(PlaygroundProcess playground) {
    try {
      String body =
          HTTP.send(
                  HttpRequest.newBuilder(URI.create(playground.health()))
                      .timeout(Duration.ofSeconds(10))
                      .build(),
                  HttpResponse.BodyHandlers.ofString())
              .body();
      return new JsonObject(body)
          .getJsonObject("units")
          .getJsonObject("routing")
          .getInteger("instances");
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void routing(Path folder, int instances) throws IOException {
    JsonObject settings =
        new JsonObject()
            .put(
                "units",
                new JsonObject().put("routing", new JsonObject().put("instances", instances)))
            .put(
                "delivery",
                new JsonObject()
                    .put("perChatPerSecond", 50)
                    .put("perChatBurst", 50)
                    .put("messagesPerSecond", 500));
    Files.createDirectories(folder.resolve("conf"));
    Path fresh = folder.resolve("conf/local.json.new");
    Files.writeString(fresh, settings.encodePrettily());
    Files.move(
        fresh,
        folder.resolve("conf/local.json"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING,
        java.nio.file.StandardCopyOption.ATOMIC_MOVE);
  }
}
