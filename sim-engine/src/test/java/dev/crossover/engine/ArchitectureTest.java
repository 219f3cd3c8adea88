package dev.crossover.engine;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The walls between this module's packages, and its laws. */
class ArchitectureTest {
  private static final String ENGINE = "dev.crossover.engine.";

  /** What each package may see of the others. A new package needs a line here. */
  private static final Map<String, List<String>> VISIBLE =
      new TreeMap<>(
          Map.of(
              "units", List.of("request"),
              "request", List.of("serving", "units"),
              "kernel", List.of("units"),
              "serving", List.of("kernel", "units"),
              "reference", List.of("serving", "kernel", "request", "units"),
              "batching", List.of("reference", "serving", "kernel"),
              "metering", List.of("serving", "kernel", "request", "units"),
              "fleet",
                  List.of(
                      "batching",
                      "metering",
                      "reference",
                      "serving",
                      "kernel",
                      "request",
                      "units")));

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.crossover.engine");

  static Stream<String> packages() {
    return VISIBLE.keySet().stream();
  }

  static Stream<Arguments> crimes() {
    return Stream.of(
        Arguments.of(EngineLaws.DSOL_STAYS_IN_THE_KERNEL, LawBreakers.UsesDsol.class),
        Arguments.of(
            EngineLaws.NO_FILES_YAML_TABLES_OR_COMMAND_LINES, LawBreakers.ReadsFiles.class),
        Arguments.of(EngineLaws.RANDOMNESS_HAS_A_NAME, LawBreakers.RollsDice.class),
        Arguments.of(EngineLaws.RANDOMNESS_HAS_A_NAME, LawBreakers.RollsMathDice.class),
        Arguments.of(EngineLaws.NO_THREADS, LawBreakers.RollsSharedDice.class),
        Arguments.of(EngineLaws.NO_THREADS, LawBreakers.StartsThreads.class),
        Arguments.of(EngineLaws.NO_WALL_CLOCK, LawBreakers.ReadsNanoTime.class),
        Arguments.of(EngineLaws.NO_WALL_CLOCK, LawBreakers.ReadsInstant.class),
        Arguments.of(EngineLaws.NO_WALL_CLOCK, LawBreakers.ReadsClock.class),
        Arguments.of(EngineLaws.NO_WALL_CLOCK, LawBreakers.ReadsDate.class),
        Arguments.of(EngineLaws.MATH_IS_EXACT, LawBreakers.CallsExp.class),
        Arguments.of(EngineLaws.MATH_IS_EXACT, LawBreakers.RefersToLog.class),
        Arguments.of(EngineLaws.NO_STATICS_THAT_CHANGE, LawBreakers.CountsInAStatic.class),
        Arguments.of(EngineLaws.OUTPUT_LENGTHS_ARE_SECRET, LawBreakers.ReadsTheFuture.class));
  }

  @ParameterizedTest
  @EnumSource
  void theLawHolds(EngineLaws law) {
    law.rule().check(MAIN);
  }

  @ParameterizedTest
  @MethodSource("crimes")
  void theLawSeesItsCrime(EngineLaws law, Class<?> criminal) {
    JavaClasses imported = new ClassFileImporter().importClasses(criminal);
    assertThat(law.rule().evaluate(imported).hasViolation()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void theLawLeavesTheInnocentAlone(EngineLaws law) {
    law.rule().check(new ClassFileImporter().importClasses(LawBreakers.Citizen.class));
  }

  @ParameterizedTest
  @MethodSource("packages")
  void thePackageSeesOnlyWhatItMay(String name) {
    wall(name, VISIBLE.getOrDefault(name, List.of())).check(MAIN);
  }

  /** The queueing tests use the kernel and nothing else. */
  @Test
  void aWallStopsThoseWhoWalkIntoIt() {
    JavaClasses tests = new ClassFileImporter().importPackages(ENGINE + "queueing");
    assertThat(wall("queueing", List.of()).evaluate(tests).hasViolation()).isTrue();
    wall("queueing", List.of("kernel")).check(tests);
  }

  @Test
  void everyPackageHasItsWalls() {
    assertThat(MAIN)
        .extracting(JavaClass::getPackageName)
        .allSatisfy(
            name ->
                assertThat(VISIBLE).containsKey(name.substring(ENGINE.length()).split("\\.")[0]));
  }

  private static ArchRule wall(String name, List<String> visible) {
    String[] allowed =
        Stream.concat(Stream.of(name), visible.stream())
            .map(allowedName -> ENGINE + allowedName + "..")
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(ENGINE + name + "..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.crossover..")
                .and(DescribedPredicate.not(resideInAnyPackage(allowed))))
        .allowEmptyShould(true);
  }
}
