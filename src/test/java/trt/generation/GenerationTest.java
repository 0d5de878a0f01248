package trt.generation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.generation.GenerationRig.RESULT;
import static trt.generation.GenerationRig.givenBack;
import static trt.generation.GenerationRig.paidOnce;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trt.testing.Await;

/** A job from its order to its end, and where the money is at each of them. */
class GenerationTest {
  @Test
  void aFinishedTaskIsPaidAndItsResultIsOnItsWayTogether() {
    try (GenerationRig rig = GenerationRig.prepared().start()) {
      long job = rig.order();
      rig.awaitState(job, "RUNNING");
      assertEquals("1700/300/0/0", rig.books());
      assertEquals(rig.callbackUrl(job, 1), rig.kie().task(0).callBackUrl);

      rig.kie().succeeds(rig.kie().task(0), RESULT);
      rig.awaitState(job, "SUCCEEDED");

      assertEquals(paidOnce(), rig.books());
      assertEquals("1:accepted", rig.attempts(job));
      assertEquals(
          GenerationRig.STATUS_MESSAGE,
          rig.message().getJsonObject("params").getLong("message_id"));
      assertEquals(RESULT, rig.message().getJsonArray("files").getJsonObject(0).getString("url"));
      assertEquals(1, rig.kie().tasks().size());
    }
  }

  @Test
  void theResultHasALinkAsItsLastResort() {
    try (GenerationRig rig = GenerationRig.prepared().start()) {
      long job = rig.order();
      rig.awaitState(job, "RUNNING");
      rig.kie().succeeds(rig.kie().task(0), RESULT);
      rig.awaitState(job, "SUCCEEDED");

      var photo = rig.message().getJsonObject("fallback");
      assertEquals("sendPhoto", photo.getString("method"));
      var link = photo.getJsonObject("fallback");
      assertEquals("sendMessage", link.getString("method"));
      assertTrue(link.getJsonObject("params").getString("text").contains(RESULT));
    }
  }

