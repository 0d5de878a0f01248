package trt.generation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static trt.generation.GenerationRig.RESULT;
import static trt.generation.GenerationRig.givenBack;
import static trt.generation.GenerationRig.paidOnce;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import trt.testing.Await;

/** createTask was written and its answer is lost: a task may exist, and may cost money. */
class LostAnswerTest {
  @ParameterizedTest
  @ValueSource(strings = {"cut", "silent", "500", "502"})
  void theJobIsUnknownAndNotSentAgainAtOnce(String how) {
    try (GenerationRig rig = GenerationRig.prepared("generation.unknownAfter", "1h")) {
      switch (how) {
        case "cut" -> rig.kie().losesTheAnswer();
        case "silent" -> rig.kie().neverAnswers();
        default -> rig.kie().breaks(Integer.parseInt(how));
      }
      rig.start();
      long job = rig.order();
      rig.awaitState(job, "UNKNOWN");

      assertEquals("1:ambiguous", rig.attempts(job));
      assertEquals("1700/300/0/0", rig.books());
    }
  }

  @Test
  void itsCallbackAdoptsTheTaskAndTheResultIsPaidOnce() {
    try (GenerationRig rig = GenerationRig.prepared("generation.unknownAfter", "1h")) {
      long job = rig.unanswered();
      rig.kie().succeeds(rig.kie().task(0), RESULT);

      rig.callsBack(job, 1, rig.kie().task(0).id);
      rig.callsBack(job, 1, rig.kie().task(0).id);
      rig.awaitState(job, "SUCCEEDED");

      assertEquals(paidOnce(), rig.books());
      assertEquals("1:adopted", rig.attempts(job));
      assertEquals(1, rig.kie().tasks().size());
    }
  }

  @Test
  void aCallbackKeptByAProcessThatDiedIsFoundByTheNextOne() {
    try (GenerationRig rig = GenerationRig.prepared("generation.unknownAfter", "1h")) {
      long job = rig.unanswered();
      rig.stop();
      rig.kie().succeeds(rig.kie().task(0), RESULT);
      rig.keepsCallback(job, 1, rig.kie().task(0).id);
      rig.start();
      rig.awaitState(job, "SUCCEEDED");

      assertEquals(paidOnce(), rig.books());
      assertEquals("1:adopted", rig.attempts(job));
    }
  }

  @Test
  void aTaskWithAnotherCallbackAddressIsNotAdopted() {
    try (GenerationRig rig = GenerationRig.prepared("generation.unknownAfter", "1h")) {
      rig.kie().breaks(500);
      rig.start();
      long job = rig.order();
      rig.awaitState(job, "UNKNOWN");
      FakeKie.Task forged = rig.kie().planted("forged", rig.callbackUrl(job + 1, 1));
      rig.kie().succeeds(forged, "https://files.example/not-ours.png");
      int looks = rig.kie().looks();

      rig.callsBack(job, 1, "forged");
      Await.until(() -> rig.kie().looks() > looks);

      assertEquals("UNKNOWN", rig.state(job));
      assertEquals("1700/300/0/0", rig.books());
    }
  }

  @Test
  void aCallbackBeforeTheAnswerToCreateTaskDoesNoHarm() {
    try (GenerationRig rig = GenerationRig.prepared("kie.requestTimeout", "2s")) {
      rig.kie().neverAnswers();
      rig.start();
      long job = rig.order();
      rig.awaitTasks(1);
      rig.kie().succeeds(rig.kie().task(0), RESULT);
      rig.callsBack(job, 1, rig.kie().task(0).id);
      rig.awaitState(job, "SUCCEEDED");

      Await.until(() -> rig.attempts(job).equals("1:adopted"));
      rig.stop();
      assertEquals("1:adopted", rig.attempts(job));
      assertEquals(paidOnce(), rig.books());
      assertEquals(1, rig.kie().tasks().size());
    }
  }

  @Test
  void whenNobodyCallsBackACheapJobIsSentOnceMore() {
    try (GenerationRig rig = GenerationRig.prepared()) {
      rig.kie().losesTheAnswer();
      rig.start();
      long job = rig.order("0.8");
      rig.awaitState(job, "UNKNOWN");
      TestPostgresTime.age(rig, job, "1 hour");
      rig.awaitTasks(2);
      rig.awaitState(job, "RUNNING");
      rig.kie().succeeds(rig.kie().task(1), RESULT);
      rig.awaitState(job, "SUCCEEDED");

      assertEquals("1:ambiguous 2:accepted", rig.attempts(job));
      assertEquals(paidOnce(), rig.books());
    }
  }

  @Test
  void aDearJobIsNotSentAgainAndTheMoneyGoesBack() {
    try (GenerationRig rig = GenerationRig.prepared()) {
      rig.kie().losesTheAnswer();
      rig.start();
      long job = rig.order("200");
      rig.awaitState(job, "UNKNOWN");
      TestPostgresTime.age(rig, job, "1 hour");
      rig.awaitState(job, "FAILED");

      assertEquals(Optional.of("LOST"), rig.value("SELECT fail_code FROM gen_job"));
      assertEquals(givenBack(), rig.books());
      assertEquals(1, rig.kie().tasks().size());
    }
  }

  @Test
  void thereIsNeverMoreThanOneMore() {
    try (GenerationRig rig = GenerationRig.prepared()) {
      rig.kie().losesTheAnswer();
      rig.kie().losesTheAnswer();
      rig.start();
      long job = rig.order("0.8");
      rig.awaitState(job, "UNKNOWN");
      TestPostgresTime.age(rig, job, "1 hour");
      rig.awaitTasks(2);
      Await.until(() -> rig.attempts(job).equals("1:ambiguous 2:ambiguous"));
      rig.awaitState(job, "UNKNOWN");
      TestPostgresTime.age(rig, job, "1 hour");
      rig.awaitState(job, "FAILED");

      assertEquals(2, rig.kie().tasks().size());
      assertEquals(givenBack(), rig.books());
    }
  }

  @Test
  void theFirstTaskCallingLateAfterTheSecondWasPaidChangesNothing() {
    try (GenerationRig rig = GenerationRig.prepared()) {
      rig.kie().losesTheAnswer();
      rig.start();
      long job = rig.order("0.8");
      rig.awaitState(job, "UNKNOWN");
      TestPostgresTime.age(rig, job, "1 hour");
      rig.awaitTasks(2);
      rig.awaitState(job, "RUNNING");
      rig.kie().succeeds(rig.kie().task(1), RESULT);
      rig.awaitState(job, "SUCCEEDED");
      rig.kie().succeeds(rig.kie().task(0), "https://files.example/late.png");
      rig.callsBack(job, 1, rig.kie().task(0).id);
      rig.callsBack(job, 2, rig.kie().task(1).id);
      long another = rig.order();
      rig.awaitState(another, "RUNNING");

      assertEquals("1400/300/1/1", rig.books());
    }
  }
}
