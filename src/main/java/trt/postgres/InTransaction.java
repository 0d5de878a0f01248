package trt.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** Begin, work, commit; rollback when the work fails or ends after its limit. */
record InTransaction<T>(Function<SqlConnection, Future<T>> work) implements Db.Call<T> {
  @Override
  public Future<T> on(SqlConnection connection, AtomicBoolean late) {
    return connection
        .begin()
        .compose(
            transaction ->
                run(connection)
                    .compose(result -> commit(transaction, result, late))
                    .recover(failure -> rollback(transaction, failure)));
  }

  private Future<T> run(SqlConnection connection) {
    try {
      return work.apply(connection);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private Future<T> commit(Transaction transaction, T result, AtomicBoolean late) {
    return late.get()
        ? Future.failedFuture("the work ended after its limit")
        : transaction.commit().map(result);
  }

  /** A rollback that fails changes nothing: PostgreSQL drops what was not committed. */
  private Future<T> rollback(Transaction transaction, Throwable failure) {
    return transaction.rollback().transform(done -> Future.failedFuture(failure));
  }
}
