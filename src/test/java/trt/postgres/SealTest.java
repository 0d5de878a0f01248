package trt.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import trt.testing.TestConfig;

/** What is sealed opens in its place with its key, and nowhere else. */
class SealTest {
  private static final String ONE = "b25lb25lb25lb25lb25lb25lb25lb25lb25lb25lb24=";
  private static final String TWO = "dHdvdHdvdHdvdHdvdHdvdHdvdHdvdHdvdHdvdHdvdHc=";
  private static final String URL = "postgres://u:p@localhost/db";

  private final Seal one = seal(ONE, "");
  private final Seal none = seal("", "");

  private static Seal seal(String key, String old) {
    return Seal.of(
        TestConfig.with("database.url", URL, "database.dataKey", key, "database.dataKeyOld", old)
            .database());
  }

  @Test
  void whatWasSealedIsOpenedAndSaysNothing() {
    String stored = one.seal("a violet zebra", "t.c:1");
    assertFalse(stored.contains("zebra"));
    assertNotEquals(stored, one.seal("a violet zebra", "t.c:1"));
    assertEquals("a violet zebra", one.open(stored, "t.c:1"));
    JsonObject json = new JsonObject().put("prompt", "Зебра 🦓");
    JsonObject sealed = one.seal(json, "t.j:1", new JsonObject().put("menu", "m:5"));
    assertEquals("m:5", sealed.getString("menu"));
    assertFalse(sealed.encode().contains("Зебра"));
    assertEquals(json, one.open(sealed, "t.j:1"));
  }

  @Test
  void signsOfAnUpdateStayReadable() {
    byte[] update =
        "{\"message\":{\"from\":{\"id\":42,\"x\":1},\"chat\":{\"id\":-7},\"text\":\"zebra\"},\"b\":{\"id\":43}}"
            .getBytes(UTF_8);
    Buffer stored = one.seal(update, "u:1", () -> Signs.of(update));
    String seen = stored.toString(UTF_8);
    assertTrue(seen.contains("\"id\":42,\"id\":43,"), seen);
    assertFalse(seen.contains("zebra"));
    assertEquals(new String(update, UTF_8), new String(one.open(stored, "u:1"), UTF_8));
    Buffer changed = stored.copy().setByte(19, (byte) '9');
    assertThrows(IllegalStateException.class, () -> one.open(changed, "u:1"));
  }

  @Test
  void aValueOpensInNoOtherPlaceAndNotWhenChanged() {
    String stored = one.seal("mine", "gen_order.input:1");
    assertThrows(IllegalStateException.class, () -> one.open(stored, "gen_order.input:2"));
    String changed =
        stored.substring(0, stored.length() - 2) + (stored.endsWith("AA") ? "BB" : "AA");
    assertThrows(IllegalStateException.class, () -> one.open(changed, "gen_order.input:1"));
  }

  @Test
  void withoutItsKeyAValueIsAnOutageAndNeverGarbage() {
    String stored = one.seal("mine", "p");
    DatabaseUnavailable failed =
        assertThrows(DatabaseUnavailable.class, () -> none.open(stored, "p"));
    String said = String.valueOf(failed.getMessage());
    assertTrue(said.contains(one.current()));
    assertFalse(said.contains(ONE));
    assertThrows(DatabaseUnavailable.class, () -> seal(TWO, "").open(stored, "p"));
    assertEquals("mine", seal(TWO, ONE).open(stored, "p"));
    assertEquals("mine", seal("", TWO + "," + ONE).open(stored, "p"));
  }

  @Test
  void withoutAKeyAllIsAsItWas() {
    JsonObject json = new JsonObject().put("prompt", "x");
    assertEquals("plain", none.seal("plain", "p"));
    assertEquals(json, none.seal(json, "p", new JsonObject()));
    assertEquals(Buffer.buffer("{}"), none.seal("{}".getBytes(UTF_8), "p", () -> new byte[0]));
    assertEquals("plain", one.open("plain", "p"));
    assertEquals(Seal.PLAIN, none.current());
  }

  @Test
  void hexadecimalDigitsAreTheSameKey() {
    String hex = "6f6e65".repeat(10) + "6f6e";
    assertEquals(64, hex.length());
    assertEquals(one.current(), seal(hex, "").current());
  }
}
