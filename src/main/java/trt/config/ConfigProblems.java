package trt.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used. Carries every problem, never a secret. */
public final class ConfigProblems extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  /** Reports these problems, at least one. */
  public ConfigProblems(List<Problem> problems) {
    super(problems.stream().map(Problem::text).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** In the order of {@code conf/default.json}. */
  public List<Problem> problems() {
    return problems;
  }
}
