package trt.ingress;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.bus.Addresses;
import trt.bus.Bus;
import trt.bus.KieCalledBack;
import trt.kie.CallbackBody;
import trt.kie.CallbackSigner;
import trt.postgres.KieEventStore;

/**
 * {@code POST /kie/callback/{job}/{attempt}/{mac}}: a wake-up. KIE's own signature covers neither
 * body nor address, so the address carries ours, and the body decides nothing: generation asks KIE
 * for the record.
 */
final class CallbackHandler implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(CallbackHandler.class);

  private final CallbackSigner signer;
  private final KieEventStore events;
  private final Bus bus;
  private final Duration retryAfter;

  CallbackHandler(CallbackSigner signer, KieEventStore events, Bus bus, Duration retryAfter) {
    this.signer = signer;
    this.events = events;
    this.bus = bus;
    this.retryAfter = retryAfter;
  }

  @Override
  public void handle(RoutingContext request) {
    long job = number(param(request, "job"));
    int attempt = (int) number(param(request, "attempt"));
    if (!signer.matches(job, attempt, param(request, "mac"))) {
      request.response().setStatusCode(401).end().onComplete(sent -> {});
      return;
    }
    Buffer body = Optional.ofNullable(request.body().buffer()).orElse(Buffer.buffer());
    events
        .keep(job, attempt, body)
        .onSuccess(
            shard -> {
              shard.ifPresent(
                  of ->
                      bus.publish(
                          Addresses.CALLBACKS,
                          new KieCalledBack(of, job, attempt, CallbackBody.taskId(body))));
              request.response().end().onComplete(sent -> {});
            })
        .onFailure(
            cause -> {
              LOG.atWarn()
                  .addKeyValue("jobId", job)
                  .addKeyValue("cause", cause.getClass().getSimpleName())
                  .log(
                      "A callback of KIE could not be stored; KIE repeats it, and polling finds the result anyway");
              Refusal.later(request.response(), retryAfter);
            });
  }

  private static String param(RoutingContext request, String name) {
    return Optional.ofNullable(request.pathParam(name)).orElse("");
  }

  private static long number(String text) {
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
  }
}
