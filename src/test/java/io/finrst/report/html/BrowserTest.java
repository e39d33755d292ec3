package io.finrst.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.finrst.capture.FrameOrigins;
import io.finrst.cli.Main;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.report.HostNames;
import io.finrst.report.Reading;
import io.finrst.report.Records;
import io.finrst.teardown.Verdict;
import io.finrst.wire.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The page in the machine's own Chromium; skipped where there is none. */
@Tag("environment")
@Timeout(120)
class BrowserTest {
  private static final List<String> FOLDERS = List.of("/usr/bin", "/usr/local/bin", "/usr/lib/chromium", "/snap/bin");

  /** It warns of every Chromium newer than itself; kept, since loggers are forgotten with their settings. */
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  @TempDir private static Path folder;
  private static ChromeDriver browser;
  private static String samples;

  private static Path program(String... names) {
    return Stream.of(names)
        .flatMap(name -> FOLDERS.stream().map(each -> Path.of(each, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }

  @BeforeAll
  static void openBrowser() throws IOException {
    Path chromium = program("chromium", "chromium-browser", "google-chrome");
    Path driver = program("chromedriver");
    assumeTrue(chromium != null && driver != null, "chromium or chromedriver is not installed");
    SELENIUM.setLevel(Level.SEVERE);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.toFile());
    options.addArguments(
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
        "--window-size=1280,900", "--user-data-dir=" + folder.resolve("profile"));
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(driver.toFile()).withLogOutput(OutputStream.nullOutputStream()).build();
    browser = new ChromeDriver(service, options);
    samples = written("samples.html", "samples");
  }

  @AfterAll
  static void closeBrowser() {
    if (browser != null) {
      browser.quit();
    }
  }

  /** Writes a page. */
  private static String written(String name, String... captures) {
    Path file = folder.resolve(name);
    String[] words = Stream.concat(Stream.of("-q", "--html", file.toString()), Stream.of(captures)).toArray(String[]::new);
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    assertThat(Main.run(InputStream.nullInputStream(), OutputStream.nullOutputStream(), nowhere, words)).isZero();
    return file.toUri().toString();
  }

  private static void open(String address) {
    browser.get("about:blank"); // else another hash of the same page would load nothing
    browser.get(address);
    await("return document.getElementById('rows').getAttribute('aria-busy') === 'false'");
  }

  private static Object run(String script, Object... arguments) {
    return browser.executeScript(script, arguments);
  }

  private static void await(String condition) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!Boolean.TRUE.equals(run(condition))) {
      assertThat(System.nanoTime()).as(condition).isLessThan(end);
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static List<String> column(String kind) {
    return browser.findElements(By.cssSelector("#rows tbody tr.row ." + kind)).stream().map(WebElement::getText).toList();
  }

  private static WebElement id(String id) {
    return browser.findElement(By.id(id));
  }

  private static List<String> complaints() {
    return browser.manage().logs().get(LogType.BROWSER).getAll().stream().map(Object::toString).toList();
  }

  @Test
  void opensWithoutAComplaintAndFetchesNothing() {
    complaints();
    browser.manage().logs().get(LogType.PERFORMANCE);
    open(samples);
    assertThat(complaints()).isEmpty();
    List<String> requests =
        browser.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
            .map(entry -> entry.getMessage())
            .filter(message -> message.contains("Network.requestWillBeSent"))
            .filter(message -> !message.contains("\"documentURL\":\"about:blank\""))
            .toList();
    assertThat(requests).hasSize(1).first().asString().contains("samples.html");
    assertThat(column("stream")).hasSize(37).startsWith("3", "19");
  }

  @Test
  void sortsByAColumnBothWaysAndBack() {
    open(samples);
    WebElement sent = browser.findElement(By.cssSelector("#rows th button[data-column='10']"));
    List<String> worstFirst = column("stream");
    sent.click();
    List<String> ascending = column("stream");
    assertThat(sent.findElement(By.xpath("..")).getDomAttribute("aria-sort")).isEqualTo("ascending");
    assertThat((List<?>) run("return [...document.querySelectorAll('#rows tr.row')].map(r => r.cells[9].textContent)"))
        .first().isEqualTo("0 B");
    sent.click();
    assertThat(column("stream")).isNotEqualTo(ascending);
    assertThat((String) run("return document.querySelector('#rows tr.row').cells[9].textContent")).contains("kB");
    sent.click();
    assertThat(column("stream")).isEqualTo(worstFirst);
  }

  @Test
  void findsAndFiltersAndKeepsTheStateInItsAddress() {
    open(samples);
    id("q").sendKeys("unread 6379");
    await("return document.querySelectorAll('#rows tr.row').length === 1");
    assertThat(column("server")).containsExactly("10.65.119.130:6379");
    assertThat(id("found").getText()).isEqualTo("1 of 37 match");
    browser.findElement(By.cssSelector("#rows .open")).click();
    String address = browser.getCurrentUrl();
    assertThat(address).contains("#").contains("q=unread+6379").contains("open=19");
    open(address);
    assertThat(id("q").getDomProperty("value")).isEqualTo("unread 6379");
    assertThat(column("stream")).containsExactly("19");
    await("return document.querySelector('#rows tr.note dd') !== null");
    id("clear").click();
    assertThat(column("stream")).hasSize(37);
    assertThat(browser.getCurrentUrl()).doesNotContain("q=");
  }

  @Test
  void aLinkAboveShowsItsConnectionsInTheTable() {
    open(samples);
    run("document.querySelector('.legend a[href=\"#verdict=graceful\"]').click()");
    await("return document.getElementById('verdict').value === 'graceful'");
    assertThat(column("verdict")).hasSize(19).containsOnly("graceful");
    open(samples + "#cause=unread-data-at-close&harm=harmful");
    assertThat(column("cause")).hasSize(2).allMatch(cause -> cause.endsWith("unread-data-at-close"));
  }

  @Test
  void aRowOpensToItsExplanationByMouseAndByKeys() {
    open(samples);
    WebElement first = browser.findElement(By.cssSelector("#rows .open"));
    browser.findElement(By.cssSelector("#rows td.verdict")).click();
    await("return document.querySelectorAll('#rows tr.note h3').length > 3");
    assertThat(first.getDomAttribute("aria-expanded")).isEqualTo("true");
    assertThat(browser.findElement(By.cssSelector("#rows tr.note")).getText())
        .contains("Client 10.66.77.10:56417 reset the connection").contains("Evidence").contains("Facts");
    first.sendKeys(Keys.ENTER);
    assertThat(browser.findElements(By.cssSelector("#rows tr.note"))).isEmpty();
    first.sendKeys(Keys.SPACE);
    await("return document.querySelector('#rows tr.note h3') !== null");
    assertThat(browser.switchTo().activeElement()).isEqualTo(first);
  }

  @Test
  void everythingIsReachedByTheTabKey() {
    open(samples);
    List<?> unreachable =
        (List<?>) run("return [...document.querySelectorAll('a, button, input, select, summary')].filter(e => e.tabIndex < 0)");
    assertThat(unreachable).isEmpty();
    new Actions(browser).sendKeys(Keys.TAB).perform();
    assertThat(browser.switchTo().activeElement().getText()).isEqualTo("To the table of connections");
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 768, 1280})
  void nothingIsWiderThanTheWindow(int width) {
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride", Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", false));
    try {
      open(samples + "#open=3");
      await("return document.querySelector('#rows tr.note h3') !== null");
      assertThat((Long) run("return document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
    } finally {
      browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void readersOfScreensAndWeakEyesFindNoFault(String scheme) throws IOException {
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    open(samples + "#open=3");
    await("return document.querySelector('#rows tr.note h3') !== null");
    run("document.querySelectorAll('details').forEach(each => { each.open = true; })");
    try (InputStream axe = BrowserTest.class.getResourceAsStream("/axe.min.js")) {
      run(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
    }
    Object faults =
        browser.executeAsyncScript(
            "const done = arguments[0]; axe.run().then(r => done(r.violations.map("
                + "v => v.id + ': ' + v.help + ' ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 200)).join(' | '))))");
    assertThat((List<?>) faults).isEmpty();
  }

  @Test
  void whatAHostileCaptureSaysIsText() throws IOException {
    String evil = "</script><img src=x onerror=\"document.title='owned'\">";
    Path file = folder.resolve("hostile.html");
    try (OutputStream out = Files.newOutputStream(file)) {
      HtmlWriter writer = new HtmlWriter(out, address -> evil, new HtmlWriter.Origin(evil, "finrst 1"));
      writer.reads(new Reading(FrameOrigins.UNKNOWN, List.of(evil)));
      writer.onConnection(Records.aResetWithWords(evil).withLadder().stream(1).told(Records.unreadData()));
      writer.onConnection(Records.aResetWithWords(evil).stream(2).told(Records.unreadData()));
      writer.finish(Records.summary(Map.of(Verdict.RST_AFTER_DATA, 2L)));
    }
    complaints();
    open(file.toUri() + "#open=1");
    await("return document.querySelector('#rows tr.note h3') !== null");
    assertThat(browser.findElements(By.tagName("img"))).isEmpty();
    assertThat(browser.getTitle()).contains("<img src=x");
    assertThat(browser.findElement(By.cssSelector("#rows td.client")).getText()).contains("<img src=x onerror=");
    assertThat(browser.findElement(By.cssSelector("#rows tr.note")).getText()).contains("<img src=x onerror=");
    assertThat(complaints()).isEmpty();
  }

  @Test
  void itsPolicyForbidsWhatSomebodyMightPutIn() {
    open(samples);
    complaints();
    run("try { const s = document.createElement('script'); s.append('document.title = \"owned\"');"
        + " document.body.append(s); } catch (e) { }");
    run("const i = new Image(); i.src = 'http://127.0.0.1:9/'; document.body.append(i);");
    assertThat(browser.getTitle()).doesNotContain("owned");
    assertThat((Boolean) run("try { document.body.innerHTML = '<b>x</b>'; return false; } catch (e) { return true; }")).isTrue();
    Object fetched =
        browser.executeAsyncScript("const d = arguments[0]; fetch('http://127.0.0.1:9/').then(() => d('fetched'), e => d('refused'))");
    assertThat(fetched).isEqualTo("refused");
    assertThat(complaints()).anyMatch(each -> each.contains("Content Security Policy"));
  }

  @Test
  @Tag("slow")
  void aHundredThousandConnectionsOpenInThreeSeconds() throws IOException {
    Path file = folder.resolve("many.html");
    int many = 100_000;
    try (OutputStream out = Files.newOutputStream(file)) {
      HtmlWriter writer = new HtmlWriter(out, HostNames.NONE, new HtmlWriter.Origin("", "finrst 1"));
      for (int i = 0; i < many; i++) {
        boolean bad = i % 3 == 0;
        Records each = (bad ? Records.aReset() : Records.aGracefulClose()).stream(i);
        each.client = new Endpoint(Records.ipv4(10, 1, i >> 8 & 255, i & 255), 1024 + i % 60_000);
        writer.onConnection(each.told(bad ? Records.unreadData() : Diagnosis.NONE));
      }
      writer.finish(Records.summary(Map.of(Verdict.RST_AFTER_DATA, 33_334L, Verdict.GRACEFUL, 66_666L)));
    }
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 3 && best > 3_000; i++) {
      browser.get("about:blank");
      long start = System.nanoTime();
      open(file.toUri().toString());
      best = Math.min(best, (System.nanoTime() - start) / 1_000_000);
    }
    assertThat(best).as("ms until it can be used").isLessThan(3_000);
    assertThat(column("stream")).hasSize(100);
    assertThat((Long) run("return document.querySelectorAll('*').length")).isLessThan(4_000);
    id("last").click();
    await("return document.getElementById('page').textContent === 'Page 1,000 of 1,000'");
    long start = System.nanoTime();
    id("q").sendKeys("10.1.255.7:");
    await("return document.getElementById('found').textContent.startsWith('1 of')");
    browser.findElement(By.cssSelector("#rows .open")).click();
    await("return document.querySelector('#rows tr.note') !== null && document.querySelector('#rows tr.note h3') !== null");
    assertThat((System.nanoTime() - start) / 1_000_000).as("ms to find and open one").isLessThan(5_000);
  }
}
