package trt.generation;

import static trt.testing.TestVertx.get;

import io.vertx.sqlclient.Tuple;

/** Makes a job older than it is, so that no test waits for a quarter of an hour. */
final class TestPostgresTime {
  private TestPostgresTime() {}

  static void age(GenerationRig rig, long job, String by) {
    int rows =
        get(
            rig.db()
                .query(
                    "UPDATE gen_job SET submitted_at = submitted_at - $2::text::interval WHERE id = $1",
                    Tuple.of(job, by))
                .map(result -> result.rowCount()));
    assert rows == 1;
  }
}
