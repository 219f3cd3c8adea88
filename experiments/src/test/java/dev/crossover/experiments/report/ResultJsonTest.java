package dev.crossover.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossover.experiments.run.Results;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultJsonTest {
  @TempDir Path folder;

  @Test
  void resultsAreWrittenAsTheGoldenFile() throws IOException {
    Golden.check("results.json", text(Samples.results()));
  }

  @Test
  void resultsReadBackAreWrittenAsTheSameBytes() throws IOException {
    String text = text(Samples.results());
    Results back = ResultJson.read(file(text));
    assertThat(text(back)).isEqualTo(text);
    assertThat(back.points().get(1).strategies().get(1).cost()).isEqualTo(Samples.fleet(2).cost());
  }

  @Test
  void randomResultsFitTheSchemaAndReadBackAsTheSameBytes() throws IOException {
    long seed = 7;
    Random random = new Random(seed);
    for (int i = 0; i < 40; i++) {
      String text = text(new RandomResults(random).next());
      assertThat(ResultSchema.problems(text)).as("seed %d, case %d", seed, i).isEmpty();
      assertThat(text(ResultJson.read(file(text)))).as("seed %d, case %d", seed, i).isEqualTo(text);
    }
  }

  @Test
  void whatDoesNotExistIsNullAndNotZero() throws IOException {
    String text = text(Samples.results());
    assertThat(text).contains("\"queue_s\": null", "\"utilization\": null", "\"steps\": null");
    assertThat(text).contains("\"answered_by_cache\": null", "\"tokens_of_capacity\": null");
    Results back = ResultJson.read(file(text));
    assertThat(back.points().get(0).strategies().get(0).preemptions()).isNull();
  }

  @Test
  void keysOfALaterProgramArePassedOver() throws IOException {
    String text = text(Samples.results());
    String later = text.replaceFirst("\"seed\": 1,", "\"seed\": 1, \"carbon_kg\": 4.5,");
    assertThat(later).isNotEqualTo(text);
    assertThat(text(ResultJson.read(file(later)))).isEqualTo(text);
  }

  @Test
  void anotherSchemaVersionIsRefusedWithAdvice() throws IOException {
    Path file =
        file(text(Samples.results()).replace("\"schema_version\": 1", "\"schema_version\": 2"));
    assertThatThrownBy(() -> ResultJson.read(file))
        .isInstanceOf(OutputRefusedException.class)
        .hasMessageContaining("schema_version 2 is not 1. Maybe read these results with");
  }

  @Test
  void tornMissingOrContradictoryContentIsRefused() throws IOException {
    String text = text(Samples.results());
    for (String broken :
        List.of(
            "",
            "null",
            "[]",
            text.substring(0, text.length() / 2),
            text.replaceFirst("\"seed\": 1,", ""),
            text.replaceFirst("\"arrived\": 1000", "\"arrived\": 1001"),
            text.replaceFirst("\"name\": \"hosted\",", ""),
            text.replaceFirst("\"monthly_usd\": 0.08985", "\"monthly_usd\": 0.08986"))) {
      assertThat(broken).isNotEqualTo(text);
      Path file = file(broken);
      assertThatThrownBy(() -> ResultJson.read(file))
          .isInstanceOf(OutputRefusedException.class)
          .hasMessageContaining("results.json");
    }
  }

  @Test
  void pointsToResumeFromLoseNoBit() throws IOException {
    long seed = 11;
    Random random = new Random(seed);
    for (int i = 0; i < 20; i++) {
      FinishedPoint point =
          new FinishedPoint(new RandomResults(random).next().points().get(0), Samples.timeline());
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ResultJson.writePoint(point, out);
      Path file = file(out.toString(StandardCharsets.UTF_8));
      assertThat(ResultJson.readPoint(file)).as("seed %d, case %d", seed, i).isEqualTo(point);
    }
  }

  private static String text(Results results) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ResultJson.write(results, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("results.json"), text);
  }
}