  @Test
  void aCallbackBringsTheResultBeforeTheNextLook() {
    Object[] lazy = {"generation.pollFirst", "1m", "generation.pollMax", "2m"};
    try (GenerationRig rig = GenerationRig.prepared(lazy).start()) {
      long job = rig.order();
      rig.awaitState(job, "RUNNING");
      rig.kie().succeeds(rig.kie().task(0), RESULT);

      rig.callsBack(job, 1, rig.kie().task(0).id);

      rig.awaitState(job, "SUCCEEDED");
      assertEquals(paidOnce(), rig.books());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, Your prompt was flagged by the content moderation, CONTENT_POLICY",
    "500, Internal Error, PROVIDER_FAILED"
  })
  void aFailedTaskGivesTheMoneyBackAndSaysWhy(String code, String words, String reason) {
    try (GenerationRig rig = GenerationRig.prepared().start()) {
      long job = rig.order();
      rig.awaitState(job, "RUNNING");
      rig.kie().fails(rig.kie().task(0), code, words);
      rig.awaitState(job, "FAILED");

      assertEquals(givenBack(), rig.books());
      assertEquals(Optional.of(reason), rig.value("SELECT fail_code FROM gen_job"));
      assertTrue(rig.message().getJsonObject("params").getString("text").contains("is back on"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, The prompt violates our content policy, CONTENT_POLICY",
    "422, aspect_ratio is not within the range of allowed options, BAD_INPUT"
  })
  void aTaskThatIsRefusedForGoodGivesTheMoneyBackAtOnce(int code, String words, String reason) {
    try (GenerationRig rig = GenerationRig.prepared()) {
      rig.kie().refuses(code, words);
      rig.start();
      long job = rig.order();
      rig.awaitState(job, "FAILED");

      assertEquals(givenBack(), rig.books());
      assertEquals(Optional.of(reason), rig.value("SELECT fail_code FROM gen_job"));
      assertEquals("1:refused", rig.attempts(job));
      assertEquals(0, rig.kie().tasks().size());
    }
  }

  @ParameterizedTest
  @CsvSource({"429, too many requests", "402, credits insufficient", "455, maintenance"})
  void aTaskThatKieCannotTakeNowWaitsAndTheMoneyStaysReserved(int code, String words) {
    try (GenerationRig rig = GenerationRig.prepared()) {
      rig.kie().refuses(code, words);
      rig.start();
      long job = rig.order();
      Await.until(() -> rig.attempts(job).equals("1:refused"));
      rig.awaitState(job, "NEW");

      assertEquals("1700/300/0/0", rig.books());
      assertTrue(rig.number("SELECT extract(epoch FROM not_before - now())::int FROM gen_job") > 2);
    }
  }

  @Test
  void aJobThatIsPutOffAgainAndAgainIsGivenUpInTheEnd() {
    Object[] settings = {"generation.waitAtMost", "2s"};
    try (GenerationRig rig = GenerationRig.prepared(settings)) {
      rig.start();
      for (int i = 0; i < 4; i++) {
        rig.kie().refuses(429, "too many requests");
      }
      long job = rig.order();
      Await.until(() -> rig.attempts(job).equals("1:refused"));
      // a submission of just now, as it is all the time while a job is put off every few seconds
      TestPostgresTime.age(rig, job, "-1 hour");
      rig.awaitState(job, "FAILED");

      assertEquals(Optional.of("NOT_ACCEPTED"), rig.value("SELECT fail_code FROM gen_job"));
      assertEquals("1:refused", rig.attempts(job));
      assertEquals(givenBack(), rig.books());
    }
  }

  @Test
  void noConnectionMeansNoTaskAndAnotherTryLater() {
    Object[] nowhere = {"kie.apiUrl", "http://127.0.0.1:1"};
    try (GenerationRig rig = GenerationRig.prepared(nowhere).start()) {
      long job = rig.order();
      Await.until(() -> rig.attempts(job).equals("1:refused"));

      rig.awaitState(job, "NEW");
      assertEquals("1700/300/0/0", rig.books());
    }
  }

  @Test
  void aTaskWithoutAnEndIsGivenUpAtItsDeadline() {
    Object[] short_ = {"generation.giveUpAfter", "300ms"};
    try (GenerationRig rig = GenerationRig.prepared(short_).start()) {
      long job = rig.order();
      rig.awaitState(job, "RUNNING");
      TestPostgresTime.age(rig, job, "1 hour");
      rig.stop();
      rig.start();
      rig.awaitState(job, "FAILED");

      assertEquals(Optional.of("TIMED_OUT"), rig.value("SELECT fail_code FROM gen_job"));
      assertEquals(givenBack(), rig.books());

      rig.kie().succeeds(rig.kie().task(0), RESULT);
      rig.callsBack(job, 1, rig.kie().task(0).id);
      Await.until(() -> rig.number("SELECT count(*) FROM outbox") == 2);
      assertEquals(GenerationRig.GIFT + "/0/0/2", rig.books(), "the money stays where it is");
    }
  }

  @Test
  void aJobWhoseTaskIsStillRunningIsNotWrittenTo() {
    try (GenerationRig rig = GenerationRig.prepared().start()) {
      long job = rig.order();
      rig.awaitState(job, "RUNNING");
      Await.until(() -> rig.attempts(job).equals("1:accepted"));
      String before = updates(rig);
      int looks = rig.kie().looks();
      Await.until(() -> rig.kie().looks() > looks + 8);

      assertEquals(before, updates(rig));
    }
  }

  private static String updates(GenerationRig rig) {
    return rig.value(
            "SELECT string_agg(xmin::text || ctid::text, ' ') FROM (SELECT xmin, ctid FROM gen_job"
                + " UNION ALL SELECT xmin, ctid FROM gen_attempt"
                + " UNION ALL SELECT xmin, ctid FROM wallet) t")
        .orElseThrow();
  }
}
