package trt.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A Lua script of this package's resources; sent whole only to a server that does not know it. */
record Script(String text, String sha) {
  static Script load(String name) {
    String path = "/redis/" + name + ".lua";
    try (InputStream file = Script.class.getResourceAsStream(path)) {
      if (file == null) {
        throw new FileNotFoundException(path);
      }
      String text = new String(file.readAllBytes(), UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(UTF_8));
      return new Script(text, HexFormat.of().formatHex(digest));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs it on one key; scripts answer something. */
  // Newer compilers than 17 see that the client's answer to some commands may be null.
  @SuppressWarnings("NullAway")
  Future<Response> run(Redis redis, String key, long... arguments) {
    return redis
        .send(request(Command.EVALSHA, sha, key, arguments))
        .recover(
            failure ->
                String.valueOf(failure.getMessage()).startsWith("NOSCRIPT")
                    ? redis.send(request(Command.EVAL, text, key, arguments))
                    : Future.failedFuture(failure));
  }

  private static Request request(Command command, String script, String key, long... arguments) {
    Request request = Request.cmd(command).arg(script).arg(1).arg(key);
    for (long argument : arguments) {
      request.arg(argument);
    }
    return request;
  }
}
