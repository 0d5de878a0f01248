package trt.cli.load;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** The numbers as a table and as JSON. */
public final class SuiteReport {
  private static final String NOTES =
      "Bot, PostgreSQL, Redis, Telegram's side and the load generator share this machine. For these"
          + " runs delivery.messagesPerSecond, perChatPerSecond and perChatBurst are raised out of the way;"
          + " every other setting is the default.";

  private final Machine machine;
  private final List<String> jvm;
  private final Findings findings;

  SuiteReport(Machine machine, List<String> jvm, Findings findings) {
    this.machine = machine;
    this.jvm = jvm;
    this.findings = findings;
  }

  /** Whether every target that was measured was met. */
  public boolean met() {
    return findings.met();
  }

  /** For people. */
  public String text() {
    List<String[]> table = new ArrayList<>();
    table.add(new String[] {"scenario", "what", "target", "measured", ""});
    findings
        .rows()
        .forEach(
            row ->
                table.add(
                    new String[] {
                      row.scenario(),
                      row.what(),
                      row.target(),
                      row.measured(),
                      row.verdict().words()
                    }));
    StringBuilder text =
        new StringBuilder(machine.line()).append('\n').append(NOTES).append("\n\n");
    for (int line = 0; line < table.size(); line++) {
      text.append("| ").append(String.join(" | ", table.get(line))).append(" |\n");
      if (line == 0) {
        text.append("|---|---|---|---|---|\n");
      }
    }
    return text.toString();
  }

  /** For programs: the table and every measurement behind it. */
  public JsonObject json() {
    JsonArray rows = new JsonArray();
    findings.rows().forEach(row -> rows.add(row.json()));
    return new JsonObject()
        .put("machine", machine.json())
        .put("jvmOptions", new JsonArray(jvm))
        .put("notes", NOTES)
        .put("met", findings.met())
        .put("rows", rows)
        .put("measurements", findings.details());
  }
}
