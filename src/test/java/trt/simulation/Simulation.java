package trt.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * One world from one seed: a few people, a shop, two nodes that crash between decision and commit,
 * and KIE. Single-threaded, in virtual time. What must never be is looked for after every step; at
 * the end everything must have ended.
 */
final class Simulation {
  private static final int MOST_STEPS = 200_000;
  private static final int ACTIONS = 16;

  private final long seed;
  private final Agenda agenda = new Agenda();
  private final Studio studio;
  private final List<Books> wallets = new ArrayList<>();
  private final List<Guest> guests = new ArrayList<>();

  Simulation(long seed, Rules rules, Set<Guard> without) {
    this.seed = seed;
    EnumSet<Guard> guards = EnumSet.allOf(Guard.class);
    guards.removeAll(without);
    SplittableRandom random = new SplittableRandom(seed);
    this.studio = new Studio(agenda, random, rules, guards);
    Market market = new Market();
    for (int person = 1; person <= random.nextInt(1, 4); person++) {
      Books wallet = new Books(guards, random.nextInt(700), random.nextInt(3));
      wallets.add(wallet);
      for (int chat = random.nextInt(1, 3); chat > 0; chat--) { // two chats, one wallet
        long id = person * 10L + chat;
        Guest guest = new Guest(agenda, random, rules, guards, studio, market, wallet, id);
        guests.add(guest);
        Duration pause = Duration.ofSeconds(random.nextInt(5));
        agenda.in(pause, id + " comes", () -> guest.act(ACTIONS));
      }
    }
    for (int minute = 1; minute < 10; minute++) {
      agenda.in(Duration.ofMinutes(minute), "the shop changes", () -> market.change(random));
    }
  }

  /**
   * How many jobs there were.
   *
   * @throws Broken with the seed and what led to it
   */
  int run() {
    try {
      int steps = 0;
      while (agenda.step()) {
        Broken.unless(++steps < MOST_STEPS, "it never ends");
        studio.check();
        wallets.forEach(Books::check);
        guests.forEach(Guest::check);
      }
      studio.checkTheEnd();
      guests.forEach(Guest::checkTheEnd);
      wallets.forEach(Books::checkTheEnd);
      return studio.ids().size();
    } catch (AssertionError | RuntimeException e) {
      throw new Broken(String.valueOf(e.getMessage()), seed, agenda.story(), e);
    }
  }
}
