package trt.domain.dialogue.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import trt.domain.pricing.Special;

class SwitchesTest {
  @Test
  void whatWasSwitchedIsReadBack() {
    Switches switches =
        Switches.of(
            Map.of(
                "sales",
                "closed",
                "model:a/b",
                "off",
                "price:c",
                "150%",
                "price:d",
                "500",
                "price:e",
                "rubbish",
                "of a later version",
                "x"));

    assertEquals(true, switches.closed());
    assertEquals(false, switches.maintenance());
    assertEquals(Set.of("a/b"), switches.off());
    assertEquals(Map.of("c", new Special(150, 0), "d", new Special(0, 500)), switches.prices());
    assertEquals(Switches.NONE, Switches.of(Map.of()));
  }

  @Test
  void everySwitchingDeedNamesItsSwitchAndTheOppositeDeedTakesItBack() {
    assertSame(Deed.CLOSE, Deed.OPEN);
    assertSame(Deed.MAINTAIN, Deed.RESUME);
    assertSame(Deed.MODELOFF, Deed.MODELON);
    assertSame(Deed.PRICE, Deed.USUAL);
    assertEquals(Optional.empty(), Switches.of(new Form(Deed.BAN, "1", Map.of())));
  }

  private static void assertSame(Deed on, Deed back) {
    Map<String, String> answers = Map.of("price", "150%");
    Switches.Switch set = Switches.of(new Form(on, "m", answers)).orElseThrow();
    Switches.Switch unset = Switches.of(new Form(back, "m", Map.of())).orElseThrow();
    assertEquals(set.name(), unset.name());
    assertEquals(Optional.empty(), unset.value());
    assertEquals(true, set.value().isPresent());
  }

  @Test
  void aSpecialPriceIsRoundedUpAndNeverNothing() {
    assertEquals(464, new Special(150, 0).instead(309));
    assertEquals(1, new Special(1, 0).instead(1));
    assertEquals(500, new Special(0, 500).instead(308));
    for (String wrong : new String[] {"0%", "-5%", "10001%", "0", "-1", "1.5", "", "%"}) {
      assertEquals(Optional.empty(), Special.of(wrong), wrong);
    }
    assertThrows(IllegalArgumentException.class, () -> new Special(0, 0));
    assertThrows(IllegalArgumentException.class, () -> new Special(50, 50));
  }

  @Test
  void aSpecialPriceIsUnderAnotherOfItsKindOnly() {
    assertEquals(true, new Special(49, 0).isUnder(new Special(50, 0)));
    assertEquals(false, new Special(50, 0).isUnder(new Special(50, 0)));
    assertEquals(true, new Special(0, 153).isUnder(new Special(0, 154)));
    assertEquals(false, new Special(0, 154).isUnder(new Special(0, 154)));
  }
}
