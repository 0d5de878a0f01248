package trt.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * The answer to a GET on this machine.
 *
 * @param code status code, or {@code –} when nobody answers
 */
record Asked(String code, String body) {
  private static final Duration LIMIT = Duration.ofSeconds(3);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();

  static Asked of(int port, String path) {
    HttpRequest ask =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(LIMIT)
            .build();
    try {
      HttpResponse<String> answer = HTTP.send(ask, HttpResponse.BodyHandlers.ofString());
      return new Asked(String.valueOf(answer.statusCode()), answer.body());
    } catch (IOException nobody) {
      return new Asked("–", "");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Asked("–", "");
    }
  }
}
