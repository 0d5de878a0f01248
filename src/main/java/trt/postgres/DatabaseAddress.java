package trt.postgres;

import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Locale;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.ssl.DefaultJavaSSLFactory;
import trt.config.DatabaseConfig;

/** The database address for both drivers: the reactive one, and JDBC for the schema. */
final class DatabaseAddress {
  private static final String NAME = "trt-bot";
  private static final int CACHED_STATEMENTS = 256;
  private static final int CACHED_CHARACTERS = 8192;

  private final DatabaseConfig config;

  DatabaseAddress(DatabaseConfig config) {
    this.config = config;
  }

  /**
   * Options of the reactive driver, with the limits that PostgreSQL itself enforces.
   *
   * @throws IllegalArgumentException when the address cannot be read; its text is left out
   */
  PgConnectOptions reactive() {
    PgConnectOptions options = parse();
    options
        .setCachePreparedStatements(true)
        .setPreparedStatementCacheMaxSize(CACHED_STATEMENTS)
        .setPreparedStatementCacheSqlLimit(CACHED_CHARACTERS)
        // Queues are empty when PostgreSQL counts them and full when it plans: left to guess, it
        // read
        // the whole of outbox for each end of a call and planned every statement anew. Measured at
        // 2,200 updates a second: 504 µs of its time for one update before, 305 µs after.
        .addProperty("plan_cache_mode", "force_generic_plan")
        .addProperty("enable_seqscan", "off")
        .addProperty("enable_hashjoin", "off")
        .addProperty("enable_mergejoin", "off")
        .addProperty("jit", "off")
        .addProperty("application_name", NAME)
        .addProperty("statement_timeout", millis(config.statementTimeout()))
        .addProperty("lock_timeout", millis(config.lockTimeout()))
        .addProperty(
            "idle_in_transaction_session_timeout", millis(config.idleInTransactionTimeout()));
    // An explicit path: the role's own default must not decide which tables we see.
    options.getProperties().putIfAbsent("search_path", "public");
    return options;
  }

  /** A source of JDBC connections for work that may take longer than one statement's limit. */
  PGSimpleDataSource jdbc() {
    PgConnectOptions options = parse();
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {options.getHost()});
    source.setPortNumbers(new int[] {options.getPort()});
    source.setDatabaseName(options.getDatabase());
    source.setUser(options.getUser());
    source.setPassword(options.getPassword());
    source.setSslMode(options.getSslMode().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    source.setSslfactory(DefaultJavaSSLFactory.class.getName());
    if (options.getSslMode().compareTo(SslMode.REQUIRE) <= 0) {
      source.setSslfactory("");
    }
    source.setCurrentSchema(options.getProperties().getOrDefault("search_path", "public"));
    source.setApplicationName(NAME + "-migrate");
    source.setConnectTimeout((int) Math.max(1, config.acquireTimeout().toSeconds()));
    source.setTcpKeepAlive(true);
    return source;
  }

  private PgConnectOptions parse() {
    String url = config.url().reveal();
    PgConnectOptions options;
    try {
      options = PgConnectOptions.fromUri(url);
    } catch (RuntimeException e) {
      // The cause quotes the address, and with it the password.
      throw new IllegalArgumentException("the database address cannot be read");
    }
    if (!url.contains("sslmode=")) {
      // As PostgreSQL's own library does when nothing is said.
      options.setSslMode(SslMode.PREFER);
    }
    return options.setSslOptions(ssl(options.getSslMode()));
  }

  private static ClientSSLOptions ssl(SslMode mode) {
    boolean verify = mode == SslMode.VERIFY_CA || mode == SslMode.VERIFY_FULL;
    ClientSSLOptions options = new ClientSSLOptions().setTrustAll(!verify);
    if (verify) {
      options.setTrustOptions(certificatesOfTheJvm());
    }
    return options.setHostnameVerificationAlgorithm(mode == SslMode.VERIFY_FULL ? "HTTPS" : "");
  }

  private static TrustOptions certificatesOfTheJvm() {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      @Nullable KeyStore builtIn = null;
      factory.init(builtIn);
      return TrustOptions.wrap(factory.getTrustManagers()[0]);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no certificates", e);
    }
  }

  private static String millis(java.time.Duration duration) {
    return String.valueOf(duration.toMillis());
  }
}
