package trt.kie;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.config.KieConfig;
import trt.domain.catalog.Model;
import trt.kie.Answer.Envelope;
import trt.kie.Submission.Refused;
import trt.kie.Submission.Unclear;
import trt.kie.TaskRecord.Echo;
import trt.kie.TaskRecord.Missing;
import trt.kie.TaskRecord.Unreadable;

/**
 * KIE.ai over HTTP. Safe to share between event loops. Repeats nothing: whether a call may be made
 * again is the caller's decision, and for {@link #createTask} a matter of money.
 */
public final class KieClient {
  private static final Logger log = LoggerFactory.getLogger(KieClient.class);

  private final KieConfig config;
  private final InputSchemas schemas;
  private final KieHttp http;
  private final KieUploads uploads;
  private final KieMetrics metrics;
  private final Fuse createFuse;
  private final Fuse readFuse;

  public KieClient(Vertx vertx, KieConfig config, InputSchemas schemas, MeterRegistry registry) {
    this.config = config;
    this.schemas = schemas;
    this.http = new KieHttp(vertx, config);
    this.metrics = new KieMetrics(registry);
    this.uploads = new KieUploads(http.client(), config, metrics);
    this.createFuse = new Fuse("kie-create", vertx, config);
    this.readFuse = new Fuse("kie-read", vertx, config);
    metrics.watch(createFuse, readFuse);
  }

  /**
   * Creates a task. Not idempotent: KIE knows no idempotency key, a second call is a second paid
   * task. Never fails: every way in which it can go wrong is an outcome.
   *
   * @param inputs as the user gave them; defaults, fixed inputs and KIE's own shape are added here
   * @param callBackUrl names job and attempt; the task's record repeats it
   * @param fence asked right before the request is written; when it says no, nothing is sent and
   *     the outcome is a refusal
   */
  public Future<Submission> createTask(
      Model model, JsonObject inputs, URI callBackUrl, BooleanSupplier fence) {
    return metrics.time(
        "create",
        () ->
            createFuse.guard(
                () -> create(model, inputs, callBackUrl, fence),
                () -> Future.succeededFuture(refused("calls are paused after unclear answers")),
                Unclear.class::isInstance),
        KieMetrics::outcome);
  }

  /** How many submissions make sense now: none while calls are paused, one to try again. */
  public int creatable() {
    double state = createFuse.state();
    return state == 0 ? Integer.MAX_VALUE : state < 1 ? 1 : 0;
  }

  private Future<Submission> create(
      Model model, JsonObject inputs, URI callBackUrl, BooleanSupplier fence) {
    if (!config.apiKey().isPresent()) {
      return Future.succeededFuture(new Refused(FailureKind.BAD_KEY, 0, "no key is configured"));
    }
    JsonObject sent = InputBody.of(model, inputs.getMap());
    Optional<String> violation = schemas.violation(model, sent);
    if (violation.isPresent()) {
      log.atError()
          .addKeyValue("model", model.id())
          .addKeyValue("violation", violation.get())
          .log("inputs break the published schema; nothing was sent, the catalogue needs repair");
      return Future.succeededFuture(new Refused(FailureKind.BAD_INPUT, 0, violation.get()));
    }
    KieApi api = KieApis.of(model);
    JsonObject body = api.body(model, sent, callBackUrl.toString());
    boolean hasBody = !api.submitMethod().equals(HttpMethod.GET);
    return http.send(
            api.submitMethod(), api.submitPath(body), hasBody ? body.toBuffer() : null, fence)
        .map(a -> submission(api, body, a))
        .otherwise(
            failure ->
                failure instanceof NotSent
                    ? refused(String.valueOf(failure.getMessage()))
                    : new Unclear(failure.getClass().getSimpleName()));
  }

  private static Submission submission(KieApi api, JsonObject body, Answer answer) {
    Optional<Envelope> making =
        answer.envelope().filter(e -> api instanceof VeoFullHdApi && VeoFullHdApi.isInTheMaking(e));
    if (making.isPresent()) {
      return new Submission.Accepted(api.taskId(making.get(), body).orElseThrow());
    }
    Optional<Submission.Made> made =
        api instanceof ClaudeApi chat ? chat.made(answer) : Optional.empty();
    if (made.isPresent()) {
      return made.get();
    }
    return Meaning.ofCreate(answer, envelope -> api.taskId(envelope, body));
  }

