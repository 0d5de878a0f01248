package trt.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlTest {
  @Test
  void whateverGoesInComesOutAsText() {
    Html page =
        Html.of("p", "<b>&\"'\u0000", List.of(Html.of("i", 1), List.of(" a", "b")))
            .with("title", "\"><script>");

    assertEquals(
        "<p title=\"&quot;&gt;&lt;script&gt;\">&lt;b&gt;&amp;&quot;&#39;\uFFFD<i>1</i> ab</p>",
        page.toString());
  }

  @Test
  void scriptsStylesAndAddressesOutsideCannotBeWritten() {
    for (String name : List.of("script", "b onload", "", "B", "a><b")) {
      assertThrows(IllegalArgumentException.class, () -> Html.of(name), name);
    }
    for (String name : List.of("onclick", "style", "x y", "")) {
      assertThrows(IllegalArgumentException.class, () -> Html.of("a").with(name, "x"), name);
    }
    for (String address : List.of("javascript:alert(1)", "//evil.example", "https://x", "")) {
      assertThrows(
          IllegalArgumentException.class, () -> Html.of("a").with("href", address), address);
    }
  }

  @Test
  void parametersOfAddressesAreEncoded() {
    assertEquals("/console/job?id=a%26b%3D%3C&x=1", Pieces.address("/job", "id", "a&b=<", "x", 1));
  }

  @Test
  void spansAreShownInTheirTwoLargestUnits() {
    assertEquals("59 s", Pieces.span(Duration.ofMillis(59_900)));
    assertEquals("1 min 5 s", Pieces.span(Duration.ofSeconds(65)));
    assertEquals("23 h 59 min", Pieces.span(Duration.ofSeconds(86_399)));
    assertEquals("2 d 1 h", Pieces.span(Duration.ofHours(49)));
  }

  @Test
  void neighboursAmongShardsAreShownTogether() {
    assertEquals(
        "0–2, 5, 7–8",
        QueuesPage.ranges(
            List.of((short) 0, (short) 1, (short) 2, (short) 5, (short) 7, (short) 8)));
    assertEquals("", QueuesPage.ranges(List.of()));
  }
}
