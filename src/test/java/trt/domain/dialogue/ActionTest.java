package trt.domain.dialogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ActionTest {
  @Test
  void comesBackAsItWent() {
    for (Action action :
        List.of(
            Action.of("home"),
            Action.of("o", 1_800_000_000L, 2, 14),
            Action.of("m", "google/nano-banana"),
            Action.of("x", ""),
            Action.of("x", "", "ж"))) {
      assertEquals(action, Action.decode(action.encode()));
    }
  }

  @Test
  void telegramTakes64BytesAndNotOneMore() {
    assertEquals(64, Action.of("m", "x".repeat(62)).encode().length());
    assertThrows(IllegalArgumentException.class, () -> Action.of("m", "x".repeat(63)).encode());
    assertThrows(IllegalArgumentException.class, () -> Action.of("m", "ж".repeat(32)).encode());
    assertThrows(IllegalArgumentException.class, () -> Action.of("m", "🎨".repeat(16)).encode());
  }

  @Test
  void forgedDataIsReadWithoutComplaint() {
    assertEquals("", Action.decode("").verb());
    assertEquals("", Action.decode("go").arg(5));
    assertEquals(-1, Action.decode("go|a lot").number(0));
    assertEquals(-1, Action.decode("go|99999999999999999999").number(0));
    assertEquals(-1, Action.decode("go").number(0));
    assertEquals(List.of("", ""), Action.decode("||").args());
  }
}