  private static Submission refused(String why) {
    return new Refused(FailureKind.UNREACHABLE, 0, why);
  }

  /**
   * Looks a task up. Fails with {@link KieUnavailable} when KIE cannot be asked now.
   *
   * @param taskId as {@link Submission.Accepted} gave it
   */
  public Future<TaskRecord> record(Model model, String taskId) {
    KieApi api = KieApis.of(model);
    if (api instanceof ClaudeApi) {
      return Future.succeededFuture(new Missing(Echo.NONE));
    }
    return metrics.time(
        "record",
        () -> ask(api.recordPath(taskId)).compose(answer -> read(api, answer)),
        KieMetrics::outcome);
  }

  private static Future<TaskRecord> read(KieApi api, Answer answer) {
    Optional<Envelope> envelope = answer.envelope();
    if (envelope.isEmpty()) {
      return Future.succeededFuture(
          new Unreadable("HTTP " + answer.status() + ": " + answer.start(), Echo.NONE));
    }
    Envelope it = envelope.get();
    if (!it.isOk()) {
      return api.readRefusal(it)
          .map(Future::succeededFuture)
          .orElseGet(() -> Future.failedFuture(unavailable(it)));
    }
    try {
      return Future.succeededFuture(
          it.data().isEmpty()
              ? new Missing(Echo.NONE)
              : api.read(it.object().orElseThrow(() -> new IllegalArgumentException("no object"))));
    } catch (RuntimeException e) {
      // whatever is wrong with one record, the caller looks again later
      return Future.succeededFuture(new Unreadable(e.getClass().getSimpleName(), Echo.NONE));
    }
  }

  /** The credits left in the account. Fails with {@link KieUnavailable}. */
  public Future<BigDecimal> credits() {
    return metrics.time(
        "credits",
        () -> ask("/api/v1/chat/credit").compose(a -> value(a)).map(BigDecimal::new),
        credits -> "ok");
  }

  /**
   * A link for a file that KIE made, good for 20 minutes. Fails with {@link KieUnavailable}, also
   * when the file is not KIE's or is gone.
   */
  public Future<URI> downloadUrl(URI result) {
    JsonObject body = new JsonObject().put("url", result.toString());
    return metrics.time(
        "download_url",
        () ->
            guarded(() -> http.post("/api/v1/common/download-url", body.toBuffer()))
                .compose(KieClient::value)
                .map(URI::create),
        url -> "ok");
  }

  /** Hands files over to KIE. */
  public KieUploads uploads() {
    return uploads;
  }

  /** Closes the connections; calls in flight fail. */
  public Future<Void> close() {
    return http.close();
  }

  private Future<Answer> ask(String path) {
    return guarded(() -> http.get(path));
  }

  private Future<Answer> guarded(Supplier<Future<Answer>> call) {
    if (!config.apiKey().isPresent()) {
      return Future.failedFuture(new KieUnavailable(FailureKind.BAD_KEY, "no key is configured"));
    }
    return readFuse
        .guard(
            call,
            () ->
                Future.failedFuture(
                    new KieUnavailable(FailureKind.UNREACHABLE, "calls are paused")),
            answer -> answer.status() >= 500)
        .recover(failure -> Future.failedFuture(asUnavailable(failure)));
  }

  private static Future<String> value(Answer answer) {
    Optional<Envelope> good = answer.envelope().filter(Envelope::isOk);
    return good.flatMap(Envelope::data)
        .map(data -> Future.succeededFuture(data.toString()))
        .orElseGet(
            () ->
                Future.failedFuture(
                    answer
                        .envelope()
                        .map(KieClient::unavailable)
                        .orElseGet(
                            () ->
                                new KieUnavailable(
                                    FailureKind.INTERNAL, "HTTP " + answer.status()))));
  }

  private static KieUnavailable unavailable(Envelope envelope) {
    FailureKind kind = Meaning.kind(envelope.code(), envelope.message());
    return new KieUnavailable(kind, envelope.code() + " " + envelope.message());
  }

  static KieUnavailable asUnavailable(Throwable failure) {
    return failure instanceof KieUnavailable known
        ? known
        : new KieUnavailable(FailureKind.UNREACHABLE, failure.getClass().getSimpleName());
  }
}
