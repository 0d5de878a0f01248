package trt.console;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import trt.postgres.JobLogStore;

/** One job: what was ordered, what happened to it, what was sent, where the money is. */
final class JobPage implements Page {
  private static final int LONGEST_ORDER = 8_000;

  private final ConsoleParts parts;

  JobPage(ConsoleParts parts) {
    this.parts = parts;
  }

  @Override
  public String path() {
    return "/job";
  }

  @Override
  public String belongsTo() {
    return "/jobs";
  }

  @Override
  public String title() {
    return "Job";
  }

  @Override
  public Future<List<Html>> body(Visit visit) {
    String id = visit.text("id").replace("№", "").replace("#", "").strip();
    if (id.length() > 18 || !id.matches("[0-9]+")) {
      throw Unwelcome.because("A job has a number such as 1234.");
    }
    return parts
        .stores()
        .jobs()
        .find(Long.parseLong(id))
        .map(
            found ->
                body(
                    visit,
                    found.orElseThrow(
                        () -> Unwelcome.absent("There is no job №" + id + " of this bot."))));
  }

  private List<Html> body(Visit visit, JobLogStore.Whole job) {
    return List.of(
        Html.of("p", Pieces.link("← Jobs", "/jobs")),
        Html.of("section", Html.of("h2", "№" + job.head().id()), facts(visit, job.head())),
        Html.of("section", Html.of("h2", "What happened"), story(job)),
        Html.of("section", Html.of("h2", "What was ordered"), order(job)));
  }

  private Html facts(Visit visit, JobLogStore.Head head) {
    return Pieces.facts(
        "State", JobsPage.state(head),
        "Model", head.model(),
        "Person", List.of(Pieces.words(head.name()), " ", Pieces.code(head.person())),
        "Price", amount(head.price(), head.currency()),
        "Expected cost", head.credits().stripTrailingZeros().toPlainString() + " credits",
        "Attempts", head.attempt(),
        "Task at KIE", head.task().<Object>map(Pieces::code).orElse("–"),
        "Ordered", Pieces.ago(visit.now(), head.at()),
        "Settled",
            head.settledAt().<Object>map(at -> Pieces.ago(visit.now(), at)).orElse("not yet"));
  }

  private record Step(Instant at, String kind, JobLogStore.Event event, String detail) {}

  private Html story(JobLogStore.Whole job) {
    List<Step> steps =
        Stream.of(
                steps("money", job.money()),
                steps("KIE", job.attempts()),
                steps("KIE", job.callbacks()),
                steps("Telegram", job.sent()))
            .flatMap(List::stream)
            .sorted(Comparator.comparing(Step::at))
            .toList();
    List<List<?>> rows = new ArrayList<>();
    for (Step step : steps) {
      boolean money = step.kind().equals("money");
      rows.add(
          List.of(
              Pieces.moment(step.at()),
              step.kind(),
              step.event().what(),
              money ? "booked" : outcome(step.event().outcome()),
              step.detail()));
    }
    return Pieces.table(
        List.of("At", "Where", "What", "Outcome", "Detail"), rows, "Nothing is known.");
  }

  private List<Step> steps(String kind, List<JobLogStore.Event> events) {
    return events.stream()
        .map(event -> new Step(event.at(), kind, event, detail(kind, event)))
        .toList();
  }

  private String detail(String kind, JobLogStore.Event event) {
    return kind.equals("money")
        ? amount(Long.parseLong(event.detail()), event.outcome())
        : event.detail();
  }

  private String amount(long minor, String currency) {
    return Pieces.amount(minor, currency, parts.config().money().minorPerStar());
  }

  /** Deliveries are kept as one letter. */
  private static String outcome(String outcome) {
    return switch (outcome) {
      case "S" -> "sent";
      case "A" -> "sent again after an unclear answer";
      case "X" -> "refused for good";
      case "E" -> "expired";
      default -> outcome;
    };
  }

  private static Html order(JobLogStore.Whole job) {
    String text = job.input().encodePrettily();
    String shown = text.length() <= LONGEST_ORDER ? text : text.substring(0, LONGEST_ORDER) + "\n…";
    return Html.of(
        "details", Html.of("summary", "Show the words of the person"), Html.of("pre", shown));
  }
}
