package trt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import trt.playground.telegram.EmulatedUser;
import trt.testing.Await;
import trt.testing.MigratedPostgres;

/**
 * A browser at the console, as little of one as is needed: it keeps one cookie and runs nothing.
 */
final class ConsoleVisitor {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private final String origin;
  private String cookie = "";

  ConsoleVisitor(int port) {
    this.origin = "http://127.0.0.1:" + port;
  }

  /** The token of the link the bot answers with in the operator's chat. */
  static String link(EmulatedUser operator) {
    JsonObject answer = AdminSteps.follow(operator, "/admin", "🖥 Console");
    Matcher token = Pattern.compile("/console/login[?]t=([A-Za-z0-9_-]+)").matcher(answer.encode());
    assertTrue(token.find(), answer::encode);
    return token.group(1);
  }

  /** Somebody who has used a link. */
  static ConsoleVisitor in(int port, EmulatedUser operator) {
    ConsoleVisitor visitor = new ConsoleVisitor(port);
    HttpResponse<String> answer = visitor.post("/console/login", "t", link(operator));
    assertEquals(303, answer.statusCode(), answer.body());
    return visitor;
  }

  /** The same browser at another node. */
  ConsoleVisitor at(int port) {
    ConsoleVisitor other = new ConsoleVisitor(port);
    other.cookie = cookie;
    return other;
  }

  HttpResponse<String> open(String path) {
    return send(request(path).GET());
  }

  /** The text of a page that must be there. */
  String page(String path) {
    HttpResponse<String> answer = open(path);
    assertEquals(200, answer.statusCode(), answer.body());
    return answer.body();
  }

  /** Sends the form of a page with these fields, as a browser does. */
  HttpResponse<String> submit(String page, String path, String... fields) {
    String html = page(page);
    String[] all = new String[fields.length + 4];
    System.arraycopy(fields, 0, all, 4, fields.length);
    all[0] = "csrf";
    all[1] = hidden(html, "csrf");
    all[2] = "once";
    all[3] = hidden(html, "once");
    return post(path, all);
  }

  static String hidden(String html, String name) {
    Matcher value =
        Pattern.compile("name=\"" + name + "\" value=\"([A-Za-z0-9_-]+)\"").matcher(html);
    assertTrue(value.find(), html);
    return value.group(1);
  }

  /** Posts from a page of the console. */
  HttpResponse<String> post(String path, String... fields) {
    return postFrom(origin, path, fields);
  }

  HttpResponse<String> postFrom(String where, String path, String... fields) {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < fields.length; i += 2) {
      body.append(i == 0 ? "" : "&")
          .append(fields[i])
          .append('=')
          .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
    }
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
    if (!where.isEmpty()) {
      request.header("Origin", where);
    }
    HttpResponse<String> answer = send(request);
    answer.headers().firstValue("Set-Cookie").ifPresent(header -> cookie = header.split(";", 2)[0]);
    return answer;
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(origin + path)).timeout(Duration.ofSeconds(20));
    return cookie.isEmpty() ? request : request.header("Cookie", cookie);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** What health says of a unit's instances. */
  int instances(String unit) {
    return new JsonObject(open("/health").body())
        .getJsonObject("units")
        .getJsonObject(unit)
        .getInteger("instances");
  }

  /** Returns once every update has taken effect and every message is sent. */
  static void nothingWaits(String database) {
    Await.until(
        () ->
            MigratedPostgres.look(database, "select count(*) from tg_ready") == 0
                && MigratedPostgres.look(database, "select count(*) from outbox") == 0);
  }

  /** Begins to speak with the bot. */
  static JsonObject start(EmulatedUser user) {
    get(user.sends("/start"));
    return get(user.sees("Hi!"));
  }
}
