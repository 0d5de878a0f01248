package trt.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SecretTest {
  @Test
  void hidesItsValueInText() {
    assertEquals("***", Secret.of("value").toString());
    assertEquals("value", Secret.of("value").reveal());
  }

  @Test
  void anAbsentOneMatchesNothing() {
    assertFalse(Secret.NONE.isPresent());
    assertFalse(Secret.NONE.matches(""));
    assertThrows(IllegalStateException.class, Secret.NONE::reveal);
  }

  @Test
  void matchesOnlyTheSame() {
    assertTrue(Secret.of("a").matches("a"));
    assertFalse(Secret.of("a").matches("b"));
  }
}
