package trt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import ch.qos.logback.classic.Level;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import trt.playground.telegram.EmulatedUser;
import trt.testing.Await;
import trt.testing.LogCapture;
import trt.testing.TestCollector;
import trt.testing.TestCollector.Seen;
import trt.testing.TestVertx;

/** The whole bot, and what a collector of traces hears of it. */
class TracedBotTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String PROMPT = "a lighthouse that nobody must hear of";

  @Test
  void aPaidPictureIsOneTraceFromTheWebhookToItsDelivery() {
    try (TestCollector collector = TestCollector.start();
        TestBot bot = traced(collector)) {
      EmulatedUser ann = bot.user(4001, "Annabella", "en");
      Orders.confirms(ann, PROMPT);
      get(ann.waitsFor("a picture", m -> m.containsKey("photo")));

      Seen result = collector.waitsFor(TracedBotTest::isResult);
      List<Seen> trace = ofTrace(collector, result.trace());

      Seen root = only(trace, "receive update");
      Seen handled = only(trace, "handle update");
      assertEquals("", root.parent());
      assertEquals(root.id(), handled.parent());
      List<Seen> others = others(trace, root, handled);
      assertEquals(Set.of(handled.id()), set(others, Seen::parent));
      assertEquals(
          List.of("generation", "submit job", "look at job"),
          others.stream()
              .filter(span -> span.fact("trt.unit").equals("generation"))
              .map(Seen::name)
              .toList());
      assertTrue(root.began() <= handled.began() && handled.ended() <= result.ended());
      assertTrue(trace.stream().noneMatch(Seen::failed));
      assertEquals("callback_query", root.fact("trt.update.kind"));
      assertEquals("webhook", root.fact("trt.way"));
      assertEquals("stored", root.fact("trt.outcome"));
      Seen submitted = only(trace, "submit job");
      assertEquals("accepted", submitted.fact("trt.outcome"));
      assertEquals("200", submitted.fact("http.response.status_code"));
      assertEquals("z-image", submitted.fact("trt.model"));
      assertEquals("1", submitted.fact("trt.attempt"));
      assertEquals("SUCCEEDED", only(trace, "generation").fact("trt.outcome"));
      assertEquals("200", result.fact("http.response.status_code"));
      // All that is said of the job is said here: one trace, not several that speak of it.
      assertEquals(
          Set.of(result.trace()),
          set(
              collector.spans().stream()
                  .filter(s -> s.fact("trt.job.id").equals(result.fact("trt.job.id")))
                  .toList(),
              Seen::trace));
    }
  }

  @Test
  void nobodyReadsInATraceWhatWasWrittenOrByWhom() {
    try (TestCollector collector = TestCollector.start();
        TestBot bot = traced(collector)) {
      EmulatedUser ann = bot.user(400_987_654, "Annabella", "en");
      Orders.confirms(ann, PROMPT);
      get(ann.waitsFor("a picture", m -> m.containsKey("photo")));
      collector.waitsFor(TracedBotTest::isResult);

      String everything = collector.everything();
      for (String secret :
          List.of("lighthouse", "Annabella", "400987654", "test-token", "worth", "Confirm")) {
        assertFalse(everything.contains(secret), secret);
      }
      assertTrue(everything.contains("trt.correlation_id"));
    }
  }

  @Test
  void aJobThatOutlivesItsProcessStaysInItsTrace() {
    try (TestCollector collector = TestCollector.start();
        TestBot bot = TestBot.start(settings(collector.address(), "generation.pollMax", "300ms"))) {
      EmulatedUser ann = bot.user(4003, "Ann", "en");
      Orders.confirms(ann, "[never] a lighthouse");
      Seen submitted = collector.waitsFor(span -> span.name().equals("submit job"));

      // The next process finds it too old at its first look; this one remembers how old it was.
      bot.count(
          "WITH aged AS (UPDATE gen_job SET submitted_at = submitted_at - interval '1 day' RETURNING 1)"
              + " SELECT count(*) FROM aged");
      bot.restart();
      get(ann.sees("took too long"));
      Seen result =
          collector.waitsFor(
              span -> span.name().startsWith("deliver") && !span.fact("trt.job.id").isEmpty());

      assertEquals(submitted.trace(), result.trace());
      List<Seen> trace = ofTrace(collector, result.trace());
      assertEquals(1, trace.stream().filter(span -> span.parent().isEmpty()).count());
      assertEquals(2, set(trace, span -> span.fact("resource.service.instance.id")).size());
    }
  }

  @Test
  void aPolledUpdateBeginsATraceToo() {
    try (TestCollector collector = TestCollector.start();
        TestBot bot = TestBot.start(settings(collector.address(), "telegram.mode", "polling"))) {
      get(bot.user(4004, "Ann", "en").sends("/start"));

      Seen delivered = collector.waitsFor(span -> span.name().equals("deliver sendMessage"));
      Seen root = only(ofTrace(collector, delivered.trace()), "receive update");
      assertEquals("polling", root.fact("trt.way"));
    }
  }

  @Test
  void withoutACollectorTheBotAnswersAsEverAndSaysOnceThatSpansAreLost() throws Exception {
    try (LogCapture log = LogCapture.of(Class.forName("trt.tracing.CountingExporter"));
        TestBot bot =
            TestBot.start(
                settings(
                    "http://127.0.0.1:9",
                    "tracing.exportTimeout",
                    "1s",
                    "tracing.queueSpans",
                    1,
                    "tracing.batchSpans",
                    1))) {
      EmulatedUser ann = bot.user(4005, "Ann", "en");
      Orders.confirms(ann, PROMPT);
      get(ann.waitsFor("a picture", m -> m.containsKey("photo")));

      // On a slow machine a picture alone makes its spans too far apart for one to be in the way.
      Await.until(
          () -> {
            get(ann.sends("/help"));
            return spans(bot, "lost") > 0 && spans(bot, "dropped") > 0;
          },
          PATIENCE);
      Await.until(() -> !log.atLeast(Level.INFO).isEmpty(), PATIENCE);
      assertEquals(0, spans(bot, "sent"));
      assertEquals(1, log.atLeast(Level.INFO).size());
      assertTrue(log.atLeast(Level.INFO).get(0).getFormattedMessage().contains("takes no spans"));
    }
  }

  @Test
  void theCollectorIsToldWhoSendsAndIsHeardAgainWhenItIsBack() throws Exception {
    try (TestCollector collector = TestCollector.start();
        LogCapture log = LogCapture.of(Class.forName("trt.tracing.CountingExporter"));
        TestBot bot =
            TestBot.start(settings(collector.address(), "tracing.headers", "x-key=a%20key"))) {
      EmulatedUser ann = bot.user(4006, "Ann", "en");
      collector.answers(400);
      get(ann.sends("/start"));
      Await.until(() -> spans(bot, "lost") > 0, PATIENCE);
      collector.answers(200);
      get(ann.sends("/help"));

      Await.until(() -> log.atLeast(Level.INFO).size() == 2, PATIENCE);
      assertEquals(List.of(Level.WARN, Level.INFO), levels(log));
      assertEquals(Set.of("a key"), Set.copyOf(collector.keys()));
    }
  }

  @Test
  void switchedOffNothingOfItRuns() {
    Set<String> before = senders();
    try (TestBot bot = TestBot.start()) {
      EmulatedUser ann = bot.user(4007, "Ann", "en");
      get(ann.sends("/start"));
      get(ann.sees("I turn words into pictures"));

      assertTrue(before.containsAll(senders()));
      assertFalse(metrics(bot).contains("trt_trace"));
    }
  }

  private static TestBot traced(TestCollector collector) {
    return TestBot.start(settings(collector.address()));
  }

  private static Object[] settings(String address, Object... more) {
    Object[] all = {
      "money.giftMinor",
      100_000,
      "tracing.enabled",
      true,
      "tracing.endpoint",
      address,
      "tracing.exportEvery",
      "50ms",
      "tracing.exportTimeout",
      "20s"
    };
    return java.util.stream.Stream.concat(
            java.util.Arrays.stream(all), java.util.Arrays.stream(more))
        .toArray();
  }

  private static boolean isResult(Seen span) {
    return span.name().equals("deliver editMessageMedia") && !span.fact("trt.job.id").isEmpty();
  }

  private static List<Seen> ofTrace(TestCollector collector, String trace) {
    // Batches of two processes, or of two moments, may overtake each other.
    Await.until(
        () ->
            collector.spans().stream()
                .anyMatch(s -> s.trace().equals(trace) && s.parent().isEmpty()));
    return collector.spans().stream().filter(span -> span.trace().equals(trace)).toList();
  }

  private static List<Seen> others(List<Seen> trace, Seen... known) {
    return trace.stream().filter(span -> !List.of(known).contains(span)).toList();
  }

  private static Seen only(List<Seen> spans, String name) {
    List<Seen> named = spans.stream().filter(span -> span.name().equals(name)).toList();
    assertEquals(1, named.size(), name);
    return named.get(0);
  }

  private static Set<String> set(List<Seen> spans, Function<Seen, String> of) {
    return spans.stream().map(of).collect(Collectors.toSet());
  }

  private static List<Level> levels(LogCapture log) {
    return log.atLeast(Level.INFO).stream().map(event -> event.getLevel()).toList();
  }

  private static Set<String> senders() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(thread -> thread.getName() + "#" + thread.getId())
        .filter(name -> name.contains("BatchSpanProcessor") || name.contains("HttpClient"))
        .collect(Collectors.toSet());
  }

  private static double spans(TestBot bot, String outcome) {
    return metrics(bot)
        .lines()
        .filter(line -> line.startsWith("trt_trace_spans_total{outcome=\"" + outcome + "\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private static String metrics(TestBot bot) {
    return get(TestVertx.vertx()
            .createHttpClient()
            .request(HttpMethod.GET, bot.app().opsPort(), "127.0.0.1", "/metrics")
            .compose(request -> request.send().compose(answer -> answer.body())))
        .toString();
  }
}
