package trt.kie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import org.junit.jupiter.api.Test;
import trt.config.Secret;

class CallbackSignerTest {
  private final CallbackSigner signer = new CallbackSigner(Secret.of("a secret"));

  @Test
  void putsJobAttemptAndMacIntoThePath() {
    URI url = signer.url(URI.create("https://bot.example/"), 42, 1);

    assertEquals("https://bot.example/kie/callback/42/1/" + signer.mac(42, 1), url.toString());
    assertEquals(22, signer.mac(42, 1).length(), "16 bytes, url-safe, without padding");
  }

  @Test
  void aMacIsGoodForItsOwnAttemptOnly() {
    String mac = signer.mac(42, 1);

    assertTrue(signer.matches(42, 1, mac));
    assertFalse(signer.matches(42, 2, mac));
    assertFalse(signer.matches(43, 1, mac));
    assertFalse(signer.matches(42, 1, mac.substring(1)));
    assertFalse(signer.matches(42, 1, "ж"));
  }

  @Test
  void anotherSecretMakesOtherMacs() {
    assertNotEquals(signer.mac(1, 1), new CallbackSigner(Secret.of("another")).mac(1, 1));
  }
}
