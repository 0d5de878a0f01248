package trt;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.EventBus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The walls between the packages, and the size budget. Each rule says why it is there. */
@AnalyzeClasses(packages = "trt", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] UNITS = {
    "trt.ingress..",
    "trt.routing..",
    "trt.generation..",
    "trt.delivery..",
    "trt.cleanup..",
    "trt.payments..",
    "trt.ops.."
  };
  private static final String[] OUTSIDE = {
    "trt.telegram..", "trt.kie..", "trt.postgres..", "trt.redis.."
  };

  @ArchTest
  static final ArchRule domainIsPure =
      classes()
          .that()
          .resideInAPackage("trt.domain..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "trt.domain..",
              "java.lang..",
              "java.util..",
              "java.time..",
              "java.math..",
              "java.text..",
              "org.jspecify..",
              "com.google.errorprone.annotations..")
          .because("decisions that need no clock, database or network are tested in milliseconds");

  @ArchTest
  static final ArchRule domainHasNoClock =
      noClasses()
          .that()
          .resideInAPackage("trt.domain..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Math.class, "random")
          .because("time and randomness are parameters, so that every decision can be replayed");

  @ArchTest
  static final ArchRule unitsDoNotKnowEachOther =
      slices()
          .matching("trt.(ingress|routing|generation|delivery|cleanup|payments|ops)..")
          .should()
          .notDependOnEachOther()
          .because("units speak over the bus; one can be stopped, resized or replaced alone");

  @ArchTest
  static final ArchRule outsidePackagesDoNotKnowEachOther =
      slices()
          .matching("trt.(telegram|kie|postgres|redis)..")
          .should()
          .notDependOnEachOther()
          .because("each outside system is understood in one place");

  @ArchTest
  static final ArchRule outsidePackagesKnowNoUnit =
      noClasses()
          .that()
          .resideInAnyPackage(OUTSIDE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(UNITS)
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("trt.bus..")
          .because("clients and stores answer questions; they do not start work");

  @ArchTest
  static final ArchRule noCycles =
      slices()
          .matching("trt.(*)..")
          .should()
          .beFreeOfCycles()
          .because("a cycle between packages means neither can be read alone");

  @ArchTest
  static final ArchRule onlyTheBusTouchesTheEventBus =
      noClasses()
          .that()
          .resideOutsideOfPackage("trt.bus..")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(EventBus.class)
          .because("typed addresses and answered failures exist only behind trt.bus.Bus");

  @ArchTest
  static final ArchRule onlyTracingKnowsOpenTelemetry =
      noClasses()
          .that()
          .resideOutsideOfPackage("trt.tracing..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.opentelemetry..")
          .because("switched off, nothing of it may be loaded");

  @ArchTest
  static final ArchRule onlyConfigReadsTheEnvironment =
      noClasses()
          .that()
          .resideOutsideOfPackage("trt.config..")
          .should()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .callMethod(System.class, "getenv")
          .because("every setting is documented, checked and hidden in one place");

  @ArchTest
  static final ArchRule verticlesAreNamedSo =
      classes()
          .that()
          .areAssignableTo(VerticleBase.class)
          .should()
          .haveSimpleNameEndingWith("Verticle")
          .because("the shell of a unit is found by its name");

  @ArchTest
  static final ArchRule nothingBlocksAnEventLoop =
      noClasses()
          .that()
          .resideOutsideOfPackages("trt.cli..", "trt.playground..", "trt")
          .should()
          .callMethod(Future.class, "await")
          .orShould()
          .callMethod(Thread.class, "sleep", long.class)
          .because("an event loop that waits stops every chat it serves");

  @ArchTest
  static final ArchRule noVertxInternals =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vertx..impl..", "io.vertx.core.internal..")
          .because("internals change between patch releases");

  @ArchTest
  static final ArchRule onlyTheShellKnowsTheApp =
      noClasses()
          .that()
          .resideOutsideOfPackages("trt", "trt.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("trt")
          .because("the composition root sees everything, nothing sees it");

  @ArchTest
  static final ArchRule emulatorsShareNoCodeWithTheBot =
      noClasses()
          .that()
          .resideInAPackage("trt.playground..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("trt.telegram..", "trt.kie..", "trt.postgres..", "trt.domain..")
          .because("an emulator that shares the bot's code shares its mistakes");

  @ArchTest
  static final ArchRule noVagueNames =
      noClasses()
          .should()
          .haveNameMatching(".*(Manager|Helper|Util|Utils|Impl|Service|Common|DTO)$")
          .because("such a name says nothing about what is inside");

  /** Long files are where nobody finds anything: no file over 250 lines, half of them under 70. */
  @Test
  void filesStayWithinTheBudget() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      List<Path> sources = files.filter(f -> f.toString().endsWith(".java")).toList();
      List<Integer> sizes = sources.stream().map(ArchitectureTest::lines).sorted().toList();
      List<Path> tooLong = sources.stream().filter(f -> lines(f) > 250).toList();

      assertTrue(tooLong.isEmpty(), () -> "over 250 lines: " + tooLong);
      assertTrue(sizes.get(sizes.size() / 2) <= 70, () -> "median is over 70 lines");
    }
  }

  private static int lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return (int) lines.count();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
