package trt;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A newcomer's first two minutes in a real browser. Runs where Chromium and its driver are
 * installed; {@code -Dscreenshots=FOLDER} keeps what it saw.
 */
@EnabledIf("hasBrowser")
class BrowserIT {
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Path BROWSER = Path.of("/usr/bin/chromium");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  static boolean hasBrowser() {
    return Files.isExecutable(DRIVER) && Files.isExecutable(BROWSER);
  }

  @Test
  void aNewcomerMakesAPictureInTheChatPage(@TempDir Path folder) throws IOException {
    try (PlaygroundProcess playground = PlaygroundProcess.start(folder, "0.3")) {
      ChromeDriver browser = browser(folder);
      try {
        browser.get(playground.chat());
        press(browser, "Start");
        press(browser, "Make a picture");
        see(browser, "Choose a model");
        keep(browser, "models");
        press(browser, "Z-Image · free");
        press(browser, "16:9");
        see(browser, "Describe what you want to see");
        write(browser, "a red fox in fresh snow, morning light");
        see(browser, "Price: free");
        keep(browser, "confirm");
        press(browser, "Confirm");
        see(browser, "is reserved");
        keep(browser, "status");
        picture(browser);
        keep(browser, "result");
        press(browser, "Again");
        see(browser, "Free today: 2");

        assertTrue(browser.findElements(By.cssSelector("[data-testid='message'] img")).size() >= 1);
      } finally {
        browser.quit();
      }
    }
  }

  private static ChromeDriver browser(Path folder) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(BROWSER.toString());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--user-data-dir=" + folder.resolve("chromium"));
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
    ChromeDriver browser = new ChromeDriver(service, options);
    browser.manage().window().setSize(new Dimension(1100, 900));
    return browser;
  }

  /** The newest button with that label, once it is there. */
  private static void press(ChromeDriver browser, String label) {
    wait(browser)
        .until(
            b -> {
              List<WebElement> buttons =
                  b.findElements(By.xpath("//button[contains(., '" + label + "')]"));
              if (buttons.isEmpty()) {
                return false;
              }
              buttons.get(buttons.size() - 1).click();
              return true;
            });
  }

  private static void see(ChromeDriver browser, String text) {
    wait(browser)
        .until(
            b ->
                b.findElements(By.cssSelector("[data-testid='message']")).stream()
                    .anyMatch(message -> message.getText().contains(text)));
  }

  private static void picture(ChromeDriver browser) {
    wait(browser)
        .until(b -> !b.findElements(By.cssSelector("[data-testid='message'] img")).isEmpty());
  }

  private static void write(ChromeDriver browser, String text) {
    WebElement input = browser.findElement(By.cssSelector("[data-testid='composer-input']"));
    input.sendKeys(text);
    input.sendKeys(Keys.ENTER);
  }

  private static WebDriverWait wait(ChromeDriver browser) {
    WebDriverWait wait = new WebDriverWait(browser, PATIENCE);
    wait.ignoring(StaleElementReferenceException.class)
        .ignoring(org.openqa.selenium.ElementNotInteractableException.class);
    return wait;
  }

  private static void keep(ChromeDriver browser, String name) throws IOException {
    String folder = System.getProperty("screenshots", "target/screenshots");
    Files.createDirectories(Path.of(folder));
    Files.write(Path.of(folder, name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
  }
}
