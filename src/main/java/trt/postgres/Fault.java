package trt.postgres;

import io.vertx.pgclient.PgException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a failure of the database means, by its SQLSTATE. */
public enum Fault {
  /** A unique key is taken: someone did it before. */
  DUPLICATE,
  /** Another constraint refused the change: the database protects an invariant. */
  REFUSED,
  /** Lost against another transaction, or waited too long for its lock: the same again may work. */
  CONTENTION,
  /** Took longer than database.statementTimeout and was cancelled. */
  TOO_SLOW,
  /** Not reachable, not answering or shutting down: {@link DatabaseUnavailable}. */
  UNAVAILABLE,
  /** Anything else: wrong SQL or wrong parameters. */
  BUG;

  private static final Set<String> CONTENDED = Set.of("40001", "40P01", "55P03");
  private static final Set<String> OUT_OF_ROOM = Set.of("53100", "53200", "53300", "53400");

  /** Classifies the failure of any future of {@link Db}. */
  public static Fault of(Throwable failure) {
    if (failure instanceof DatabaseUnavailable) {
      return UNAVAILABLE;
    }
    return failure instanceof PgException refused ? ofState(refused.getSqlState()) : BUG;
  }

  /** The violated constraint, for {@link #DUPLICATE} and {@link #REFUSED}. */
  public static Optional<String> constraint(Throwable failure) {
    return failure instanceof PgException refused
        ? Optional.ofNullable(refused.getConstraint())
        : Optional.empty();
  }

  /** Whether the same call may succeed later without anybody changing anything. */
  public boolean passes() {
    return this == CONTENTION || this == TOO_SLOW || this == UNAVAILABLE;
  }

  static Fault ofState(@Nullable String state) {
    if (state == null) {
      return BUG;
    } else if (state.equals("23505")) {
      return DUPLICATE;
    } else if (state.startsWith("23")) {
      return REFUSED;
    } else if (CONTENDED.contains(state)) {
      return CONTENTION;
    } else if (state.equals("57014")) {
      return TOO_SLOW;
    }
    // 25006: a replica that was the primary a moment ago. 25P03: idle in a transaction too long.
    boolean away =
        state.startsWith("08")
            || state.startsWith("57P")
            || state.equals("25006")
            || state.equals("25P03")
            || OUT_OF_ROOM.contains(state);
    return away ? UNAVAILABLE : BUG;
  }
}
