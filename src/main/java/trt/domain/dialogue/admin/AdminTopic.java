package trt.domain.dialogue.admin;

import java.util.List;
import trt.domain.dialogue.Input;
import trt.domain.dialogue.Phrase;
import trt.domain.dialogue.Reply;
import trt.domain.dialogue.Scene;
import trt.domain.dialogue.Screen;
import trt.domain.dialogue.Shop;
import trt.domain.dialogue.Turn;

/**
 * The operator's side of the chat. A view comes only to whom may see it; without one, the inputs
 * answered here are unknown commands, stale buttons and unexpected words.
 */
public final class AdminTopic {
  private final Shop shop;
  private final FormTopic forms;
  private final SwitchScreens switches;

  /**
   * @param minorPerStar minor units of the wallet in one Star
   */
  public AdminTopic(Shop shop, long minorPerStar) {
    this.shop = shop;
    this.forms = new FormTopic(new Answers(shop, minorPerStar));
    this.switches = new SwitchScreens(shop);
  }

  /** The answer to an operator's input. */
  public Turn answer(Scene scene, Input input, AdminView view) {
    if (view instanceof AdminView.Granted) {
      return forms.granted(scene, input);
    }
    if (view instanceof AdminView.Audience audience) {
      return forms.audience(scene, input, audience);
    }
    if (view instanceof AdminView.Payment payment && FormTopic.begins(input)) {
      return forms.refund(scene, payment);
    }
    if (view instanceof AdminView.Transfers transfers && FormTopic.begins(input)) {
      return forms.transfer(scene, input, transfers);
    }
    if (view instanceof AdminView.Done done) {
      return forms.done(scene, done);
    }
    if (view instanceof AdminView.Chart chart) {
      return ChartTopic.draw(scene, chart);
    }
    Screen screen = screen(input, view);
    return new Turn(scene.session().home(), List.of(new Reply.Show(screen)));
  }

  private Screen screen(Input input, AdminView view) {
    if (view instanceof AdminView.Menu menu) {
      return MenuScreens.menu(menu.switches());
    }
    if (view instanceof AdminView.Health health) {
      return MenuScreens.health(health);
    }
    if (view instanceof AdminView.Today today) {
      return MenuScreens.today(today);
    }
    if (view instanceof AdminView.Log log) {
      return MenuScreens.log(log);
    }
    if (view instanceof AdminView.Console console) {
      return MenuScreens.console(console);
    }
    if (view instanceof AdminView.Switched switched) {
      return switches.screen(input, switched.switches());
    }
    if (view instanceof AdminView.Statistics statistics) {
      return StatisticScreens.statistics(statistics, shop.prices().tariff());
    }
    if (view instanceof AdminView.Broadcasts broadcasts) {
      return MenuScreens.broadcasts(broadcasts);
    }
    if (view instanceof AdminView.Refused refused) {
      return FormTopic.refused(refused);
    }
    return aboutPeople(view);
  }

  private static Screen aboutPeople(AdminView view) {
    if (view instanceof AdminView.People people) {
      return PersonScreens.people(people);
    }
    if (view instanceof AdminView.Person person) {
      return PersonScreens.card(person);
    }
    if (view instanceof AdminView.Moves moves) {
      return PersonScreens.moves(moves);
    }
    if (view instanceof AdminView.Payments payments) {
      return PaymentScreens.payments(payments);
    }
    if (view instanceof AdminView.Payment payment) {
      return PaymentScreens.card(payment);
    }
    if (view instanceof AdminView.Transfers transfers) {
      return TransferScreens.all(transfers);
    }
    if (view instanceof AdminView.Jobs jobs) {
      return JobScreens.jobs(jobs);
    }
    if (view instanceof AdminView.Job job) {
      return JobScreens.card(job);
    }
    if (view instanceof AdminView.Mistakes mistakes) {
      return JobScreens.mistakes(mistakes);
    }
    if (view instanceof AdminView.Mistake mistake) {
      return JobScreens.mistake(mistake);
    }
    return Lines.screen(Phrase.of(plain(view)), List.of());
  }

  private static String plain(AdminView view) {
    if (view instanceof AdminView.Repeated) {
      return "admin.repeated";
    }
    return view instanceof AdminView.TooMuch ? "admin.toomuch" : "admin.absent";
  }
}
