package trt.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import io.vertx.core.http.HttpServerRequest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CheckWebhookCommandTest {
  private final StringWriter out = new StringWriter();

  @Test
  void passesABotThatKeepsThePromises() {
    int port = serve(this::promised);

    assertEquals(0, check(port), out::toString);
    assertFalse(out.toString().contains("fail"));
  }

  @Test
  void failsABotThatTakesUpdatesFromStrangers() {
    int port = serve(request -> request.response().end());

    assertEquals(1, check(port));
    assertTrue(out.toString().contains("fail  without the secret: 200, expected 401"));
  }

  @Test
  void failsWhenNobodyAnswers() {
    assertEquals(1, check(1));
    assertTrue(out.toString().contains("no answer"));
  }

  private int check(int port) {
    CommandLine line = TrtCommand.line(List.of(), List.of()).setOut(new PrintWriter(out, true));
    return line.execute(
        "check", "webhook", "--url", "http://127.0.0.1:" + port, "--secret", "right");
  }

  private void promised(HttpServerRequest request) {
    if (!"/webhook".equals(request.path())) {
      request.response().end();
      return;
    }
    request
        .body()
        .onSuccess(
            body -> {
              int status = 200;
              if (!"POST".equals(request.method().name())) {
                status = 405;
              } else if (!"right".equals(request.getHeader("X-Telegram-Bot-Api-Secret-Token"))) {
                status = 401;
              } else if (body.length() > 1 << 20) {
                status = 413;
              } else if (!body.toString().contains("update_id")) {
                status = 400;
              }
              request.response().setStatusCode(status).end();
            });
  }

  private static int serve(io.vertx.core.Handler<HttpServerRequest> handler) {
    return get(vertx().createHttpServer().requestHandler(handler).listen(0, "127.0.0.1"))
        .actualPort();
  }
}
