package dev.crossover.traffic.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.request.ArrivalStream;
import dev.crossover.engine.request.Fate;
import dev.crossover.engine.units.TimeSpan;
import dev.crossover.traffic.SharedFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedProfilesTest {
  private static final TrafficWindow MONTH =
      new TrafficWindow(
          TimeSpan.valueOf("720h"), TimeSpan.ZERO, TimeSpan.valueOf("30d"), TimeSpan.ZERO);

  @Test
  void theIndexListsEveryProfile() throws IOException {
    assertThat(Files.readAllLines(SharedFiles.moduleFolder().resolve("index.txt")))
        .isEqualTo(names());
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyProfileIsPackedNamedAsItsFileAndSaysItsSource(String file) throws IOException {
    try (InputStream packed =
        getClass().getResourceAsStream("/crossover/traffic-profiles/" + file)) {
      assertThat(packed).isNotNull();
      String text = new String(packed.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(text).isEqualTo(Files.readString(SharedFiles.moduleFolder().resolve(file)));
      ProfileSpec spec = ProfileYaml.bind(text);
      assertThat(spec.name() + ".yaml").isEqualTo(file);
      assertThat(spec.source()).isNotBlank();
      assertThat(spec.description()).isNotBlank();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyProfileRunsAsItIs(String file) throws IOException {
    ArrivalStream stream = traffic(file).open(new RandomStreams(1, 0));
    Arrival arrival = new Arrival();
    for (int i = 0; i < 1000; i++) {
      assertThat(stream.next(arrival)).isTrue();
      assertThat(arrival.promptTokens).isPositive();
      assertThat(arrival.outputTokens).isPositive();
      stream.completed(arrival.id, arrival.nanos, Fate.COMPLETED, arrival.outputTokens);
    }
  }

  /** Means as published, or as the file promises. */
  @ParameterizedTest
  @CsvSource({
    "article-chat, 1e7, 250, 250, 0.1",
    "article-code-tool, 1e5, 800, 200, 0.1",
    "flash-crowd, 1e7, 246, 326, 0.2",
    "burstgpt, 702432, 621, 126, 0.1",
    "deepseek-r1-reasoning, 1e7, 1268, 1527, 3.2",
    "sharegpt, 1e7, 246, 326, 0.2",
    "office-hours, 1e6, 246, 326, 0.2",
    "azure-conv-2023, 14333760, 1155, 211, 1",
    "azure-code-2023, 6661440, 2048, 27.9, 2",
    "bursty, 1e7, 2048, 27.9, 2",
    "azure-conv-2024, 1e7, 1632, 106, 1.5",
    "azure-code-2024, 1e7, 2511, 23, 1.5",
    "steady, 1e7, 683.5, 212.1, 1",
  })
  void volumesAndMeansAreAsStated(
      String name, double perMonth, double prompt, double output, double percent)
      throws IOException {
    ProfileDescription description = traffic(name + ".yaml").describe();
    assertThat(description.requestsPerMonth()).isCloseTo(perMonth, withinPercentage(1e-6));
    assertThat(description.promptTokens()).isCloseTo(prompt, withinPercentage(percent));
    assertThat(description.outputTokens()).isCloseTo(output, withinPercentage(percent));
  }

  /** The largest gap between the shares of lengths below any bound, drawn and recorded. */
  @ParameterizedTest
  @CsvSource({
    "sharegpt, sharegpt/sharegpt_val_10k_llama2.csv, 0, 0.012, 0.012",
    "azure-conv-2023, azure2023/AzureLLMInferenceTrace_conv.csv, 1, 0.04, 0.035",
    "azure-code-2023, azure2023/AzureLLMInferenceTrace_code.csv, 1, 0.015, 0.025",
  })
  void drawnLengthsMatchTheRecordedOnes(
      String name, String trace, int column, double promptDistance, double outputDistance)
      throws IOException {
    List<String> rows = Files.readAllLines(SharedFiles.require("data/traces/" + trace));
    ArrivalStream stream = traffic(name + ".yaml").open(new RandomStreams(1, 0));
    Arrival arrival = new Arrival();
    int[] prompts = new int[100_000];
    int[] outputs = new int[100_000];
    for (int i = 0; i < prompts.length && stream.next(arrival); i++) {
      prompts[i] = arrival.promptTokens;
      outputs[i] = arrival.outputTokens;
    }
    assertThat(distance(prompts, column(rows, column))).as("seed 1").isLessThan(promptDistance);
    assertThat(distance(outputs, column(rows, column + 1))).as("seed 1").isLessThan(outputDistance);
  }

  /** Variance over mean of the requests in windows of 10 s and 60 s, as in the recorded hours. */
  @ParameterizedTest
  @CsvSource({
    "azure-conv-2023, 10, 3.89",
    "azure-conv-2023, 60, 15.8",
    "azure-code-2023, 1, 13.1",
    "azure-code-2023, 10, 73.9",
    "azure-code-2023, 60, 160.7",
  })
  void countsAreAsUnevenAsTheRecordedOnes(String name, int seconds, double recorded)
      throws IOException {
    ArrivalStream stream = traffic(name + ".yaml").open(new RandomStreams(1, 0));
    double[] counts = new double[7 * 86_400 / seconds];
    Arrival arrival = new Arrival();
    while (stream.next(arrival) && arrival.nanos / 1_000_000_000L / seconds < counts.length) {
      counts[(int) (arrival.nanos / 1_000_000_000L / seconds)]++;
    }
    double dispersion = StatUtils.variance(counts) / StatUtils.mean(counts);
    assertThat(dispersion).as("seed 1").isCloseTo(recorded, withinPercentage(15));
  }

  /** What is drawn, not only what is stated: 500 tokens a request. */
  @Test
  void theArticlesChatRequestsHaveFiveHundredTokensInTheMean() throws IOException {
    ArrivalStream stream = traffic("article-chat.yaml").open(new RandomStreams(1, 0));
    Arrival arrival = new Arrival();
    long tokens = 0;
    int count = 1_000_000;
    for (int i = 0; i < count && stream.next(arrival); i++) {
      tokens += arrival.promptTokens + arrival.outputTokens;
    }
    assertThat((double) tokens / count).as("seed 1").isCloseTo(500, withinPercentage(0.2));
  }

  @Test
  void theCodeToolRestsAtNightAndOnWeekends() throws IOException {
    ArrivalStream stream = traffic("article-code-tool.yaml").open(new RandomStreams(1, 0));
    Arrival arrival = new Arrival();
    while (stream.next(arrival)) {
      long hour = arrival.nanos / 3_600_000_000_000L;
      assertThat(hour % 24).isBetween(8L, 17L);
      assertThat(hour / 24 % 7).isLessThan(5);
    }
    assertThat(arrival.id).isBetween(98_000L, 102_000L);
  }

  static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(SharedFiles.moduleFolder())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml"))
          .sorted()
          .collect(Collectors.toList());
    }
  }

  private static int[] column(List<String> rows, int column) {
    return rows.stream()
        .skip(1)
        .mapToInt(row -> Integer.parseInt(row.split(",", -1)[column]))
        .toArray();
  }

  private static double distance(int[] drawn, int[] recorded) {
    int longest = IntStream.concat(IntStream.of(drawn), IntStream.of(recorded)).max().orElseThrow();
    double[] balance = new double[longest + 1];
    IntStream.of(drawn).forEach(tokens -> balance[tokens] += 1.0 / drawn.length);
    IntStream.of(recorded).forEach(tokens -> balance[tokens] -= 1.0 / recorded.length);
    double sum = 0;
    double largest = 0;
    for (double step : balance) {
      sum += step;
      largest = Math.max(largest, Math.abs(sum));
    }
    return largest;
  }

  private static TrafficProfile traffic(String file) throws IOException {
    Path folder = SharedFiles.moduleFolder();
    return TrafficProfile.of(
        ProfileYaml.bind(Files.readString(folder.resolve(file))), MONTH, folder);
  }
}
