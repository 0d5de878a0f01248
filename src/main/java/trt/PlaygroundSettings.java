package trt;

import io.vertx.core.json.JsonObject;

/**
 * What a bot among emulators is told, whatever file and environment say: a shell with production
 * settings can never send it there.
 *
 * @param token of the bot at the emulated Telegram
 * @param telegram address of the emulated Telegram
 * @param kie address of the emulated KIE
 * @param port of the bot's webhook on 127.0.0.1
 */
record PlaygroundSettings(String token, String telegram, String kie, int port) {
  JsonObject pinned(String database, String redis) {
    return new JsonObject()
        .put(
            "telegram",
            new JsonObject()
                .put("token", token)
                .put("apiUrl", telegram)
                .put("mode", "webhook")
                .put("webhookBaseUrl", "http://127.0.0.1:" + port))
        .put(
            "kie",
            new JsonObject().put("apiUrl", kie).put("uploadUrl", kie).put("apiKey", "playground"))
        .put("database", new JsonObject().put("url", database))
        .put("redis", new JsonObject().put("url", redis))
        .put("http", new JsonObject().put("host", "127.0.0.1"));
  }
}
