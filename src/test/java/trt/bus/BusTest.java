package trt.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.failure;
import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.vertx.core.Future;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import trt.testing.Await;
import trt.testing.LogCapture;

class BusTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  private final Bus bus = Bus.on(vertx());
  private final Address<Said, Said> echo = new Address<>("bustest.echoes");
  private final Address<Said, Void> hints = new Address<>("bustest.hints");
  private final List<Bus.Registration> registrations = new CopyOnWriteArrayList<>();
  private final LogCapture log = LogCapture.of(Bus.class);

  record Said(String text) {}

  @AfterEach
  void close() {
    registrations.forEach(registration -> get(registration.close()));
    log.close();
  }

  @Test
  void handsOverTheVerySameRecordBothWays() {
    List<Said> heard = new CopyOnWriteArrayList<>();
    Said answer = new Said("answer");
    serving(
        bus.serve(
            echo,
            said -> {
              heard.add(said);
              return Future.succeededFuture(answer);
            }));
    Said question = new Said("question");

    Said received = get(bus.ask(echo, question, LONG));

    assertSame(question, heard.get(0));
    assertSame(answer, received);
  }

  @Test
  void answersAVoidAskWithNull() {
    serving(bus.serve(hints, said -> Future.succeededFuture()));

    assertSame(null, get(bus.ask(hints, new Said("x"), LONG)));
  }

  @Test
  void answersAFailedHandlerAtOnceAndLogsItWithTheAddress() {
    serving(bus.serve(echo, said -> Future.failedFuture(new IllegalArgumentException("no"))));

    ReplyException refused =
        failure(ReplyException.class, bus.ask(echo, new Said("question"), LONG));

    assertEquals(ReplyFailure.RECIPIENT_FAILURE, refused.failureType());
    assertEquals(500, refused.failureCode());
    assertEquals("IllegalArgumentException", refused.getMessage());
    assertLoggedOnce("bustest.echoes", "no");
  }

  @Test
  void answersAThrowingHandlerAtOnceAndLogsIt() {
    serving(
        bus.serve(
            echo,
            said -> {
              throw new IllegalStateException("broken");
            }));

    failure(ReplyException.class, bus.ask(echo, new Said("question"), LONG));

    assertLoggedOnce("bustest.echoes", "broken");
  }

  @Test
  void answersAtOnceWhenTheHandlerDiesOfAnError() {
    serving(
        bus.serve(
            echo,
            said -> {
              throw new StackOverflowError("deep");
            }));

    failure(ReplyException.class, bus.ask(echo, new Said("question"), LONG));

    assertLoggedOnce("bustest.echoes", "deep");
  }

  @Test
  void answersAtOnceWhenTheAnswerCannotBeCarried() {
    Address<Said, Thread> impossible = new Address<>("bustest.threads");
    serving(bus.serve(impossible, said -> Future.succeededFuture(Thread.currentThread())));

    failure(ReplyException.class, bus.ask(impossible, new Said("question"), LONG));

    assertEquals(1, log.atLeast(Level.ERROR).size());
  }

  @Test
  void logsAThrowingHandlerOfAHintAndGoesOnServing() {
    AtomicInteger calls = new AtomicInteger();
    serving(
        bus.serve(
            hints,
            said -> {
              if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("first");
              }
              return Future.succeededFuture();
            }));

    bus.tell(hints, new Said("1"));
    bus.tell(hints, new Said("2"));

    Await.until(() -> calls.get() == 2);
    assertLoggedOnce("bustest.hints", "first");
  }

  @Test
  void failsAtOnceWhenNobodyServes() {
    ReplyException refused = failure(ReplyException.class, bus.ask(echo, new Said("hello"), LONG));

    assertEquals(ReplyFailure.NO_HANDLERS, refused.failureType());
  }

  @Test
  void failsWhenTheHandlerTakesLongerThanAllowed() {
    serving(bus.serve(echo, said -> Future.future(never -> {})));

    ReplyException late =
        failure(ReplyException.class, bus.ask(echo, new Said("hello"), Duration.ofMillis(50)));

    assertEquals(ReplyFailure.TIMEOUT, late.failureType());
  }

  @Test
  void publishesToEveryInstanceAndTellsOnlyOne() {
    AtomicInteger first = new AtomicInteger();
    AtomicInteger second = new AtomicInteger();
    serving(bus.serve(hints, said -> counted(first)));
    serving(bus.serve(hints, said -> counted(second)));

    bus.publish(hints, new Said("all"));
    Await.until(() -> first.get() == 1 && second.get() == 1);

    bus.tell(hints, new Said("one"));
    bus.tell(hints, new Said("other"));
    Await.until(() -> first.get() == 2 && second.get() == 2);
  }

  @Test
  void handsNothingOverAfterClosing() {
    AtomicInteger calls = new AtomicInteger();
    Bus.Registration registration = bus.serve(hints, said -> counted(calls));
    get(registration.close());

    bus.tell(hints, new Said("late"));

    assertEquals(
        ReplyFailure.NO_HANDLERS,
        failure(ReplyException.class, bus.ask(hints, new Said("later"), LONG)).failureType());
    assertEquals(0, calls.get());
  }

  private void serving(Bus.Registration registration) {
    registrations.add(registration);
  }

  private static Future<Void> counted(AtomicInteger counter) {
    counter.incrementAndGet();
    return Future.succeededFuture();
  }

  private void assertLoggedOnce(String address, String message) {
    List<ILoggingEvent> errors = log.atLeast(Level.ERROR);
    assertEquals(1, errors.size());
    ILoggingEvent error = errors.get(0);
    assertEquals(message, error.getThrowableProxy().getMessage());
    assertTrue(
        error.getKeyValuePairs().stream()
            .anyMatch(
                pair -> pair.key.equals("address") && address.equals(String.valueOf(pair.value))));
  }
}
