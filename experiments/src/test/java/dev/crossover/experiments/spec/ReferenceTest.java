package dev.crossover.experiments.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds docs/REFERENCE.md to the types: no key and no choice without a line of meaning. */
class ReferenceTest {
  private static final String WRITE = "crossover.write-docs";
  private static final String HOW =
      "mvn -pl experiments -am test -Dtest=ReferenceTest -Dcrossover.write-docs=true"
          + " -Dsurefire.failIfNoSpecifiedTests=false";

  private static Reference reference;

  @BeforeAll
  static void read() throws IOException {
    reference = new Reference();
  }

  @Test
  void everyKeyHasALineOfMeaning() {
    List<String> silent = new ArrayList<>();
    for (KeyWalk.Block block : reference.blocks()) {
      for (KeyWalk.Key key : block.keys()) {
        if (reference.meaning(key).isBlank()) {
          silent.add(key.owner().getSimpleName() + "." + key.component().getName());
        }
      }
    }
    assertThat(silent).as("components without @param").isEmpty();
  }

  @Test
  void everyBlockAndEveryKindOfValueHasALineOfMeaning() {
    for (KeyWalk.Block block : reference.blocks()) {
      assertThat(reference.docs().summary(block.type())).as(block.type().getName()).isNotBlank();
    }
    for (Class<?> quantity : ValueNoun.QUANTITIES.keySet()) {
      assertThat(reference.docs().summary(quantity)).as(quantity.getName()).contains("`");
    }
  }

  @Test
  void everyEntryOfEveryRegistryHasALineOfMeaning() {
    List<String> silent = new ArrayList<>();
    for (Choices.Choice choice : reference.choices()) {
      for (Choices.Entry entry : choice.entries()) {
        if (entry.meaning(reference.docs()).isBlank()) {
          silent.add(entry.type().getSimpleName() + ": " + entry.written());
        }
      }
    }
    assertThat(silent).as("entries without Javadoc").isEmpty();
  }

  @Test
  void aDefaultThatIsToldIsTheOneThatIsTaken() {
    int compared = 0;
    for (KeyWalk.Block block : reference.blocks()) {
      for (KeyWalk.Key key : block.keys()) {
        Optional<String> told = reference.toldDefault(key);
        Optional<Object> taken = reference.takenDefault(key);
        if (told.isPresent() && taken.isPresent()) {
          Class<?> type = (Class<?>) key.type();
          assertThat(ScalarTypes.parse(type, told.get())).as(key.path()).isEqualTo(taken.get());
          compared++;
        }
      }
    }
    assertThat(compared).isGreaterThan(3);
  }

  @Test
  void thePageIsWhatTheTypesSay() throws IOException {
    Path page = SourceDocs.root().resolve("docs").resolve("REFERENCE.md");
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(page, reference.text());
    }
    assertThat(page).as("written again by " + HOW).exists();
    assertThat(Files.readString(page))
        .as(page + " is not what the types say; write it again by " + HOW)
        .isEqualTo(reference.text());
  }
}
