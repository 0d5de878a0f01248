package trt.postgres;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** The one place where an Instant meets a timestamptz: the driver takes no Instant. */
public final class Instants {
  private Instants() {}

  /** For a parameter; PostgreSQL keeps microseconds. */
  public static OffsetDateTime toDatabase(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  /** From a column that is never null. */
  public static Instant read(Row row, String column) {
    return row.getOffsetDateTime(column).toInstant();
  }

  /** From a column that may be null. */
  public static Optional<Instant> readOptional(Row row, String column) {
    return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
  }
}
