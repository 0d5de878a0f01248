package trt.console;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import trt.domain.job.JobState;
import trt.postgres.JobLogStore;

/** The latest jobs. */
final class JobsPage implements Page {
  private final ConsoleParts parts;

  JobsPage(ConsoleParts parts) {
    this.parts = parts;
  }

  @Override
  public String path() {
    return "/jobs";
  }

  @Override
  public String title() {
    return "Jobs";
  }

  @Override
  public Future<List<Html>> body(Visit visit) {
    String wanted = visit.text("state");
    Optional<String> state =
        Arrays.stream(JobState.values()).map(Enum::name).filter(wanted::equals).findFirst();
    return parts
        .stores()
        .jobs()
        .latest(state)
        .map(jobs -> List.of(find(), chips(state), Html.of("section", table(visit, jobs, state))));
  }

  private static Html find() {
    Html number =
        Html.of("input")
            .with("name", "id")
            .with("inputmode", "numeric")
            .with("maxlength", 19)
            .with("size", 12)
            .flag("required", true);
    Html form =
        Html.of("form", Pieces.field("Number", number), Pieces.button("Find", false))
            .with("class", "row")
            .with("action", "/console/job");
    return Html.of("section", form);
  }

  private static Html chips(Optional<String> state) {
    Html chips = Html.of("div").with("class", "chips");
    Html all = Pieces.link("all", "/jobs");
    chips.add(state.isEmpty() ? all.with("aria-current", "true") : all);
    for (JobState one : JobState.values()) {
      Html chip = Pieces.link(one.name(), "/jobs", "state", one.name());
      chips.add(state.filter(one.name()::equals).isPresent() ? current(chip) : chip);
    }
    return chips;
  }

  private static Html current(Html chip) {
    return chip.with("aria-current", "true");
  }

  private Html table(Visit visit, List<JobLogStore.Head> jobs, Optional<String> state) {
    long minorPerStar = parts.config().money().minorPerStar();
    List<List<?>> rows = new ArrayList<>();
    for (JobLogStore.Head job : jobs) {
      rows.add(
          List.of(
              Pieces.link("№" + job.id(), "/job", "id", job.id()),
              state(job),
              job.model(),
              List.of(Pieces.words(job.name()), " ", Html.of("small", job.person())),
              Pieces.amount(job.price(), job.currency(), minorPerStar),
              job.attempt(),
              Pieces.ago(visit.now(), job.at())));
    }
    return Pieces.table(
        List.of("Job", "State", "Model", "Person", "Price", "Attempts", "Ordered"),
        rows,
        state.isPresent() ? "None of the last 10,000 jobs is in this state." : "No jobs yet.");
  }

  /** The state in its colour, with the reason of a failure. */
  static List<Object> state(JobLogStore.Head job) {
    String kind =
        switch (JobState.valueOf(job.state())) {
          case SUCCEEDED -> "ok";
          case UNKNOWN -> "degraded";
          case FAILED -> "down";
          case NEW, SUBMITTING, RUNNING -> "";
        };
    Html word = Pieces.status(kind, job.state());
    return job.failed().isPresent()
        ? List.of(word, " ", Html.of("small", job.failed().get()))
        : List.of(word);
  }
}
