package trt.playground.telegram.http;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.regex.Pattern;
import trt.playground.telegram.state.BotProfile;
import trt.playground.telegram.wire.ApiError;

/** Lets calls with a good token pass: 404 for a malformed one, 401 for another bot's. */
public final class TokenCheck {
  private static final Pattern WELL_FORMED = Pattern.compile("\\d{1,15}:[A-Za-z0-9_-]{1,80}");

  private final Optional<String> only;
  private final BotProfile bot;

  /**
   * A check.
   *
   * @param only the token accepted; every well-formed one if empty
   */
  public TokenCheck(Optional<String> only, BotProfile bot) {
    this.only = only;
    this.bot = bot;
  }

  /** True if the call may go on; otherwise it has been answered. */
  boolean accepts(RoutingContext ctx) {
    String token = PathParams.text(ctx, "token");
    if (!WELL_FORMED.matcher(token).matches()) {
      Answers.refused(ctx, ApiError.of(404, "Not Found"));
      return false;
    }
    if (only.isPresent() && !only.get().equals(token)) {
      Answers.refused(ctx, ApiError.of(401, "Unauthorized"));
      return false;
    }
    bot.calledWith(token);
    return true;
  }
}
