package trt.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static trt.delivery.DeliveryRig.params;
import static trt.domain.outbox.DeliveryClass.MUST_ARRIVE;
import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import trt.playground.telegram.control.Fault;

/** Several results in one album, once, or one by one where Telegram does not take the album. */
class AlbumTest {
  private static final long ALICE = 402;

  private final DeliveryRig rig = DeliveryRig.prepared("delivery.maxFileMegabytes", 12);
  private final FileHost host = new FileHost(vertx());

  @AfterEach
  void close() {
    rig.close();
    host.close();
  }

  @Test
  void anAlbumAppearsWholeAndAllItsFilesAreNamedTheNextTime() {
    rig.messageIn(ALICE, "other");
    rig.commit(ALICE, "one", MUST_ARRIVE, "sendMediaGroup", album(3));
    rig.start();
    assertEquals('S', rig.ended("one"));
    assertEquals(3, host.asked());
    assertEquals("3", rig.value("SELECT count(*) FROM sent_file").orElseThrow());

    rig.commit(ALICE, "two", MUST_ARRIVE, "sendMediaGroup", album(3));

    assertEquals('S', rig.ended("two"));
    assertEquals(3, host.asked(), "nothing is fetched again");
    assertEquals(List.of("other", "three", "", "", "three", "", ""), rig.texts(ALICE));
    assertEquals(
        get(rig.telegram().user(ALICE).chat()).get(1).getString("media_group_id"),
        get(rig.telegram().user(ALICE).chat()).get(3).getString("media_group_id"));
  }

  @Test
  void anAlbumWithAFileThatIsGoneGoesOneByOneAndTheGoneOneIsALink() {
    host.gives(
        request -> {
          if ("/1.png".equals(request.path())) {
            FileHost.notThere(request);
          } else {
            FileHost.picture(request);
          }
        });
    rig.messageIn(ALICE, "other");
    rig.commit(ALICE, "one", MUST_ARRIVE, "sendMediaGroup", album(3));
    rig.start();

    assertEquals('S', rig.ended("one"));
    assertEquals('S', rig.ended("one+1"));
    assertEquals('S', rig.ended("one+2"));
    rig.awaitEmpty();
    assertEquals(List.of("other", "single 0", "link 1", "single 2"), rig.texts(ALICE));
    assertEquals(0, rig.calls("sendMediaGroup").size());
  }

  @Test
  void anAlbumThatTelegramRefusesGoesOneByOne() {
    host.gives(
        request -> {
          if ("/1.png".equals(request.path())) {
            request.response().end("no picture at all").onComplete(sent -> {});
          } else {
            FileHost.picture(request);
          }
        });
    rig.messageIn(ALICE, "other");
    rig.commit(ALICE, "one", MUST_ARRIVE, "sendMediaGroup", album(3));
    rig.start();

    assertEquals('S', rig.ended("one+2"));
    rig.awaitEmpty();
    assertEquals(1, rig.calls("sendMediaGroup").size());
    assertEquals(List.of("other", "single 0", "single 1", "single 2"), rig.texts(ALICE));
  }

  @Test
  void anAlbumLongerThanTelegramTakesGoesOneByOne() {
    // three of five megabytes are more than this Telegram takes at once
    host.gives(
        request ->
            request
                .response()
                .end(FileHost.png().appendBytes(new byte[5 << 20]))
                .onComplete(sent -> {}));
    rig.messageIn(ALICE, "other");
    rig.commit(ALICE, "one", MUST_ARRIVE, "sendMediaGroup", album(3));
    rig.start();

    assertEquals('S', rig.ended("one+2"));
    rig.awaitEmpty();
    assertEquals(0, rig.calls("sendMediaGroup").size());
    assertEquals(List.of("other", "single 0", "single 1", "single 2"), rig.texts(ALICE));
  }

  @Test
  void anAlbumThatTelegramCouldNotTakeNowIsTriedAgainAsAWhole() {
    rig.messageIn(ALICE, "other");
    rig.fault("sendMediaGroup", Fault.Kind.SERVER_ERROR, 1, 0);
    rig.commit(ALICE, "one", MUST_ARRIVE, "sendMediaGroup", album(2));
    rig.start();

    rig.ended("one");
    assertEquals(List.of("other", "three", ""), rig.texts(ALICE));
  }

  @Test
  void namesThatTelegramHasForgottenGoUpAgain() {
    rig.messageIn(ALICE, "other");
    rig.commit(ALICE, "one", MUST_ARRIVE, "sendMediaGroup", album(2));
    rig.start();
    assertEquals('S', rig.ended("one"));
    rig.execute("UPDATE sent_file SET file_id = 'AgACAgforgotten'");
    rig.commit(ALICE, "two", MUST_ARRIVE, "sendMediaGroup", album(2));

    assertEquals('S', rig.ended("two"));
    assertEquals(4, host.asked());
    assertEquals(5, get(rig.telegram().user(ALICE).chat()).size());
  }

  @Test
  void aDeadLinkIsRenewedOnce() {
    host.gives(
        request -> {
          if ("/renewed.png".equals(request.path())) {
            FileHost.picture(request);
          } else {
            FileHost.notThere(request);
          }
        });
    rig.renews(host.url().replace("result", "renewed"));
    rig.messageIn(ALICE, "other");
    rig.commit(ALICE, "one", MUST_ARRIVE, "sendPhoto", single(0));
    rig.start();

    assertEquals('S', rig.ended("one"));
    assertEquals(List.of("other", "single 0"), rig.texts(ALICE));
    assertEquals(2, host.asked());
  }

  @Test
  void aFileLongerThanTelegramTakesIsALinkWithItsOwnWords() {
    host.gives(
        request ->
            request
                .response()
                .end(FileHost.png().appendBytes(new byte[13 << 20]))
                .onComplete(sent -> {}));
    rig.messageIn(ALICE, "other");
    rig.commit(ALICE, "one", MUST_ARRIVE, "sendPhoto", single(0).put("large", text("large")));
    rig.start();

    assertEquals('S', rig.ended("one"));
    assertEquals(List.of("other", "large"), rig.texts(ALICE));
  }

  private JsonObject album(int size) {
    JsonArray media = new JsonArray();
    JsonArray files = new JsonArray();
    JsonArray singles = new JsonArray();
    for (int i = 0; i < size; i++) {
      media.add(new JsonObject().put("type", "photo").put("media", "attach://f" + i));
      files.add(file("f" + i, i));
      singles.add(single(i).put("method", "sendPhoto"));
    }
    media.getJsonObject(0).put("caption", "three");
    return params(ALICE, "media", media).put("files", files).put("singles", singles);
  }

  private JsonObject single(int i) {
    return params(ALICE, "photo", "attach://f0", "caption", "single " + i)
        .put("files", new JsonArray().add(file("f0", i)))
        .put("fallback", text("link " + i));
  }

  private static JsonObject text(String words) {
    return params(ALICE, "text", words).put("method", "sendMessage");
  }

  private JsonObject file(String name, int i) {
    return new JsonObject()
        .put("name", name)
        .put("url", host.url().replace("result", String.valueOf(i)))
        .put("fileName", i + ".png")
        .put("mediaType", "image/png");
  }
}
