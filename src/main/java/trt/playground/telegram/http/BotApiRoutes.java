package trt.playground.telegram.http;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.playground.telegram.control.CallLog;
import trt.playground.telegram.control.Fault;
import trt.playground.telegram.control.Faults;
import trt.playground.telegram.method.Methods;
import trt.playground.telegram.schema.ApiMethod;
import trt.playground.telegram.schema.MethodCatalogue;
import trt.playground.telegram.schema.ParameterCheck;
import trt.playground.telegram.state.World;
import trt.playground.telegram.wire.ApiCall;
import trt.playground.telegram.wire.ApiError;

/**
 * {@code /bot<token>/<method>}: token, schema, faults, the method itself, the journal, the answer.
 */
public final class BotApiRoutes {
  private static final Logger log = LoggerFactory.getLogger(BotApiRoutes.class);

  private final World world;
  private final Methods methods;
  private final MethodCatalogue catalogue;
  private final ParameterCheck check;
  private final FaultyAnswer faults;
  private final CallLog calls;

  public BotApiRoutes(
      World world, Methods methods, MethodCatalogue catalogue, Faults faults, CallLog calls) {
    this.world = world;
    this.methods = methods;
    this.catalogue = catalogue;
    this.check = new ParameterCheck(catalogue);
    this.faults = new FaultyAnswer(faults);
    this.calls = calls;
  }

  /** Adds the routes; bodies must have been read before. */
  public void mount(Router router, TokenCheck tokens, RequestReader reader) {
    router
        .routeWithRegex("/bot(?<token>[^/]+)/(?<method>[A-Za-z]+)/?")
        .handler(
            ctx -> {
              if (!tokens.accepts(ctx)) {
                return;
              }
              String name = PathParams.text(ctx, "method");
              reader
                  .read(ctx, name)
                  .onSuccess(call -> answer(ctx, call))
                  .onFailure(
                      e -> refuse(ctx, new ApiCall(name, new JsonObject(), java.util.Map.of()), e));
            });
  }

  /**
   * A call that came in the body of the bot's answer to a webhook: executed, result thrown away.
   */
  public void execute(JsonObject body) {
    JsonObject params = body.copy();
    String name = String.valueOf(params.remove("method"));
    if (name.startsWith("get")
        || Set.of("setWebhook", "deleteWebhook", "close", "logOut").contains(name)) {
      return;
    }
    ApiCall call = new ApiCall(name, params, java.util.Map.of());
    run(call)
        .onSuccess(result -> note(call, 200, ""))
        .onFailure(e -> note(call, error(e).code(), error(e).description()));
  }

  private void answer(RoutingContext ctx, ApiCall call) {
    Optional<Fault> fault = faults.take(call.method());
    if (fault.isPresent() && FaultyAnswer.isInsteadOfWork(fault.get())) {
      note(call, 0, fault.get().kind().name());
      faults.instead(ctx, fault.get());
      return;
    }
    run(call)
        .compose(result -> world.journal().written().map(result))
        .onSuccess(
            result -> {
              note(call, fault.isPresent() ? 0 : 200, fault.map(f -> f.kind().name()).orElse(""));
              faults.after(ctx, fault, () -> Answers.ok(ctx, result));
            })
        .onFailure(e -> refuse(ctx, call, e));
  }

  private Future<?> run(ApiCall call) {
    Optional<ApiMethod> method = catalogue.method(call.method());
    if (method.isEmpty()) {
      return Future.failedFuture(ApiError.of(404, "Not Found: method not found"));
    }
    try {
      return methods.call(check.checked(method.get(), call));
    } catch (ApiError refusal) {
      return Future.failedFuture(refusal);
    }
  }

  private void refuse(RoutingContext ctx, ApiCall call, Throwable cause) {
    ApiError error = error(cause);
    note(call, error.code(), error.description());
    Answers.refused(ctx, error);
  }

  private void note(ApiCall call, int status, String description) {
    Optional<ApiMethod> method = catalogue.method(call.method());
    calls.add(
        method.map(ApiMethod::name).orElse(call.method()),
        call.params(),
        status,
        description,
        method.map(m -> check.unknown(m, call.params())).orElse(Set.of()));
  }

  private static ApiError error(Throwable cause) {
    if (cause instanceof ApiError refusal) {
      return refusal;
    }
    log.atError().setCause(cause).log("The emulator failed; the bot is told 500 and may try again");
    return ApiError.of(500, "Internal Server Error: restart");
  }
}
