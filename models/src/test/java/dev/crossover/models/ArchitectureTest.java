package dev.crossover.models;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.crossover.models");

  @Test
  void factsKnowNeitherStepTimeNorBills() {
    noClasses()
        .that()
        .resideInAPackage("..models.catalog..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..models.performance..", "..models.pricing..")
        .check(CLASSES);
  }

  @Test
  void stepTimeKnowsNoPrice() {
    noClasses()
        .that()
        .resideInAPackage("..models.performance..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..models.pricing..")
        .check(CLASSES);
  }

  @Test
  void nothingReadsFilesOrYaml() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.fasterxml..", "java.nio.file..", "java.io..", "nl.tudelft..")
        .check(CLASSES);
  }

  @Test
  void mathThatDiffersBetweenMachinesIsNotCalled() {
    for (String name : new String[] {"exp", "log", "log10", "pow", "sin", "cos", "cbrt", "expm1"}) {
      noClasses().should().callMethodWhere(calls(name)).check(CLASSES);
    }
  }

  @Test
  void nothingReadsTheWallClock() {
    noClasses().should().callMethod(System.class, "currentTimeMillis").check(CLASSES);
    noClasses().should().callMethod(System.class, "nanoTime").check(CLASSES);
    noClasses().should().callMethod(LocalDate.class, "now").check(CLASSES);
    noClasses().should().dependOnClassesThat().areAssignableTo(Clock.class).check(CLASSES);
  }

  private static DescribedPredicate<JavaMethodCall> calls(String name) {
    return DescribedPredicate.describe(
        "calls Math." + name,
        call -> call.getTargetOwner().isEquivalentTo(Math.class) && call.getName().equals(name));
  }
}
