package trt.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.delivery.DeliveryRig.params;
import static trt.domain.outbox.DeliveryClass.IDEMPOTENT;
import static trt.domain.outbox.DeliveryClass.MUST_ARRIVE;
import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import trt.playground.telegram.control.Fault;
import trt.testing.Await;

/** A paid result takes the place of its status message, whatever the host of the file does. */
class ResultDeliveryTest {
  private static final long ALICE = 401;

  private final DeliveryRig rig = DeliveryRig.prepared();
  private final FileHost host = new FileHost(vertx());

  @AfterEach
  void close() {
    rig.close();
    host.close();
  }

  @Test
  void aTextMessageBecomesThePicture() {
    long message = rig.messageIn(ALICE, "status");
    commitResult(message);
    rig.start();

    assertEquals('S', rig.ended("result"));
    JsonObject shown = get(rig.telegram().user(ALICE).chat()).get(0);
    assertEquals("the picture", shown.getString("caption"));
    assertTrue(shown.containsKey("photo"), shown::encode);
    assertTrue(rig.value("SELECT file_id FROM sent_file").filter(id -> !id.isEmpty()).isPresent());
  }

  @Test
  void aPictureWhoseAnswerIsLostIsShownOnce() {
    long message = rig.messageIn(ALICE, "status");
    rig.fault("editMessageMedia", Fault.Kind.RESET_AFTER, 2, 0);
    commitResult(message);
    rig.start();

    assertEquals('S', rig.ended("result"));
    assertEquals(1, get(rig.telegram().user(ALICE).chat()).size());
  }

  @Test
  void aPictureForADeletedStatusMessageIsSentAnew() {
    rig.messageIn(ALICE, "other");
    commitResult(4711);
    rig.start();

    assertEquals('S', rig.ended("result"));
    assertEquals(2, get(rig.telegram().user(ALICE).chat()).size());
  }

