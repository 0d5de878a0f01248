package trt.domain.dialogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Words an operator does not want. */
class WordFilterTest {
  private final WordFilter filter = new WordFilter(List.of("bad thing", "Ёж", " ", "c3po"));

  @Test
  void wholeWordsAndPhrasesCountInAnyCaseAndSpelling() {
    assertTrue(filter.refuses("a BAD,\n thing!"));
    assertTrue(filter.refuses("маленький еж"));
    assertTrue(filter.refuses("ЁЖ"));
    assertTrue(filter.refuses("ｃ３ｐｏ and friends"));

    assertFalse(filter.refuses("a bad dog and a thing"));
    assertFalse(filter.refuses("badthing"));
    assertFalse(filter.refuses("ежик"));
    assertFalse(filter.refuses(""));
    assertFalse(WordFilter.NONE.refuses("bad thing"));
  }

  @Test
  void theOrderIsRefusedBeforeItsPriceAndItsWordsAreNotKept() {
    Shop shop = Conversation.shop("2", Conversation.FILE.prices().keySet(), true).refusing(filter);
    Conversation ann =
        new Conversation()
            .shopBecomes(shop)
            .command("start")
            .presses("🎨 Make a picture")
            .presses("Z-Image · free")
            .presses("1:1")
            .says("a bad thing in the snow")
            .sees("not allowed here", "Nothing was charged");

    assertFalse(ann.session().toString().contains("bad thing"));

    ann.says("a good thing in the snow").sees("Price: <b>free</b>");
    assertEquals("a good thing in the snow", ann.session().inputs().get("prompt"));
  }

  @Test
  void whatWasMadeBeforeTheWordWasForbiddenIsNotMadeAgain() {
    Shop shop = Conversation.shop("2", Conversation.FILE.prices().keySet(), true).refusing(filter);

    new Conversation()
        .shopBecomes(shop)
        .remembers(
            Conversation.past(
                "z-image", java.util.Map.of("prompt", "a bad thing", "aspect_ratio", "1:1")))
        .presses(Action.of("again", 5))
        .sees("not allowed here");
  }
}
