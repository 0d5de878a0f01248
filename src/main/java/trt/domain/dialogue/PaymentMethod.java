package trt.domain.dialogue;

import java.util.List;
import java.util.Optional;

/** A way to top up the balance. Another one is another implementation, named in the dialogue. */
interface PaymentMethod {
  /** Rows of buttons among the amounts; none while it is not offered. */
  List<List<Button>> offer();

  /** What must be done before a pressed button of this method is answered. */
  Optional<Errand> errand(Action action);

  /** The answer to a button, if it is one of this method. */
  Optional<Turn> next(Scene scene, Action action);
}
