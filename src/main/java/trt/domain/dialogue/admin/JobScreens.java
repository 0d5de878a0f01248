package trt.domain.dialogue.admin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import trt.domain.dialogue.Button;
import trt.domain.dialogue.Excerpt;
import trt.domain.dialogue.Phrase;
import trt.domain.dialogue.Screen;

/** Jobs, and updates that were set aside. */
final class JobScreens {
  private static final int REASON = 300;

  private JobScreens() {}

  static Screen jobs(AdminView.Jobs jobs) {
    List<Button> buttons = new ArrayList<>();
    for (AdminView.Jobs.Brief job : jobs.jobs()) {
      buttons.add(
          Lines.labelled(
              sign(job.state())
                  + " "
                  + job.id()
                  + " · "
                  + job.model()
                  + " · "
                  + Lines.time(job.at()),
              "j",
              job.id()));
    }
    buttons.add(Lines.button("admin.button.job", "seek", "job"));
    if (jobs.person() > 0) {
      buttons.add(Lines.button("admin.button.card", "p", jobs.person()));
    }
    return Lines.screen(Phrase.of("admin.jobs", "count", jobs.jobs().size()), buttons);
  }

  private static String sign(String state) {
    return switch (state) {
      case "SUCCEEDED" -> "✅";
      case "FAILED" -> "❌";
      default -> "⏳";
    };
  }

  static Screen card(AdminView.Job job) {
    Map<String, Object> args = new LinkedHashMap<>();
    args.put("id", String.valueOf(job.brief().id()));
    args.put("person", String.valueOf(job.brief().person()));
    args.put("model", job.brief().model());
    args.put("state", job.brief().state());
    args.put("at", Lines.time(job.brief().at()));
    args.put("attempts", job.attempts());
    args.put("task", job.task().orElse("–"));
    args.put("failed", job.failed().orElse("–"));
    args.put("settled", job.settledAt().map(Lines::time).orElse("–"));
    args.put("isFree", job.free() ? "yes" : "no");
    args.put("price", new Phrase.Stars(job.price()));
    args.put("captured", new Phrase.Stars(job.captured()));
    args.put("released", new Phrase.Stars(job.released()));
    args.put("credits", job.credits().stripTrailingZeros().toPlainString());
    return Lines.screen(
        new Phrase("admin.job", args),
        List.of(
            Lines.button("admin.button.again", "j", job.brief().id()),
            Lines.button("admin.button.card", "p", job.brief().person())));
  }

  static Screen mistakes(AdminView.Mistakes mistakes) {
    List<Button> buttons = new ArrayList<>();
    for (AdminView.Mistake one : mistakes.mistakes()) {
      buttons.add(
          Lines.labelled(
              one.id() + " · " + one.kind() + " · " + Lines.time(one.at()), "err", one.id()));
    }
    buttons.add(Lines.button("admin.button.error", "seek", "error"));
    return Lines.screen(Phrase.of("admin.mistakes", "count", mistakes.mistakes().size()), buttons);
  }

  static Screen mistake(AdminView.Mistake mistake) {
    List<Button> buttons = new ArrayList<>();
    if (mistake.whole()) {
      buttons.add(Lines.button("admin.button.replay", "do", Deed.REPLAY, mistake.id()));
    }
    buttons.add(Lines.button("admin.button.drop", "do", Deed.DROP, mistake.id()));
    if (mistake.chat() > 0) {
      buttons.add(Lines.button("admin.button.card", "p", mistake.chat()));
    }
    Phrase text =
        new Phrase(
            "admin.mistake",
            Map.of(
                "id", mistake.id(),
                "chat", String.valueOf(mistake.chat()),
                "kind", mistake.kind(),
                "reason", Excerpt.of(mistake.reason(), REASON),
                "attempts", mistake.attempts(),
                "at", Lines.time(mistake.at()),
                "whole", mistake.whole() ? "yes" : "no"));
    return Lines.screen(text, buttons);
  }
}
