package trt.config;

import java.time.Duration;

/** PostgreSQL, the truth. */
public record DatabaseConfig(
    @Setting(
            value = "Address of the database; sslmode is honoured.",
            pattern = ADDRESS,
            expected =
                "postgres://user:password@host:port/database, also postgresql://, special characters"
                    + " of the password percent-encoded, sslmode as PostgreSQL names it")
        Secret url,
    @Setting("Connections of this process.") int poolSize,
    @Setting("Requests that may wait for a connection; more are refused at once.") int waitQueue,
    @Setting("Longest wait for a connection.") Duration acquireTimeout,
    @Setting("PostgreSQL cancels a statement after this time.") Duration statementTimeout,
    @Setting("PostgreSQL gives up waiting for a row lock after this time.") Duration lockTimeout,
    @Setting("PostgreSQL ends a session that sits idle in a transaction for this time.")
        Duration idleInTransactionTimeout,
    @Setting(
            "Longest wait of the bot for one answer, also when PostgreSQL is frozen or unreachable.")
        Duration queryTimeout,
    @Setting(
            value =
                "Key that what people write and what leads to their media is sealed with before it"
                    + " is stored. Without it these are stored as they are. Keep a copy apart from"
                    + " the backups: without it they cannot be read.",
            pattern = KEY,
            expected = "32 random bytes as base64 (openssl rand -base64 32) or 64 hex digits")
        Secret dataKey,
    @Setting(
            value =
                "Further keys, separated by commas, that stored values may be sealed with: the one"
                    + " before when dataKey was changed. Their values are sealed anew in the"
                    + " background.",
            pattern = KEY + "(," + KEY + ")*",
            expected = "keys as for dataKey, separated by commas, without spaces")
        Secret dataKeyOld) {
  static final String KEY = "([A-Za-z0-9+/_-]{42}[AEIMQUYcgkosw048]=?|[0-9a-fA-F]{64})";
  private static final String NAME = "[a-zA-Z0-9._~%!*-]+";
  private static final String SSL_MODES = "disable|allow|prefer|require|verify-ca|verify-full";
  static final String ADDRESS =
      "postgres(ql)?://("
          + NAME
          + "(:"
          + NAME
          + ")?@)?([a-zA-Z0-9._~%-]+|\\[[a-zA-Z0-9:]+])(:[0-9]{1,5})?(/"
          + NAME
          + ")?([?](?!(.*&)?sslmode=(?!("
          + SSL_MODES
          + ")(&|$))).*)?";
}
