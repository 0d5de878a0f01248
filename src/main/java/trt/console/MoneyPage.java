package trt.console;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.domain.dialogue.admin.AdminView;
import trt.domain.dialogue.admin.NumberLine;
import trt.postgres.Fault;
import trt.postgres.HoldStore;

/** What came in, what is held, whether the books are right, and who changed what. */
final class MoneyPage implements Page {
  private static final Logger LOG = LoggerFactory.getLogger(MoneyPage.class);
  private static final int ACTIONS = 50;

  private final ConsoleParts parts;

  MoneyPage(ConsoleParts parts) {
    this.parts = parts;
  }

  @Override
  public String path() {
    return "/money";
  }

  @Override
  public String title() {
    return "Money";
  }

  @Override
  public Future<List<Html>> body(Visit visit) {
    int days =
        switch (visit.text("days")) {
          case "1" -> 1;
          case "30" -> 30;
          default -> 7;
        };
    HoldStore holds = parts.stores().holds();
    Future<Optional<AdminView.Statistics>> numbers = numbers(visit, days);
    Future<List<HoldStore.Total>> totals = holds.totals();
    Future<List<HoldStore.Open>> oldest = holds.oldest();
    Future<AdminView.Log> actions =
        parts
            .stores()
            .db()
            .transaction(connection -> parts.stores().audit().log(connection, ACTIONS));
    return Future.all(numbers, totals, oldest, actions)
        .map(
            all ->
                List.of(
                    MoneyTables.days(days),
                    sums(numbers.result(), days),
                    held(visit, totals.result(), oldest.result()),
                    books(visit),
                    MoneyTables.actions(visit, actions.result())));
  }

  private Future<Optional<AdminView.Statistics>> numbers(Visit visit, int days) {
    Instant since =
        LocalDate.ofInstant(visit.now(), ZoneOffset.UTC)
            .atStartOfDay(ZoneOffset.UTC)
            .toInstant()
            .minus(Duration.ofDays(days - 1L));
    return parts
        .stores()
        .statistics()
        .statistics(since, days, parts.account())
        .map(view -> Optional.of((AdminView.Statistics) view))
        .recover(
            cause -> {
              if (!Fault.of(cause).passes()) {
                return Future.failedFuture(cause);
              }
              LOG.atWarn().setCause(cause).log("Numbers for the console could not be counted");
              return Future.succeededFuture(Optional.empty());
            });
  }

  private Html sums(Optional<AdminView.Statistics> numbers, int days) {
    if (numbers.isEmpty()) {
      return Html.of(
          "section",
          Html.of("p", "This would take too long to count now. Ask for fewer days, or later.")
              .with("class", "trouble"));
    }
    long minorPerStar = parts.config().money().minorPerStar();
    AdminView.Statistics all = numbers.get();
    return Html.of(
        "section",
        Html.of("h2", days == 1 ? "Today" : "The last %d days".formatted(days)),
        MoneyTables.sums("Day", all.byDay(), minorPerStar),
        Html.of("h2", "By model"),
        MoneyTables.sums("Model", all.byModel(), minorPerStar),
        Html.of(
                "p",
                "Charged altogether: %s. The finished jobs were expected to cost %s credits."
                    .formatted(
                        stars(all.byDay().stream().mapToLong(NumberLine::revenue).sum()),
                        all.expected().stripTrailingZeros().toPlainString()))
            .with("class", "hint"));
  }

  private Html held(Visit visit, List<HoldStore.Total> totals, List<HoldStore.Open> oldest) {
    long minorPerStar = parts.config().money().minorPerStar();
    List<List<?>> rows = new ArrayList<>();
    for (HoldStore.Open hold : oldest) {
      rows.add(
          List.of(
              Pieces.link("№" + hold.job(), "/job", "id", hold.job()),
              hold.state(),
              hold.person(),
              Pieces.amount(hold.amount(), hold.currency(), minorPerStar),
              Pieces.ago(visit.now(), hold.at())));
    }
    Html section = Html.of("section", Html.of("h2", "Open holds"));
    for (HoldStore.Total total : totals) {
      section.add(
          Html.of(
              "p",
              "%s in %d %s"
                  .formatted(
                      Pieces.amount(total.amount(), total.currency(), minorPerStar),
                      total.holds(),
                      total.holds() == 1 ? "hold" : "holds")));
    }
    return section.add(
        Pieces.table(List.of("Job", "State", "Person", "Held", "Since"), rows, "Nothing is held."));
  }

  private Html books(Visit visit) {
    Html section = Html.of("section", Html.of("h2", "Books"));
    Optional<Audit> last = parts.live().audited().get();
    if (last.isEmpty()) {
      section.add(
          Html.of("p", "Not compared since this process has started.").with("class", "none"));
    } else {
      boolean right = last.get().wallets() == 0;
      section.add(
          Html.of(
              "p",
              Pieces.status(right ? "ok" : "down", right ? "no drift" : "DRIFT"),
              right
                  ? " Every wallet agrees with the journal, as of "
                  : " %d wallets disagree with the journal, as of ".formatted(last.get().wallets()),
              Pieces.ago(visit.now(), last.get().at()),
              "."));
    }
    Html form =
        Pieces.form(visit, "/audit", Pieces.button("Audit now", false)).with("class", "row");
    return section.add(
        form,
        Html.of("p", "Reads the whole journal; done by itself every five minutes.")
            .with("class", "hint"));
  }

  private String stars(long minor) {
    return Pieces.amount(
        minor, parts.config().money().currency(), parts.config().money().minorPerStar());
  }
}
