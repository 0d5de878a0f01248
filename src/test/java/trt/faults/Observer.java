package trt.faults;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import trt.playground.telegram.control.LoggedCall;

/**
 * Watches every call the bot makes to Telegram, as Telegram sees it: what each chat was sent and in
 * which order, how fast, and whether a {@code retry_after} was obeyed.
 */
final class Observer {
  private static final Set<String> SENDS = Set.of("sendMessage", "sendPhoto");
  private static final Set<String> EDITS =
      Set.of("editMessageText", "editMessageMedia", "editMessageReplyMarkup");
  private static final Set<String> EXECUTED_BUT_UNANSWERED =
      Set.of("NO_ANSWER", "RESET_AFTER", "SLOW");
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Map<Long, List<String>> sent = new HashMap<>();
  private final Set<String> results = new HashSet<>();
  private final Deque<Instant> lastSecond = new ArrayDeque<>();
  private final Map<Long, Instant> throttledUntil = new HashMap<>();
  private Duration throttle = Duration.ZERO;
  private int fastest;
  private int throttled;
  private int impatient;
  private int undone;

  synchronized void see(LoggedCall call) {
    if (!SENDS.contains(call.method()) && !EDITS.contains(call.method())) {
      return;
    }
    // A form, as uploads are, has nothing but texts.
    long chat = Long.parseLong(String.valueOf(call.params().getValue("chat_id", 0L)));
    pace(call, chat);
    if (call.status() != 200 && !EXECUTED_BUT_UNANSWERED.contains(call.description())) {
      return;
    }
    JsonObject params = call.params();
    String message = chat + "/" + params.getValue("message_id");
    switch (call.method()) {
      case "editMessageMedia" -> results.add(message);
      case "editMessageText" -> undone += results.contains(message) ? 1 : 0;
      case "editMessageReplyMarkup" -> {}
      default ->
          sent.computeIfAbsent(chat, none -> new ArrayList<>())
              .add(params.getString("text", call.method()));
    }
  }

  private void pace(LoggedCall call, long chat) {
    Instant now = call.at();
    if (call.description().equals("THROTTLED")) {
      throttled++;
      Instant until = throttledUntil.get(chat);
      impatient += until != null && now.isBefore(until.minusMillis(50)) ? 1 : 0;
      throttledUntil.put(chat, now.plus(throttle));
      return;
    }
    Instant until = throttledUntil.get(chat);
    impatient += until != null && now.isBefore(until.minusMillis(50)) ? 1 : 0;
    lastSecond.addLast(now);
    while (lastSecond.peekFirst().isBefore(now.minus(SECOND))) {
      lastSecond.removeFirst();
    }
    fastest = Math.max(fastest, lastSecond.size());
  }

  /** How long the {@code retry_after} of the refusals that follow is. */
  synchronized void throttling(Duration retryAfter) {
    throttle = retryAfter;
    throttledUntil.clear();
  }

  /** Texts of the new messages of a chat, oldest first. */
  synchronized List<String> sentTo(long chat) {
    return List.copyOf(sent.getOrDefault(chat, List.of()));
  }

  /** Most sends and edits within a second since the last question. */
  synchronized int fastest() {
    int most = fastest;
    fastest = 0;
    return most;
  }

  /** Refusals with 429. */
  synchronized int throttled() {
    return throttled;
  }

  /** Calls to a chat inside its {@code retry_after}. */
  synchronized int impatient() {
    return impatient;
  }

  /** Texts written over a result that was there. */
  synchronized int undone() {
    return undone;
  }
}