  @Test
  void aCaptionThatDoesNotParseIsShownPlain() {
    long message = rig.messageIn(ALICE, "status");
    JsonObject body = body(message, "<b>unclosed");
    body.getJsonObject("params").getJsonObject("media").put("parse_mode", "HTML");
    rig.commit(ALICE, "result", IDEMPOTENT, "editMessageMedia", body);
    rig.start();

    assertEquals('S', rig.ended("result"));
    assertEquals("<b>unclosed", rig.texts(ALICE).get(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"busy", "cut"})
  void aHostThatStumblesIsAskedAgain(String how) {
    Consumer<HttpServerRequest> stumbling = how.equals("busy") ? FileHost::busy : FileHost::cut;
    host.gives(stumbling);
    long message = rig.messageIn(ALICE, "status");
    commitResult(message);
    rig.start();
    Await.until(() -> host.asked() >= 1);
    host.gives(FileHost::picture);

    assertEquals('S', rig.ended("result"));
    assertEquals(1, rig.calls("editMessageMedia").size());
    assertEquals(1, get(rig.telegram().user(ALICE).chat()).size());
  }

  @Test
  void aFileThatIsGoneIsNotWaitedForAndTheUserGetsTheLastResort() {
    host.gives(FileHost::notThere);
    long message = rig.messageIn(ALICE, "status");
    commitResult(message);
    rig.commit(DeliveryRig.text(ALICE, "next", "next"));
    rig.start();

    assertEquals('S', rig.ended("next"));
    assertEquals('S', rig.ended("result"));
    assertEquals(java.util.List.of("status", "here is a link", "next"), rig.texts(ALICE));
  }

  @Test
  void aHostThatNeverAnswersIsGivenUpInTheEnd() {
    host.gives(request -> {});
    long message = rig.messageIn(ALICE, "status");
    commitResult(message);
    rig.commit(DeliveryRig.text(ALICE, "next", "next"));
    rig.start();

    Await.until(() -> rig.outcome("next").isPresent(), java.time.Duration.ofSeconds(20));
    assertEquals(java.util.List.of("status", "here is a link", "next"), rig.texts(ALICE));
  }

  @Test
  void aFileThatWentUpOnceIsNamedTheNextTime() {
    rig.messageIn(ALICE, "other");
    rig.commit(ALICE, "one", MUST_ARRIVE, "sendPhoto", photo());
    rig.commit(ALICE, "two", MUST_ARRIVE, "sendPhoto", photo());
    rig.start();

    assertEquals('S', rig.ended("two"));
    assertEquals(1, host.asked());
    String fileId = rig.value("SELECT file_id FROM sent_file").orElseThrow();
    assertEquals(fileId, rig.calls("sendPhoto").get(1).params().getString("photo"));
    assertEquals(3, get(rig.telegram().user(ALICE).chat()).size());
  }

  @Test
  void aFileThatTelegramHasForgottenGoesUpAgain() {
    rig.messageIn(ALICE, "other");
    rig.start();
    rig.commit(ALICE, "one", MUST_ARRIVE, "sendPhoto", photo());
    assertEquals('S', rig.ended("one"));
    rig.execute("UPDATE sent_file SET file_id = 'AgACAgforgotten'");
    rig.commit(ALICE, "two", MUST_ARRIVE, "sendPhoto", photo());

    assertEquals('S', rig.ended("two"));
    assertEquals(2, host.asked());
    assertEquals(3, get(rig.telegram().user(ALICE).chat()).size());
  }

  @Test
  void aPictureTooLargeForAPhotoBecomesADocument() {
    host.gives(FileHost::large);
    long message = rig.messageIn(ALICE, "status");
    commitResult(message);
    rig.start();

    assertEquals('S', rig.ended("result"));
    JsonObject shown = get(rig.telegram().user(ALICE).chat()).get(0);
    assertTrue(shown.containsKey("document"), shown::encode);
    assertEquals("the picture", shown.getString("caption"));
    assertEquals(1, rig.calls("editMessageMedia").size());
  }

  @Test
  void aPictureThatTelegramDoesNotTakeAsAPhotoBecomesADocument() {
    host.gives(request -> request.response().end("no picture at all").onComplete(sent -> {}));
    long message = rig.messageIn(ALICE, "status");
    commitResult(message);
    rig.start();

    assertEquals('S', rig.ended("result"));
    JsonObject shown = get(rig.telegram().user(ALICE).chat()).get(0);
    assertTrue(shown.containsKey("document"), shown::encode);
  }

  @Test
  void aResultThatHasMovedIsFollowed() {
    host.gives(
        request -> {
          if ("/moved.png".equals(request.path())) {
            FileHost.picture(request);
          } else {
            FileHost.redirect(request, "/moved.png");
          }
        });
    long message = rig.messageIn(ALICE, "status");
    commitResult(message);
    rig.start();

    assertEquals('S', rig.ended("result"));
    assertTrue(get(rig.telegram().user(ALICE).chat()).get(0).containsKey("photo"));
  }

  @Test
  void aResultThatMovesForEverIsGivenUp() {
    host.gives(request -> FileHost.redirect(request, "/again.png"));
    long message = rig.messageIn(ALICE, "status");
    commitResult(message);
    rig.start();

    assertEquals('S', rig.ended("result"));
    assertEquals(java.util.List.of("status", "here is a link"), rig.texts(ALICE));
    // The edit's try, then none for the photo that would need the same file.
    assertEquals(6, host.asked());
  }

  private JsonObject photo() {
    JsonObject body = body(0, "the picture");
    return params(ALICE, "photo", "attach://f0").put("files", body.getJsonArray("files"));
  }

  private void commitResult(long message) {
    rig.commit(ALICE, "result", IDEMPOTENT, "editMessageMedia", body(message, "the picture"));
  }

  /** As generation writes it: an edit, else a photo, else a text. */
  private JsonObject body(long message, String caption) {
    JsonArray files =
        new JsonArray()
            .add(
                new JsonObject()
                    .put("name", "f0")
                    .put("url", host.url())
                    .put("fileName", "result.png")
                    .put("mediaType", "image/png"));
    JsonObject media =
        new JsonObject().put("type", "photo").put("media", "attach://f0").put("caption", caption);
    JsonObject link = params(ALICE, "text", "here is a link").put("method", "sendMessage");
    JsonObject photo =
        params(ALICE, "photo", "attach://f0", "caption", caption)
            .put("method", "sendPhoto")
            .put("files", files)
            .put("fallback", link);
    return params(ALICE, "message_id", message, "media", media)
        .put("files", files)
        .put("fallback", photo);
  }
}
