package trt.postgres;

import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalLong;
import trt.domain.job.FailReason;
import trt.domain.job.Job;
import trt.domain.job.JobState;

/** Reads jobs: the queries over {@code gen_job j JOIN gen_order o}, and a row as a job. */
final class JobRow {
  static final String COLUMNS =
      """
      j.id, j.state, j.attempt, j.task_id, j.submitted_at, j.shard, j.chat_key, j.settled_at, j.fail_code,
      o.user_id, o.chat_id, o.thread_id, o.reply_to, o.lang, o.model, o.input, o.price, o.currency, o.credits,
      o.created_at, o.update_id,
      coalesce(o.message_id, (SELECT d.message_id FROM delivered d WHERE d.dedupe = o.status_call)) AS message_id,
      (SELECT count(*) FROM gen_attempt a WHERE a.job_id = j.id AND a.outcome = 'ambiguous') AS unclear
      """;

  static final String BY_ID =
      "SELECT "
          + COLUMNS
          + " FROM gen_job j JOIN gen_order o ON o.job_id = j.id WHERE j.id = ANY ($1) AND o.feed_id = $2 ORDER BY j.id";

  private JobRow() {}

  private static long number(Row row, String column) {
    Long value = row.getLong(column);
    return value == null ? 0 : value;
  }

  static JobStore.Loaded read(Row row, Seal seal) {
    Job job =
        new Job(
            row.getLong("id"),
            JobState.valueOf(row.getString("state")),
            row.getShort("attempt"),
            row.getLong("unclear").intValue());
    Long message = row.getLong("message_id");
    JobStore.Order order =
        new JobStore.Order(
            row.getLong("user_id"),
            row.getLong("chat_id"),
            message == null ? OptionalLong.empty() : OptionalLong.of(message),
            new JobStore.Spot(number(row, "thread_id"), number(row, "reply_to")),
            row.getString("lang"),
            row.getString("model"),
            OrderWords.input(seal, job.id(), row.getJsonObject("input")),
            row.getLong("price"),
            row.getString("currency"),
            row.getBigDecimal("credits"),
            OutboxRows.cause(row));
    return new JobStore.Loaded(
        job,
        row.getShort("shard"),
        row.getLong("chat_key"),
        Optional.ofNullable(row.getString("task_id")),
        Optional.ofNullable(row.getOffsetDateTime("submitted_at")).map(OffsetDateTime::toInstant),
        row.getOffsetDateTime("created_at").toInstant(),
        Optional.ofNullable(row.getOffsetDateTime("settled_at")).map(OffsetDateTime::toInstant),
        Optional.ofNullable(row.getString("fail_code")).map(FailReason::valueOf),
        order);
  }
}
