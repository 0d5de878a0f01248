package trt.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Settings that follow from others unless they are given. */
final class Derived {
  private Derived() {}

  /** Fills in mode, webhook address, webhook secret and the console's address where absent. */
  static void fill(ObjectNode tree, String hostedUrl) {
    if (isAbsent(tree, "webhookBaseUrl") && !hostedUrl.isBlank()) {
      StrictJson.put(tree, "telegram.webhookBaseUrl", hostedUrl);
    }
    if (isAbsent(tree, "mode")) {
      String mode = isAbsent(tree, "webhookBaseUrl") ? "polling" : "webhook";
      StrictJson.put(tree, "telegram.mode", mode);
    }
    if (isAbsent(tree, "webhookSecret") && !isAbsent(tree, "token")) {
      String token = tree.path("telegram").path("token").asText();
      StrictJson.put(tree, "telegram.webhookSecret", webhookSecret(token));
    }
    if (StrictJson.isAbsent(tree.path("ops").path("publicUrl"))) {
      String port = tree.path("ops").path("port").asText();
      StrictJson.put(tree, "ops.publicUrl", "http://127.0.0.1:" + port);
    }
  }

  private static boolean isAbsent(ObjectNode tree, String key) {
    return StrictJson.isAbsent(tree.path("telegram").path(key));
  }

  /** Every node of a deployment comes to the same value, and it tells nothing about the token. */
  private static String webhookSecret(String token) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal("webhook".getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("this Java has no HmacSHA256", e);
    }
  }
}
