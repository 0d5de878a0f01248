package trt.domain.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static trt.domain.inbox.Crowd.Nature.PAYMENT;
import static trt.domain.inbox.Crowd.Nature.PRESS;
import static trt.domain.inbox.Crowd.Nature.SILENT;
import static trt.domain.inbox.Crowd.Nature.WORDS;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrowdTest {
  private static final int OVER = 50;

  @Test
  void upToTheLimitEachIsAnsweredAndOverItAllTogether() {
    assertEquals(0, Crowd.together(many(49, WORDS), OVER));
    assertEquals(0, Crowd.together(many(50, WORDS), OVER));
    assertEquals(51, Crowd.together(many(51, PRESS), OVER));
    assertEquals(0, Crowd.together(List.of(), OVER));
  }

  @Test
  void whatGetsNoAnswerMakesNoCrowdButGoesWithOne() {
    assertEquals(0, Crowd.together(many(200, SILENT), OVER));
    assertEquals(151, Crowd.together(with(many(51, WORDS), many(100, SILENT)), OVER));
  }

  @Test
  void aPaymentEndsACrowdAndIsNeverInOne() {
    List<Crowd.Nature> paid = with(with(many(60, WORDS), many(1, PAYMENT)), many(60, WORDS));
    assertEquals(60, Crowd.together(paid, OVER));
    assertEquals(0, Crowd.together(paid.subList(60, paid.size()), OVER));
    assertEquals(0, Crowd.together(with(many(30, WORDS), paid.subList(60, 121)), OVER));
  }

  private static List<Crowd.Nature> many(int count, Crowd.Nature nature) {
    return Collections.nCopies(count, nature);
  }

  private static List<Crowd.Nature> with(List<Crowd.Nature> first, List<Crowd.Nature> second) {
    List<Crowd.Nature> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
