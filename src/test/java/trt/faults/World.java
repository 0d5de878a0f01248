package trt.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import trt.playground.telegram.TelegramEmulator;

/**
 * The people of a run: all that they do follows from the seed, but for when the bot answers them.
 */
final class World {
  private static final long FIRST_CHAT = 5_000_000;

  private final TelegramEmulator telegram;
  private final Random random;
  private final List<Talker> talkers = new ArrayList<>();
  private final List<Customer> customers = new ArrayList<>();
  private long nextChat = FIRST_CHAT;

  World(TelegramEmulator telegram, long seed) {
    this.telegram = telegram;
    this.random = new Random(seed);
  }

  /** More people who talk. */
  void talkers(int count) {
    for (int i = 0; i < count; i++) {
      long chat = nextChat++;
      talkers.add(new Talker(telegram.user(chat, "Talker" + chat, "en")));
    }
  }

  /** More people who want so many pictures each. */
  void customers(int count, int pictures, String wish) {
    for (int i = 0; i < count; i++) {
      long chat = nextChat++;
      customers.add(
          new Customer(
              telegram.user(chat, "Customer" + chat, "en"),
              new Random(random.nextLong()),
              pictures,
              wish));
    }
  }

  /** Chats nobody else uses. */
  long freshChat() {
    return nextChat++;
  }

  /** So many people, chosen at random, say something. */
  void chatter(int messages) {
    for (int i = 0; i < messages; i++) {
      talkers.get(random.nextInt(talkers.size())).says(random);
    }
  }

  /** Everybody says something. */
  void everybodyTalks() {
    talkers.forEach(talker -> talker.says(random));
  }

  /** Each customer takes a step if they can. */
  void trade() {
    customers.forEach(
        customer -> {
          boolean unused = customer.goOn();
        });
  }

  /** Whether all customers have what they came for. */
  boolean isContent() {
    return customers.stream().allMatch(Customer::isContent);
  }

  List<Customer> waiting() {
    return customers.stream().filter(customer -> !customer.isContent()).toList();
  }

  List<Talker> talkers() {
    return talkers;
  }

  List<Customer> customers() {
    return customers;
  }

  Random random() {
    return random;
  }

  /** What they saw has been judged: the next people come. */
  void leave() {
    talkers.clear();
    customers.clear();
  }
}
