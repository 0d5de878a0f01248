package trt.playground.telegram.update;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * An update the bot has not confirmed.
 *
 * @param lane queue it waits in, behind the older ones
 * @param until when it is dropped undelivered
 * @param body the type Update of the Bot API
 */
public record PendingUpdate(long id, long lane, Instant until, JsonObject body) {}
