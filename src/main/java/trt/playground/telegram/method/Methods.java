package trt.playground.telegram.method;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import trt.playground.telegram.state.World;
import trt.playground.telegram.update.Delivery;
import trt.playground.telegram.update.UpdateQueue;
import trt.playground.telegram.wire.ApiCall;
import trt.playground.telegram.wire.ApiError;
import trt.playground.telegram.wire.MethodHandler;

/** Every method that works here. The others are checked like these, then refused by name. */
public final class Methods {
  private final Map<String, MethodHandler> methods = new HashMap<>();

  public Methods(Vertx vertx, World world, UpdateQueue updates, Delivery delivery) {
    MediaSource source = new MediaSource(world.files(), new UrlFetch(vertx));
    MediaMethods media = new MediaMethods(world, source);
    methods.putAll(new DeliveryMethods(world, updates, delivery).methods());
    methods.putAll(new ProfileMethods(world.bot()).methods());
    methods.putAll(new TextMethods(world).methods());
    methods.putAll(media.methods());
    methods.putAll(new EditMethods(world, media).methods());
    methods.putAll(new DeleteMethods(world).methods());
    methods.putAll(new CopyMethods(world).methods());
    methods.putAll(new AnswerMethods(world).methods());
    methods.putAll(new ChatMethods(world).methods());
    methods.putAll(new FileMethods(world.files()).methods());
    methods.putAll(new InvoiceMethods(world).methods());
    methods.putAll(new StarMethods(world, updates).methods());
  }

  /**
   * Executes a checked call.
   *
   * @return fails with {@link ApiError} if Telegram, or this emulator, refuses
   */
  public Future<?> call(ApiCall call) {
    MethodHandler method = methods.get(call.method());
    if (method == null) {
      return Future.failedFuture(
          ApiError.badRequest("method " + call.method() + " is not available in this emulator"));
    }
    try {
      return method.call(call);
    } catch (ApiError refusal) {
      return Future.failedFuture(refusal);
    }
  }
}
