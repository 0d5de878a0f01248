package trt.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import trt.testing.TestConfig;

class ShownSettingTest {
  @Test
  void ofAnAddressTheLoginIsLeftOut() {
    assertEquals(
        "set: postgresql://db.example:5432/bot",
        shown("database.url", "postgresql://user:pa55@db.example:5432/bot?sslmode=require"));
    assertEquals("set: redis://10.0.0.1:6379", shown("redis.url", "redis://10.0.0.1:6379"));
  }

  @Test
  void ofAnAddressThatIsNotUnderstoodNothingIsShown() {
    for (String address :
        List.of(
            "redis://:pa@ss@host:1",
            "redis://:pa/ss@host:1",
            "redis://:pa?ss@host:1",
            "redis://host:1?password=a@b",
            "redis://:pa#ss@host:1")) {
      String text = shown("redis.url", address);
      assertFalse(text.contains("pa") || text.contains("ss") || text.contains("@"), text);
    }
  }

  @Test
  void secretsAreSetOrNot() {
    assertEquals("set", shown("kie.apiKey", "abc"));
    assertEquals("not set", shown("redis.poolSize", 3, "kie.apiKey"));
  }

  private static String shown(String path, Object value) {
    return shown(path, value, path);
  }

  private static String shown(String path, Object value, String asked) {
    AppConfig config = TestConfig.with(path, value);
    LiveSettings same =
        new LiveSettings(
            java.util.Map.of(), config.catalog(), config.money(), config.log().level());
    return ShownSetting.of(config, same).stream()
        .filter(one -> one.path().equals(asked))
        .findFirst()
        .orElseThrow()
        .value();
  }
}
