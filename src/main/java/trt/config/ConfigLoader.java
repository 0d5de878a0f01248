package trt.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.config.ConfigRetriever;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Files and environment to records. */
public final class ConfigLoader {
  private static final long READ_SECONDS = 10;

  private ConfigLoader() {}

  /**
   * Reads the configuration once.
   *
   * @return fails with {@link ConfigProblems}, which carries all problems at once
   */
  public static Future<AppConfig> load(Vertx vertx, ConfigSources sources) {
    ConfigRetriever retriever = sources.once(vertx);
    return retriever
        .getConfig()
        .timeout(READ_SECONDS, TimeUnit.SECONDS)
        .recover(failure -> Future.failedFuture(unreadable()))
        .map(raw -> read(raw, sources.needs()))
        .eventually(retriever::close);
  }

  /**
   * Makes the records out of what the stores gave.
   *
   * @throws ConfigProblems with everything that is wrong
   */
  static AppConfig read(JsonObject raw, Set<Need> needs) {
    List<Problem> problems = new ArrayList<>();
    ObjectNode tree = Layers.merge(raw, problems);
    Set<String> needed = needs.stream().map(Need::path).collect(Collectors.toSet());
    @Nullable AppConfig config = new Binder(needed, problems).bind(tree);
    if (config == null || !problems.isEmpty()) {
      throw new ConfigProblems(problems);
    }
    return config;
  }

  /** The cause is left out: it may quote a file with secrets. */
  private static ConfigProblems unreadable() {
    return new ConfigProblems(
        List.of(
            new Problem(
                String.join(", ", ConfigSources.FILES),
                "cannot be read",
                "give this process the right to read them")));
  }
}
