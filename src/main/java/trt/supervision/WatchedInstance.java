package trt.supervision;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;

/** An instance whose uncaught exceptions are its death: Vert.x itself would only log them. */
record WatchedInstance(Deployable instance, Pulse pulse) implements Deployable {
  @Override
  public Future<?> deploy(Context context) throws Exception {
    context.exceptionHandler(pulse::die);
    return instance.deploy(context);
  }

  @Override
  public Future<?> undeploy(Context context) throws Exception {
    return instance.undeploy(context);
  }
}
