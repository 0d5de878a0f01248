package trt.generation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several results, odd results, and results that took less than was held. */
class SeveralResultsTest {
  @ParameterizedTest
  @CsvSource({"2, 2", "10, 10", "11, 5 6", "21, 7 7 7"})
  void severalPicturesComeInAlbumsOfTwoToTenAndThenTheBill(int count, String sizes) {
    try (GenerationRig rig = GenerationRig.prepared().start()) {
      long job = rig.order();
      rig.awaitState(job, "RUNNING");
      rig.kie().succeeds(rig.kie().task(0), pictures(count), 0.8);
      rig.awaitState(job, "SUCCEEDED");

      assertEquals(
          sizes,
          rig.value(
                  "SELECT string_agg(jsonb_array_length(body::jsonb -> 'params' -> 'media')::text,"
                      + " ' ' ORDER BY id) FROM outbox WHERE method = 'sendMediaGroup'")
              .orElseThrow());
      JsonObject first = body(rig, "method = 'sendMediaGroup'");
      JsonArray media = first.getJsonObject("params").getJsonArray("media");
      assertTrue(media.getJsonObject(0).getString("caption").contains("Charged: ⭐ 3"));
      assertFalse(media.getJsonObject(1).containsKey("caption"));
      assertEquals(media.size(), first.getJsonArray("singles").size());
      JsonObject bill = body(rig, "method = 'editMessageText'");
      assertTrue(bill.encode().contains(count + " results, all above"), bill::encodePrettily);
      assertTrue(bill.encode().contains("file|" + job));
      assertTrue(rig.books().startsWith("1700/0/1/"));
    }
  }

  @Test
  void whatWasNotUsedGoesBackInTheSameClosing() {
    try (GenerationRig rig = GenerationRig.prepared().start()) {
      long job = rig.order();
      rig.awaitState(job, "RUNNING");
      rig.kie().succeeds(rig.kie().task(0), pictures(1), 0.64);
      rig.awaitState(job, "SUCCEEDED");

      assertEquals("1760/0/1/1", rig.books());
      assertEquals("240/60", rig.value("SELECT captured || '/' || released FROM hold_close").get());
      assertTrue(rig.message().encode().contains("Reserved ⭐ 3, charged ⭐ 2.4;"));
    }
  }

  @ParameterizedTest
  @CsvSource({"0.8, 300", "9.5, 300", "0, 300", "0.000001, 1"})
  void neverMoreThanWasHeldIsKeptAndNeverNothing(double used, long captured) {
    try (GenerationRig rig = GenerationRig.prepared().start()) {
      long job = rig.order();
      rig.awaitState(job, "RUNNING");
      rig.kie().succeeds(rig.kie().task(0), pictures(1), used);
      rig.awaitState(job, "SUCCEEDED");

      assertEquals(captured, rig.number("SELECT captured FROM hold_close"));
    }
  }

  @Test
  void theBooksRefuseToKeepMoreThanWasHeldOrLessThanNothing() {
    try (GenerationRig rig = GenerationRig.prepared()) {
      long job = rig.order();
      for (long wrong : List.of(301L, -1L)) {
        assertThrows(
            Throwable.class,
            () -> rig.sql("SELECT job_settle(%d, %d, NULL, '{NEW}')".formatted(job, wrong)));
      }
      assertEquals("1700/300/0/0", rig.books());
    }
  }

  @Test
  void twoNodesThatSeeTheSameEndCloseThePartOnce() {
    try (GenerationRig rig = GenerationRig.prepared().start().start()) {
      long job = rig.order();
      rig.awaitState(job, "RUNNING");
      rig.kie().succeeds(rig.kie().task(0), pictures(1), 0.4);
      rig.callsBack(job, 1, rig.kie().task(0).id);
      rig.awaitState(job, "SUCCEEDED");

      assertEquals("1850/0/1/1", rig.books());
      assertEquals(3, rig.number("SELECT count(*) FROM transfer WHERE job_id = " + job));
    }
  }

  @Test
  void anAnimationIsSentAsOne() {
    try (GenerationRig rig = GenerationRig.prepared().start()) {
      long job = rig.order();
      rig.awaitState(job, "RUNNING");
      rig.kie().succeeds(rig.kie().task(0), "https://files.example/result.gif");
      rig.awaitState(job, "SUCCEEDED");

      assertEquals(
          "animation",
          rig.message().getJsonObject("params").getJsonObject("media").getString("type"));
    }
  }

  @Test
  void aResultThatIsDataIsReadable() {
    try (GenerationRig rig = GenerationRig.prepared().start()) {
      long job = rig.order();
      rig.awaitState(job, "RUNNING");
      rig.kie().succeeds(rig.kie().task(0), new JsonObject().put("start", 1).put("word", "<la>"));
      rig.awaitState(job, "SUCCEEDED");

      String text = rig.message().getJsonObject("params").getString("text");
      assertTrue(text.contains("<pre>{\n  \"start\" : 1"), text);
      assertTrue(text.contains("&lt;la&gt;"), text);
    }
  }

  @Test
  void aLongTextIsAFileWithItsBeginningInTheMessage() {
    try (GenerationRig rig = GenerationRig.prepared().start()) {
      long job = rig.order();
      rig.awaitState(job, "RUNNING");
      rig.kie().succeeds(rig.kie().task(0), new JsonObject().put("text", "la ".repeat(2_000)));
      rig.awaitState(job, "SUCCEEDED");

      String text =
          body(rig, "method = 'editMessageText'").getJsonObject("params").getString("text");
      assertTrue(text.contains("la la") && text.length() < 1_200, text);
      JsonObject file = body(rig, "method = 'sendDocument'").getJsonArray("files").getJsonObject(0);
      assertEquals("text.txt", file.getString("fileName"));
    }
  }

  private static JsonObject body(GenerationRig rig, String where) {
    return new JsonObject(
        rig.value("SELECT body FROM outbox WHERE " + where + " ORDER BY id").orElseThrow());
  }

  private static List<String> pictures(int count) {
    return IntStream.range(0, count).mapToObj(i -> "https://files.example/" + i + ".png").toList();
  }
}
