package trt.ops;

import java.util.Locale;

/** The health as a page for people. Everything on it is also in {@code /health}. */
final class StatusPage {
  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="5">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>trt-bot: %1$s</title>
      <style>
      body{font:15px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}
      table{border-collapse:collapse;width:100%%;margin:0 0 1.5rem}
      th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid #ddd}
      .ok{color:#17692c}.degraded{color:#8a5a00}.down{color:#b3261e;font-weight:600}
      @media(prefers-color-scheme:dark){body{color:#ddd;background:#161616}th,td{border-color:#333}
      .ok{color:#7bd88f}.degraded{color:#f0b95b}.down{color:#ff8a80}}
      </style></head><body>
      <h1>trt-bot is <span class="%1$s">%1$s</span></h1>
      """;

  private StatusPage() {}

  static String render(HealthView view) {
    StringBuilder page = new StringBuilder(HEAD.formatted(view.status().word()));
    page.append("<h2>Parts</h2><table><tr><th>Part<th>Status<th>Says<th>Took<th>Since</tr>\n");
    for (ComponentReport one : view.components()) {
      row(
          page,
          one.component(),
          one.status(),
          one.message(),
          one.latency().toMillis() + " ms",
          one.since());
    }
    page.append("</table><h2>Units</h2>");
    page.append("<table><tr><th>Unit<th>Status<th>State<th>Instances, restarts<th>Since</tr>\n");
    for (UnitLine one : view.units()) {
      row(
          page,
          one.name(),
          one.status(),
          one.state(),
          one.instances() + ", " + one.restarts(),
          one.since());
    }
    page.append("</table><p><a href=\"/metrics\">metrics</a> · <a href=\"/health\">health</a>");
    page.append(" · <a href=\"/webhook/health\">webhook</a></p>");
    return page.append("<p>As of ").append(view.at()).append("</p></body></html>\n").toString();
  }

  private static void row(
      StringBuilder page,
      String name,
      ComponentStatus status,
      String says,
      Object more,
      Object since) {
    page.append(
        String.format(
            Locale.ROOT,
            "<tr><td>%s<td class=\"%s\">%s<td>%s<td>%s<td>%s</tr>%n",
            escape(name),
            status.word(),
            status.word(),
            escape(says),
            more,
            since));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
