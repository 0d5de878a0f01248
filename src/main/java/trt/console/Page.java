package trt.console;

import io.vertx.core.Future;
import java.util.List;

/** One page of the console. */
interface Page {
  /** Where it is, from {@code /console} on. */
  String path();

  /** The page it belongs to. */
  default String belongsTo() {
    return path();
  }

  /** Its heading. */
  String title();

  /** What stands under the heading. Fails when something it shows cannot be read. */
  Future<List<Html>> body(Visit visit);
}
