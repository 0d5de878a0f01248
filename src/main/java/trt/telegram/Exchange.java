package trt.telegram;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientMultipartForm;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One request on a connection that is open, and its answer. Names failures without their text. */
final class Exchange {
  // A page of getUpdates is at most 100 updates of 512 KiB in theory and far below in practice.
  private static final int BODY_LIMIT = 64 << 20;

  private final String method;
  private final HttpClientRequest request;
  private final Future<Reply> answer;

  Exchange(String method, HttpClientRequest request) {
    this.method = method;
    this.request = request;
    // Listens before anything is sent: an early answer must not pass unread.
    this.answer = request.response().compose(this::read);
    // The futures tell what went wrong; without a listener Vert.x logs each dropped call as error.
    HttpClientRequest listening = request.exceptionHandler(known -> {});
    assert listening == request;
  }

  /**
   * Sends a body that is in memory. A request that was not wholly handed to the network within
   * {@code write} cannot have been executed; one that was and stays without answer is unclear.
   */
  Future<Reply> json(Buffer body, Duration write, Duration read) {
    return request
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end(body)
        .timeout(write.toMillis(), TimeUnit.MILLISECONDS)
        .recover(failure -> give("could not be written", true))
        .compose(written -> answered(read));
  }

  /** Sends a form; only carrying it there is left to the form. */
  Future<Reply> form(ClientMultipartForm form, Duration within) {
    return Future.join(request.send(form).otherwiseEmpty(), answered(within))
        .map(both -> both.<Reply>resultAt(1));
  }

  /** Nothing was written and nothing will be. */
  Future<Reply> steppedBack() {
    return give("stepped back before it was written", true);
  }

  private Future<Reply> answered(Duration within) {
    return answer
        .timeout(within.toMillis(), TimeUnit.MILLISECONDS)
        .recover(
            failure ->
                failure instanceof TelegramUnavailable known
                    ? Future.failedFuture(known)
                    : give("no answer", false));
  }

  private Future<Reply> read(HttpClientResponse response) {
    return collect(response)
        .compose(
            body ->
                Answers.read(response, body)
                    .map(Future::succeededFuture)
                    .orElseGet(
                        () ->
                            Future.failedFuture(
                                new TelegramUnavailable(
                                    method, "status " + response.statusCode(), false))));
  }

  private Future<Buffer> collect(HttpClientResponse response) {
    Promise<Buffer> whole = Promise.promise();
    Buffer body = Buffer.buffer();
    response.exceptionHandler(whole::tryFail);
    response.endHandler(end -> whole.tryComplete(body));
    response.handler(
        chunk -> {
          if (body.length() + chunk.length() > BODY_LIMIT) {
            whole.tryFail(new TelegramUnavailable(method, "answer too long", false));
            drop();
          } else {
            body.appendBuffer(chunk);
          }
        });
    return whole.future();
  }

  private <T extends @Nullable Object> Future<T> give(String what, boolean notSent) {
    drop();
    return Future.failedFuture(new TelegramUnavailable(method, what, notSent));
  }

  // The outcome is known already; whether the reset reaches the server changes nothing.
  private void drop() {
    Future<Void> ignored = request.reset();
    ignored.otherwiseEmpty();
  }
}
