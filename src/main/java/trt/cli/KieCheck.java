package trt.cli;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import trt.config.KieConfig;

/** Is the key good, and is there credit. */
record KieCheck(Vertx vertx, KieConfig config) implements Check {
  private static final String BALANCE = "/api/v1/chat/credit";

  @Override
  public String name() {
    return "kie";
  }

  @Override
  public List<Verdict> run() throws TimeoutException {
    if (!config.apiKey().isPresent()) {
      return List.of(
          Verdict.warn(
              name(), "no key: menus work, generation says it is closed", "set KIE_API_KEY"));
    }
    WebClient web = WebClient.create(vertx);
    try {
      return List.of(
          web.getAbs(config.apiUrl() + BALANCE)
              .bearerTokenAuthentication(config.apiKey().reveal())
              .timeout(config.requestTimeout().toMillis())
              .send()
              .map(this::read)
              .otherwise(
                  Verdict.fail(
                      name(), "does not answer", "check KIE_API_URL and the way to the internet"))
              .await(config.requestTimeout().toSeconds() + 5, TimeUnit.SECONDS));
    } finally {
      web.close();
    }
  }

  // KIE answers 200 with its own code in the body.
  private Verdict read(HttpResponse<Buffer> response) {
    JsonObject body;
    try {
      body = new JsonObject(String.valueOf(response.bodyAsString()));
    } catch (DecodeException notJson) {
      return Verdict.fail(name(), "answers something else", "check KIE_API_URL");
    }
    if (response.statusCode() == 401 || Integer.valueOf(401).equals(body.getValue("code"))) {
      return Verdict.fail(name(), "refuses the key", "check KIE_API_KEY");
    }
    if (!(body.getValue("data") instanceof Number credits)) {
      return Verdict.fail(name(), "answers without a balance", "try again in a minute");
    }
    return credits.doubleValue() > 0
        ? Verdict.ok(name(), credits + " credits")
        : Verdict.fail(name(), "no credits left", "top up the account at KIE");
  }
}
