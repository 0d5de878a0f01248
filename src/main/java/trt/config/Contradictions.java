package trt.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Settings that are fine alone and wrong together. Looks at one section at a time. */
final class Contradictions {
  private static final Duration LONGEST_POLL = Duration.ofSeconds(50);

  private final List<Problem> problems = new ArrayList<>();

  private Contradictions() {}

  /** What is wrong within a section; needed are the paths the command cannot do without. */
  static List<Problem> in(Object section, Set<String> needed) {
    Contradictions found = new Contradictions();
    if (section instanceof TelegramConfig telegram) {
      found.telegram(telegram, needed.contains("telegram.token"));
    } else if (section instanceof DatabaseConfig database) {
      found.ordered(
          "database.lockTimeout",
          database.lockTimeout(),
          "database.statementTimeout",
          database.statementTimeout());
    } else if (section instanceof SupervisionConfig supervision) {
      found.ordered(
          "supervision.backoffMin",
          supervision.backoffMin(),
          "supervision.backoffMax",
          supervision.backoffMax());
    } else if (section instanceof MoneyConfig money) {
      found.money(money);
    } else if (section instanceof PaymentsConfig payments) {
      found.payments(payments);
    } else if (section instanceof LeasesConfig leases) {
      found.leases(leases);
    } else if (section instanceof AccountsConfig accounts) {
      found.accounts(accounts);
    } else if (section instanceof TracingConfig tracing) {
      found.tracing(tracing);
    } else if (section instanceof GenerationConfig generation) {
      found.ordered(
          "generation.pollFirst",
          generation.pollFirst(),
          "generation.pollMax",
          generation.pollMax());
    }
    return found.problems;
  }

  private void telegram(TelegramConfig telegram, boolean needed) {
    ordered(
        "telegram.pollTimeout",
        telegram.pollTimeout(),
        "telegram.readTimeout",
        telegram.readTimeout());
    if (telegram.pollTimeout().compareTo(LONGEST_POLL) > 0) {
      problems.add(
          new Problem(
              "telegram.pollTimeout",
              "is more than Telegram waits",
              "expected at most 50s; environment variable "
                  + EnvironmentNames.of("telegram.pollTimeout")));
    }
    boolean webhook = telegram.mode() == TelegramConfig.Mode.WEBHOOK;
    if (needed && webhook && telegram.webhookBaseUrl() == null) {
      problems.add(
          new Problem(
              "telegram.webhookBaseUrl",
              "is missing in webhook mode",
              "expected the public https address; environment variable WEBHOOK_BASE_URL, or"
                  + " BOT_MODE=polling"));
    }
  }

  private void money(MoneyConfig money) {
    if (money.markup().compareTo(BigDecimal.ONE) < 0) {
      problems.add(
          new Problem(
              "money.markup",
              "sells at a loss",
              "expected at least 1; environment variable " + EnvironmentNames.of("money.markup")));
    }
  }

  private void payments(PaymentsConfig payments) {
    boolean within =
        payments.amounts().stream()
            .allMatch(stars -> stars >= payments.least() && stars <= payments.most());
    if (payments.least() > payments.most() || !within) {
      problems.add(
          new Problem(
              "payments.amounts",
              "do not lie between payments.least and payments.most",
              "expected whole Stars between the two; environment variable "
                  + EnvironmentNames.of("payments.amounts")));
    }
  }

  private void accounts(AccountsConfig accounts) {
    if (!ZoneId.getAvailableZoneIds().contains(accounts.timeZone())) {
      problems.add(
          new Problem(
              "accounts.timeZone",
              "is no time zone",
              "expected a name such as UTC or Europe/Moscow; environment variable "
                  + EnvironmentNames.of("accounts.timeZone")));
    }
  }

  private void tracing(TracingConfig tracing) {
    if (tracing.sampleRatio().compareTo(BigDecimal.ONE) > 0) {
      problems.add(
          new Problem(
              "tracing.sampleRatio",
              "is more than everything",
              "expected at most 1; environment variable "
                  + EnvironmentNames.of("tracing.sampleRatio")));
    }
  }

  private void leases(LeasesConfig leases) {
    Duration renewing = leases.every().plus(leases.margin());
    if (renewing.multipliedBy(2).compareTo(leases.ttl()) > 0) {
      problems.add(
          new Problem(
              "leases.ttl",
              "leaves no time to renew",
              "expected at least twice leases.every and leases.margin together; environment"
                  + " variable "
                  + EnvironmentNames.of("leases.ttl")));
    }
  }

  private void ordered(String lowPath, Duration low, String highPath, Duration high) {
    if (low.compareTo(high) > 0) {
      problems.add(
          new Problem(
              lowPath,
              "is longer than " + highPath,
              "expected it to be shorter; environment variables "
                  + EnvironmentNames.of(lowPath)
                  + ", "
                  + EnvironmentNames.of(highPath)));
    }
  }
}
