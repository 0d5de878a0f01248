package trt.kie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class KieUploadsTest {
  private static final String UPLOADED =
      """
      {"success":true,"code":200,"msg":"File uploaded successfully","data":{"success":true,
       "fileName":"a.png","downloadUrl":"https://tempfile.example/kieai/a.png","fileSize":3}}""";
  private static final URI LINK = URI.create("https://tempfile.example/kieai/a.png");

  private ScriptedKie kie;
  private KieClient client;

  @BeforeEach
  void start(Vertx vertx) {
    kie = new ScriptedKie(vertx);
    client =
        new KieClient(vertx, kie.config(), CatalogFile.load().schemas(), new SimpleMeterRegistry());
  }

  @Test
  void streamsAFormAroundAFile(Vertx vertx, @TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("big"), new byte[300_000]);
    AsyncFile content = Await.get(vertx.fileSystem().open(file.toString(), new OpenOptions()));
    kie.says(UPLOADED);

    assertEquals(LINK, Await.get(client.uploads().stream(content, "фото a.png", "image/png")));

    String form = kie.bodies.get(0).toString(StandardCharsets.ISO_8859_1);
    assertEquals("POST /api/file-stream-upload", kie.lastPath());
    assertTrue(form.contains("name=\"uploadPath\"\r\n\r\ntrt\r\n"));
    assertTrue(form.contains("filename=\"_____a.png\"\r\nContent-Type: image/png\r\n\r\n"));
    assertTrue(form.length() > 300_000 && form.endsWith("--\r\n"));
  }

  @Test
  void anEmptyFileIsStillAForm(Vertx vertx, @TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("empty"), new byte[0]);
    AsyncFile content = Await.get(vertx.fileSystem().open(file.toString(), new OpenOptions()));
    kie.says(UPLOADED);

    assertEquals(LINK, Await.get(client.uploads().stream(content, "a", "image/png")));
    assertTrue(kie.bodies.get(0).toString().contains("name=\"file\""));
  }

  @Test
  void handsOverAddressesAndBytes() {
    kie.says(UPLOADED);
    assertEquals(LINK, Await.get(client.uploads().fromUrl(URI.create("https://x/a.png"), "a.png")));
    assertEquals("https://x/a.png", kie.lastBody().getString("fileUrl"));

    kie.says(UPLOADED);
    assertEquals(
        LINK, Await.get(client.uploads().bytes(Buffer.buffer("abc"), "image/png", "a.png")));
    assertEquals("data:image/png;base64,YWJj", kie.lastBody().getString("base64Data"));
  }

  @Test
  void aRefusedUploadIsAnOutageWithItsKind() {
    kie.says(
        401, "{\"success\":false,\"code\":401,\"msg\":\"Authentication failed: Invalid API Key\"}");

    KieUnavailable refused =
        assertThrows(
            KieUnavailable.class,
            () -> Await.get(client.uploads().fromUrl(URI.create("https://x/a.png"), "a.png")));
    assertEquals(FailureKind.BAD_KEY, refused.kind());
  }

  @Test
  void readsCreditsAndDownloadLinks() {
    kie.says("{\"code\":200,\"msg\":\"success\",\"data\":5916.25}");
    assertEquals(new BigDecimal("5916.25"), Await.get(client.credits()));
    kie.says("{\"code\":200,\"msg\":\"success\",\"data\":\"https://f/dl\"}");
    assertEquals(
        URI.create("https://f/dl"), Await.get(client.downloadUrl(URI.create("https://f/1"))));
    kie.says("{\"code\":422,\"msg\":\"url is wrong\",\"data\":null}");
    assertThrows(
        KieUnavailable.class,
        () -> assertEquals(LINK, Await.get(client.downloadUrl(URI.create("https://f/1")))));
  }
}
