package trt.domain.dialogue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import trt.domain.job.Job;
import trt.domain.job.JobState;

/** A person's generations that are not over, and how one of them is called off. */
final class JobsTopic {
  private static final int PROMPT = 80;
  private static final Button TO_MENU = Button.of("button.menu", Action.of("home"));

  private final Shop shop;

  JobsTopic(Shop shop) {
    this.shop = shop;
  }

  Turn list(Scene scene, OwnView.Jobs jobs) {
    return Turn.show(scene.session(), screen(jobs));
  }

  /** Called off from the list, which is shown anew, or from the message of the generation. */
  Turn cancelled(Scene scene, OwnView.Cancelled cancelled, Action pressed) {
    List<Reply> replies = new ArrayList<>();
    boolean done = cancelled.end() == OwnView.Cancelled.End.DONE;
    for (OwnView.Job job : cancelled.job()) {
      replies.add(new Reply.Toast(new Phrase("toast.cancelled", args(job)), false));
      replies.add(new Reply.EndStatus(job, ended(job)));
    }
    if (!done) {
      boolean late = cancelled.end() == OwnView.Cancelled.End.TOO_LATE;
      replies.add(new Reply.Toast(Phrase.of(late ? "toast.toolate" : "toast.over"), true));
    }
    if (pressed.arg(1).equals("list")) {
      replies.add(new Reply.Show(screen(cancelled.left())));
    }
    return new Turn(scene.session(), replies);
  }

  /** As the message of any other generation that failed. */
  private Screen ended(OwnView.Job job) {
    List<Button> anew =
        List.of(
            Button.of("button.again", Action.of("again", job.id())),
            Button.of("button.edit", Action.of("edit", job.id())));
    return new Screen(
        new Phrase("failed.CANCELLED", args(job)),
        List.of(anew, List.of(Button.of("button.menu", Action.of("home", "new")))));
  }

  private Screen screen(OwnView.Jobs jobs) {
    Button refresh = Button.of("button.refresh", Action.of("jobs"));
    if (jobs.jobs().isEmpty()) {
      return Screen.column(Phrase.of("jobs.none"), List.of(refresh, TO_MENU));
    }
    List<Button> buttons = new ArrayList<>();
    Phrase lines = line(jobs.jobs().get(0), 1);
    for (int i = 0; i < jobs.jobs().size(); i++) {
      OwnView.Job job = jobs.jobs().get(i);
      if (i > 0) {
        lines = new Phrase("jobs.and", Map.of("first", lines, "then", line(job, i + 1)));
      }
      if (CallOff.isPossible(new Job(job.id(), job.state(), job.attempt(), 0))) {
        buttons.add(
            new Button(
                Phrase.of("button.stop.number", "number", i + 1),
                Action.of("stop", job.id(), "list")));
      }
    }
    buttons.add(refresh);
    buttons.add(TO_MENU);
    return Screen.column(
        new Phrase("jobs.list", Map.of("jobs", lines, "more", jobs.more())), buttons);
  }

  private Phrase line(OwnView.Job job, int number) {
    Map<String, Object> args = args(job);
    args.put("prompt", Excerpt.of(job.prompt(), PROMPT));
    args.put("number", number);
    args.put("place", job.place());
    args.put("age", age(job.age()));
    return new Phrase(job.state() == JobState.NEW ? "jobs.waiting" : "jobs.running", args);
  }

  private Map<String, Object> args(OwnView.Job job) {
    Map<String, Object> args = new HashMap<>();
    args.put("title", shop.known(job.model()).<Object>map(OrderTopic::title).orElse(job.model()));
    args.put("prompt", Excerpt.of(job.prompt()));
    args.put("hasPrompt", job.prompt().isEmpty() ? "no" : "yes");
    args.put("price", new Phrase.Stars(job.price()));
    args.put("isFree", job.free() ? "yes" : "no");
    return args;
  }

  private static Phrase age(Duration age) {
    return age.toHours() < 2
        ? Phrase.of("time.minutes", "count", age.toMinutes())
        : Phrase.of("time.hours", "count", age.toHours());
  }
}
