package trt.playground.kie;

import io.vertx.core.json.JsonObject;
import trt.playground.kie.Task.Phase;

/** How one group of endpoints words its records and callbacks. */
interface Shape {
  /** The {@code data} of a look-up. */
  JsonObject record(Task task, Phase phase);

  /** The whole body of the callback of a finished task. */
  JsonObject callback(Task task, boolean isDone);

  /** What a look-up of an unknown id answers. */
  JsonObject unknown();
}
