package dev.crossover.experiments;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls inside this module. */
@AnalyzeClasses(
    packages = "dev.crossover.experiments",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final String ROOT = "dev.crossover.experiments.";

  @ArchTest
  static final ArchRule databindStaysAtTheEdges =
      only("com.fasterxml.jackson.databind..", "spec..", "report..", "transcript..", "cli..");

  @ArchTest static final ArchRule snakeYamlStaysInSpec = only("org.yaml..", "spec..");

  @ArchTest static final ArchRule tablesawStaysInReport = only("tech.tablesaw..", "report..");

  @ArchTest static final ArchRule picocliStaysInCli = only("picocli..", "cli..");

  @ArchTest
  static final ArchRule specKnowsNothingAboveIt =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "spec..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOT + "plan..", ROOT + "run..", ROOT + "report..", ROOT + "cli..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule planKnowsSpecAlone =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "plan..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOT + "run..", ROOT + "report..", ROOT + "cli..")
          .allowEmptyShould(true);

  private static ArchRule only(String library, String... packages) {
    String[] homes = packages.clone();
    for (int i = 0; i < homes.length; i++) {
      homes[i] = ROOT + homes[i];
    }
    return noClasses()
        .that()
        .resideOutsideOfPackages(homes)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .allowEmptyShould(true);
  }
}
