package trt.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import trt.domain.wallet.Charge;
import trt.testing.MigratedPostgres;
import trt.testing.TestPostgres;

/** What of Telegram's list is ours, and how far it was read. */
class StarsCursorStoreTest {
  private static final Instant LONG_AGO = Instant.EPOCH;
  private static final Duration HOUR = Duration.ofHours(1);

  private final MigratedPostgres postgres = MigratedPostgres.fresh();
  private final StarsCursorStore store = new StarsCursorStore(postgres.db(), postgres.feed());

  @AfterEach
  void close() {
    postgres.close();
  }

  @Test
  void whatWasPaidBeforeThisBotHadTheAccountIsNotCredited() {
    assertEquals(0, get(store.read()));
    TestPostgres.execute(
        postgres.uri(),
        "select person_ensure(1, 7, 'en', 'Ann', 'XTR', 0, 0, '2026-01-01');"
            + "insert into stars_invoice (token, tenant_id, user_id, stars, expires_at)"
            + " values ('a token long enough', 1, 7, 5, now() + interval '1h')");

    Set<String> open =
        get(
            store.unconfirmed(
                List.of(
                    charge("theirs", "x", LONG_AGO),
                    charge("ours", "a token long enough", LONG_AGO),
                    charge("new", "x", Instant.now().plus(HOUR)))));

    assertEquals(Set.of("ours", "new"), open);
  }

  @Test
  void aPaymentThatNeverGetsOnTheListIsCounted() {
    TestPostgres.execute(
        postgres.uri(),
        "select payment_credit('c1', 1, 7, 'en', 'Ann', 'XTR', 5, 500, 'x', 'update', now());select"
            + " payment_credit('c2', 1, 7, 'en', 'Ann', 'XTR', 5, 500, 'x', 'update', now())");
    get(postgres.db().transaction(c -> store.confirm(c, "c1")));
    get(postgres.db().transaction(c -> store.confirm(c, "c1")));

    assertEquals(0, get(store.state(HOUR)).unconfirmed());
    assertEquals(1, get(store.state(Duration.ofMillis(1))).unconfirmed());
    assertTrue(get(store.state(HOUR)).readAgo().isEmpty());
  }

  @Test
  void theListIsReadOnFromWhereItWasLeft() {
    assertEquals(0, get(store.read()));
    get(store.advance(250));
    assertEquals(250, get(store.read()));
    assertTrue(get(store.state(HOUR)).readAgo().isPresent());
  }

  private static Charge charge(String id, String payload, Instant at) {
    return new Charge(id, 7, 5, payload, at);
  }
}
