package trt.playground.telegram.http;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import trt.playground.telegram.control.Fault;
import trt.playground.telegram.control.Faults;
import trt.playground.telegram.wire.ApiError;

/** Answers a call the way a fault wants it. */
final class FaultyAnswer {
  private static final String GATEWAY_PAGE =
      "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>";

  private final Faults faults;

  FaultyAnswer(Faults faults) {
    this.faults = faults;
  }

  Optional<Fault> take(String method) {
    return faults.take(method);
  }

  /** True if the method must not be executed. */
  static boolean isInsteadOfWork(Fault fault) {
    return switch (fault.kind()) {
      case THROTTLED,
          SERVER_ERROR,
          BAD_GATEWAY,
          BLOCKED,
          NOT_FOUND,
          NOT_EDITABLE,
          NO_TOPIC,
          RESET ->
          true;
      case NO_ANSWER, RESET_AFTER, SLOW -> false;
    };
  }

  void instead(RoutingContext ctx, Fault fault) {
    switch (fault.kind()) {
      case THROTTLED ->
          Answers.refused(ctx, ApiError.throttled((int) Math.max(1, Math.ceil(fault.seconds()))));
      case SERVER_ERROR -> Answers.refused(ctx, ApiError.of(500, "Internal Server Error: restart"));
      case BAD_GATEWAY ->
          ctx.response()
              .setStatusCode(502)
              .putHeader("Content-Type", "text/html")
              .end(GATEWAY_PAGE);
      case BLOCKED -> Answers.refused(ctx, ApiError.forbidden("bot was blocked by the user"));
      case NOT_FOUND -> Answers.refused(ctx, ApiError.badRequest("message to edit not found"));
      case NOT_EDITABLE -> Answers.refused(ctx, ApiError.badRequest("message can't be edited"));
      case NO_TOPIC -> Answers.refused(ctx, ApiError.badRequest("message thread not found"));
      case RESET, NO_ANSWER, RESET_AFTER, SLOW -> ctx.request().connection().close();
    }
  }

  /** Answers after the method has been executed. Without an answer the connection stays open. */
  void after(RoutingContext ctx, Optional<Fault> fault, Runnable answer) {
    if (fault.isEmpty()) {
      answer.run();
      return;
    }
    switch (fault.get().kind()) {
      case RESET_AFTER -> ctx.request().connection().close();
      case SLOW ->
          ctx.vertx()
              .setTimer(Math.max(1, (long) (fault.get().seconds() * 1000)), timer -> answer.run());
      case NO_ANSWER,
          THROTTLED,
          SERVER_ERROR,
          BAD_GATEWAY,
          BLOCKED,
          NOT_FOUND,
          NOT_EDITABLE,
          NO_TOPIC,
          RESET -> {}
    }
  }
}
