package trt.domain.dialogue.admin;

import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import trt.domain.dialogue.Phrase;
import trt.domain.dialogue.Reply;
import trt.domain.dialogue.Scene;
import trt.domain.dialogue.Turn;

/** The numbers of days as a picture under the menu, which stays. */
final class ChartTopic {
  private ChartTopic() {}

  static Turn draw(Scene scene, AdminView.Chart chart) {
    List<DayLine> days = chart.days();
    long revenue = sum(days, DayLine::revenue);
    List<Reply.Chart.Bars> rows =
        List.of(
            counted("ordered", days, DayLine::ordered),
            bars(
                "revenue",
                new Phrase.Stars(revenue),
                new Phrase.Stars(peak(days, DayLine::revenue)),
                days,
                DayLine::revenue),
            counted("people", days, DayLine::newPeople),
            counted("failed", days, DayLine::failed));
    Phrase caption =
        new Phrase(
            "admin.chart",
            Map.of(
                "days", days.size(),
                "ordered", sum(days, DayLine::ordered),
                "revenue", new Phrase.Stars(revenue),
                "people", sum(days, DayLine::newPeople),
                "failed", sum(days, DayLine::failed)));
    return new Turn(
        scene.session().home(),
        List.of(
            new Reply.Toast(Phrase.of("toast.chart"), false),
            new Reply.Chart(
                rows,
                days.stream().map(DayLine::day).toList(),
                caption,
                Phrase.of("admin.chart.lost"))));
  }

  private static Reply.Chart.Bars counted(
      String name, List<DayLine> days, ToLongFunction<DayLine> of) {
    return bars(name, sum(days, of), peak(days, of), days, of);
  }

  private static Reply.Chart.Bars bars(
      String name, Object total, Object peak, List<DayLine> days, ToLongFunction<DayLine> of) {
    return new Reply.Chart.Bars(
        Phrase.of("admin.chart." + name, "total", total),
        Phrase.of("admin.chart.peak", "value", peak),
        days.stream().map(of::applyAsLong).toList());
  }

  private static long sum(List<DayLine> days, ToLongFunction<DayLine> of) {
    return days.stream().mapToLong(of).sum();
  }

  private static long peak(List<DayLine> days, ToLongFunction<DayLine> of) {
    return days.stream().mapToLong(of).max().orElse(0);
  }
}
