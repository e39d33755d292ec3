package io.finrst.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.finrst.capture.Packet;
import io.finrst.wire.Segment;
import io.finrst.wire.SegmentDecoder;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;

/** A conscious exception to an arrow is written here, with its reason. */
@AnalyzeClasses(packages = "io.finrst", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String CLI = "io.finrst.cli..";
  private static final String LAB = "io.finrst.lab..";
  private static final String REPORT = "io.finrst.report..";
  private static final String DIAGNOSIS = "io.finrst.diagnosis..";
  private static final String PCAP4J = "io.finrst.capture.pcap4j..";
  private static final String LIVE = "io.finrst.capture.live..";
  private static final String KERNEL = "io.finrst.kernel..";

  @ArchTest
  static final ArchRule roomsDependDownwardsOnly =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("cli").definedBy(CLI)
          .layer("lab").definedBy(LAB)
          .layer("report").definedBy(REPORT)
          .layer("compare").definedBy("io.finrst.compare..")
          .layer("analysis").definedBy("io.finrst")
          .layer("diagnosis").definedBy(DIAGNOSIS)
          .layer("kernel").definedBy(KERNEL)
          .layer("flow").definedBy("io.finrst.flow..")
          .layer("judgement").definedBy("io.finrst.judgement..")
          .layer("record").definedBy("io.finrst.record..")
          .layer("wire").definedBy("io.finrst.wire..")
          .layer("teardown").definedBy("io.finrst.teardown..")
          .layer("capture").definedBy("io.finrst.capture..")
          .whereLayer("cli").mayNotBeAccessedByAnyLayer()
          .whereLayer("lab").mayOnlyBeAccessedByLayers("cli")
          .whereLayer("report").mayOnlyBeAccessedByLayers("cli")
          .whereLayer("compare").mayOnlyBeAccessedByLayers("cli", "report")
          .whereLayer("analysis").mayOnlyBeAccessedByLayers("cli", "lab", "report", "compare")
          // what an analysis hands to its listener passes through lab and report
          .whereLayer("diagnosis").mayOnlyBeAccessedByLayers("cli", "lab", "report", "compare", "analysis")
          .whereLayer("kernel").mayOnlyBeAccessedByLayers("cli", "lab", "analysis")
          // cli names Announcing, an option of an analysis
          .whereLayer("flow").mayOnlyBeAccessedByLayers("cli", "analysis")
          .whereLayer("judgement").mayOnlyBeAccessedByLayers("flow")
          .whereLayer("judgement").mayOnlyAccessLayers("record", "teardown", "wire")
          .whereLayer("record")
              .mayOnlyBeAccessedByLayers(
                  "cli", "lab", "report", "compare", "analysis", "diagnosis", "kernel", "flow", "judgement")
          // diagnosis knows wire's Address and Endpoint, which records hold; see diagnosisSeesRecordsOnly
          .whereLayer("wire")
              .mayOnlyBeAccessedByLayers(
                  "cli", "lab", "report", "compare", "analysis", "diagnosis", "kernel", "flow", "judgement", "record")
          .whereLayer("teardown")
              .mayOnlyBeAccessedByLayers(
                  "cli", "lab", "report", "compare", "analysis", "diagnosis", "kernel", "flow", "judgement", "record")
          // report prints CaptureInfo, which the summary holds; compare reads several sources in step
          .whereLayer("capture")
              .mayOnlyBeAccessedByLayers("cli", "lab", "report", "compare", "analysis", "flow", "wire")
          .ensureAllClassesAreContainedInArchitecture();

  @ArchTest
  static final ArchRule packagesHaveNoCycles = slices().matching("io.finrst.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule diagnosisSeesRecordsOnly =
      noClasses()
          .that().resideInAPackage(DIAGNOSIS)
          .should().dependOnClassesThat().belongToAnyOf(Packet.class, Segment.class, SegmentDecoder.class);

  @ArchTest
  static final ArchRule onlyCliKnowsTheStandardStreamsAndExits =
      noClasses()
          .that().resideOutsideOfPackage(CLI)
          // programs of their own, which talk to the one that started them
          .and().doNotHaveFullyQualifiedName("io.finrst.lab.ServerProcess")
          .and().doNotHaveFullyQualifiedName("io.finrst.lab.CaptureProcess")
          .should().accessField(System.class, "in")
          .orShould().accessField(System.class, "out")
          .orShould().accessField(System.class, "err")
          .orShould().callMethod(System.class, "exit", int.class)
          .orShould().callMethod(Throwable.class, "printStackTrace");

  @ArchTest
  static final ArchRule nobodyElseReadsTheClock =
      noClasses()
          .that().resideOutsideOfPackages(CLI, LAB, PCAP4J, LIVE, KERNEL)
          .should().callMethod(System.class, "currentTimeMillis")
          .orShould().callMethod(System.class, "nanoTime")
          .orShould().callMethod(Instant.class, "now")
          .orShould().callConstructor(Date.class)
          .orShould().dependOnClassesThat().areAssignableTo(Clock.class);

  @ArchTest
  static final ArchRule onlyOneRoomTouchesPcap4j = only("org.pcap4j..", PCAP4J);

  @ArchTest
  static final ArchRule onlyCliParsesCommandLines = only("picocli..", CLI);

  @ArchTest
  static final ArchRule onlyCliAsksTheTerminal = only("org.fusesource.jansi..", CLI);

  @ArchTest
  static final ArchRule onlyOneRoomWritesJson = only("com.fasterxml.jackson..", "io.finrst.report.json..");

  @ArchTest
  static final ArchRule onlyOneRoomFillsTemplates = only("com.samskivert..", "io.finrst.report.html..");

  @ArchTest
  static final ArchRule onlyCaptureDecompresses = only("com.github.luben..", "io.finrst.capture..");

  private static ArchRule only(String library, String room) {
    return noClasses()
        .that().resideOutsideOfPackage(room)
        .should().dependOnClassesThat().resideInAPackage(library)
        .allowEmptyShould(true);
  }
}
