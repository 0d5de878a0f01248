package trt.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import trt.testing.MigratedPostgres;
import trt.testing.TestPostgres;

class RefundCommandTest {
  private final MigratedPostgres postgres = MigratedPostgres.fresh();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine line =
      new CommandLine(new RefundCommand(vertx -> postgres.config().database()))
          .setOut(new PrintWriter(out, true))
          .setErr(new PrintWriter(err, true));

  @AfterEach
  void close() {
    postgres.close();
  }

  @Test
  void aPaymentIsTakenBackOnceAndTheReasonIsKept() {
    TestPostgres.execute(
        postgres.uri(),
        "select payment_credit('c1', 1, 7, 'en', 'Ann', 'XTR', 5, 500, 'x', 'update', now())");

    assertEquals(0, line.execute("c1", "--reason", "did not like it"));
    assertTrue(out.toString().contains("Taken off the balance"), out::toString);
    assertEquals(0, line.execute("c1", "--reason", "again"));
    assertTrue(out.toString().contains("Asked for before"), out::toString);

    assertEquals(0, postgres.number("select available from wallet where user_id = 7"));
    assertEquals(
        List.of("did not like it"),
        postgres.column("select reason from stars_refund where cause = 'admin'"));
  }

  @Test
  void anUnknownPaymentAndAMissingReasonAreRefused() {
    assertEquals(1, line.execute("nobody's", "--reason", "x"));
    assertTrue(err.toString().contains("no payment with this number"), err::toString);
    assertEquals(2, line.execute("c1"));
    assertEquals(2, line.execute("c1", "--reason", " "));
  }
}
