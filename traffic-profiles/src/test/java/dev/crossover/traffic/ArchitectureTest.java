package dev.crossover.traffic;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

@AnalyzeClasses(packages = "dev.crossover.traffic", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  /** These differ between JVMs and processors. */
  private static final Set<String> UNSTABLE =
      Set.of(
          "exp", "expm1", "log", "log10", "log1p", "pow", "sin", "cos", "tan", "asin", "acos",
          "atan", "atan2", "sinh", "cosh", "tanh", "cbrt", "hypot", "random");

  @ArchTest
  static final ArchRule TRAFFIC_KNOWS_NEITHER_MODELS_NOR_EXPERIMENTS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.crossover.models..",
              "dev.crossover.experiments..",
              "nl.tudelft..",
              "com.fasterxml.jackson.databind..",
              "com.fasterxml.jackson.dataformat..",
              "tech.tablesaw..");

  @ArchTest
  static final ArchRule ONLY_TRACES_ARE_JSON =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.crossover.traffic.trace")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.fasterxml..");

  @ArchTest
  static final ArchRule UNSTABLE_FUNCTIONS_ARE_NOT_CALLED =
      noClasses()
          .should()
          .callMethodWhere(
              call(
                  "an unstable function of Math",
                  target ->
                      target.getTargetOwner().isEquivalentTo(Math.class)
                          && UNSTABLE.contains(target.getName())));

  @ArchTest
  static final ArchRule NO_WALL_CLOCK =
      noClasses()
          .should()
          .callMethodWhere(
              call(
                  "a clock",
                  target ->
                      Set.of("now", "nanoTime", "currentTimeMillis", "systemDefault")
                          .contains(target.getName())));

  @ArchTest
  static final ArchRule NO_UNNAMED_RANDOMNESS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(
              java.util.Random.class,
              java.util.SplittableRandom.class,
              java.util.concurrent.ThreadLocalRandom.class,
              java.security.SecureRandom.class);

  @ArchTest
  static final ArchRule ONLY_PROFILES_KNOW_THE_OTHER_PACKAGES =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.crossover.traffic.profile", "dev.crossover.traffic.fit")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.crossover.traffic.profile");

  @ArchTest
  static final ArchRule ARRIVALS_AND_LENGTHS_ARE_APART =
      noClasses()
          .that()
          .resideInAPackage("dev.crossover.traffic.arrival")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.crossover.traffic.length", "dev.crossover.traffic.trace");

  private static DescribedPredicate<JavaMethodCall> call(
      String description, java.util.function.Predicate<JavaMethodCall> predicate) {
    return DescribedPredicate.describe(description, predicate);
  }
}
