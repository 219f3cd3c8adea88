package dev.crossover.engine;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** The laws of this module's main code, each with the reason it gives when it is broken. */
enum EngineLaws {
  DSOL_STAYS_IN_THE_KERNEL(
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.crossover.engine.kernel..")
          .should()
          .dependOnClassesThat(resideInAnyPackage("nl.tudelft..", "org.djutils.."))),

  NO_FILES_YAML_TABLES_OR_COMMAND_LINES(
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "java.io..",
                  "java.nio.file..",
                  "com.fasterxml..",
                  "org.yaml..",
                  "tech.tablesaw..",
                  "picocli.."))),

  /** {@code StrictMath.random} and {@code Math.random} are caught where they are called. */
  RANDOMNESS_HAS_A_NAME(
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.util.random..", "org.apache.commons.math3.random..")
                  .or(
                      named(
                          "java.util.Random",
                          "java.util.SplittableRandom",
                          "java.util.UUID",
                          "java.security.SecureRandom")))
          .orShould()
          .accessTargetWhere(target(named("random")))),

  NO_THREADS(
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAPackage("java.util.concurrent..")
                  .or(named("java.lang.Thread", "java.lang.ThreadLocal")))),

  NO_WALL_CLOCK(
      noClasses()
          .should()
          .accessTargetWhere(
              target(named("nanoTime", "currentTimeMillis"))
                  .or(targetOwner(resideInAPackage("java.time..")).and(target(named("now"))))
                  .or(targetOwner(named("java.time.Clock")).and(target(nameStartingWith("system"))))
                  .or(targetOwner(named("java.util.Date", "java.util.Calendar"))))),

  /** Functions whose last bits differ between processors come from StrictMath or FastMath. */
  MATH_IS_EXACT(
      noClasses()
          .should()
          .accessTargetWhere(
              targetOwner(named("java.lang.Math"))
                  .and(target(DescribedPredicate.not(named(Names.EXACT)))))),

  NO_STATICS_THAT_CHANGE(fields().that().areStatic().should().beFinal()),

  /** Routers, balancers, admission and autoscalers cannot know what a model has yet to say. */
  OUTPUT_LENGTHS_ARE_SECRET(
      noClasses()
          .that(DescribedPredicate.not(named(Names.KNOW_OUTPUT_LENGTHS)))
          .should()
          .accessTargetWhere(
              targetOwner(
                      named("dev.crossover.engine.request.Arrival")
                          .or(named("dev.crossover.engine.request.LiveRequests")))
                  .and(target(named("outputTokens")))));

  private final ArchRule rule;

  EngineLaws(ArchRule rule) {
    this.rule = rule;
  }

  /** The rule; packages that do not exist yet break none. */
  ArchRule rule() {
    return rule.allowEmptyShould(true);
  }

  private static <T extends HasName> DescribedPredicate<T> named(String... names) {
    return named(Arrays.asList(names));
  }

  private static <T extends HasName> DescribedPredicate<T> named(Collection<String> names) {
    return DescribedPredicate.describe(
        "named one of " + names, item -> names.contains(item.getName()));
  }

  /** The lists that grow. */
  private static final class Names {
    /** Those who may read {@code Arrival.outputTokens}: they hand it to an engine or an API. */
    static final List<String> KNOW_OUTPUT_LENGTHS =
        List.of(
            "dev.crossover.engine.fleet.Audit",
            "dev.crossover.engine.fleet.EngineIntake",
            "dev.crossover.engine.fleet.HostedApi",
            "dev.crossover.engine.metering.Recorder",
            "dev.crossover.engine.metering.RowFigures",
            "dev.crossover.engine.request.LiveRequests");

    /** What IEEE 754 or whole numbers leave no choice about. */
    static final List<String> EXACT =
        List.of(
            "abs",
            "absExact",
            "addExact",
            "ceil",
            "copySign",
            "decrementExact",
            "floor",
            "floorDiv",
            "floorMod",
            "fma",
            "getExponent",
            "incrementExact",
            "max",
            "min",
            "multiplyExact",
            "multiplyFull",
            "multiplyHigh",
            "negateExact",
            "nextDown",
            "nextUp",
            "rint",
            "round",
            "scalb",
            "signum",
            "sqrt",
            "subtractExact",
            "toIntExact",
            "ulp");
  }
}
