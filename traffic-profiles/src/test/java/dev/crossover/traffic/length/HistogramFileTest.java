package dev.crossover.traffic.length;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistogramFileTest {
  @TempDir Path folder;

  @Test
  void lengthsAreDrawnAsOftenAsTheyWereCounted() throws IOException {
    LengthDistribution law = law("tokens,count\n4096,1\n1,2\n100,5\n7,0\n");
    assertThat(counts(law, 8000)).isEqualTo(new TreeMap<>(Map.of(1, 2000, 100, 5000, 4096, 1000)));
    assertThat(law.mean()).isCloseTo((2 * 1 + 5 * 100 + 4096) / 8.0, within(1e-3));
  }

  /** A spreadsheet's byte-order mark, line ends, blanks and shares in place of counts. */
  @Test
  void aSpreadsheetsFileIsRead() throws IOException {
    LengthDistribution law = law("\uFEFFfrom, to, count\r\n1,2,0.5\r\n3,3,0.25\r\n\r\n10,10,0.25");
    assertThat(counts(law, 8000))
        .isEqualTo(new TreeMap<>(Map.of(1, 2000, 2, 2000, 3, 2000, 10, 2000)));
    assertThat(law.mean()).isCloseTo(4, within(1e-5));
  }

  /** A third of the requests is drawn from the file, in one law with the other two thirds. */
  @Test
  void aHistogramCanBeAPartOfAMixture() throws IOException {
    write("tokens,count\n50,1\n60,1\n");
    LengthSpec mixture =
        Blocks.mixture(
            List.of(
                Blocks.part(1.0, Blocks.histogram("lengths.csv")),
                Blocks.part(2.0, LengthLaw.CONSTANT, "mean", 55)));
    LengthDistribution law = LengthDistribution.of(mixture, 1000, folder);
    TreeMap<Integer, Integer> counts = counts(law, 6000);
    assertThat(counts.keySet()).containsExactly(50, 55, 60);
    assertThat((double) counts.get(55)).isCloseTo(4000, within(2.0));
    assertThat(law.mean()).isCloseTo(55, within(1e-3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tokens,count\\n5,x | :2: 'x' is not a number. Maybe the columns are in another order",
        "tokens,count\\n5,1\\n0,3 | :3: tokens (0) must be a whole number between 1 and 100000000. Maybe",
        "tokens,count\\n5,1\\n7.5,3 | :3: tokens (7.5) must be a whole number",
        "tokens,count\\n5,-1 | :2: count (-1) must lie between 0 and 1e18. Maybe",
        "tokens,count\\n5,1,1 | :2: 3 columns, but the header has 2. Maybe",
        "from,to,count\\n9,5,1 | :2: from (9) is above to (5). Maybe swap them",
        "from,to,count\\n0,5,1 | :2: tokens (0) must be",
        "from,to,count\\n5,10,1\\n10,20,1 | :3: 10 to 20 overlaps 5 to 10 of line 2. Maybe",
        "tokens,count\\n5,1\\n5,2 | :3: 5 to 5 overlaps 5 to 5 of line 2. Maybe",
        "length,n\\n5,1 | :1: the header 'length,n' is neither tokens,count nor from,to,count. Maybe",
        "tokens,count\\n5,0 | : has no count above 0. Maybe it is the wrong file",
      })
  void whatCannotBeReadIsToldWithFileAndLine(String text, String problem) throws IOException {
    Path file = write(text.replace("\\n", "\n"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> law("lengths.csv", folder))
        .withMessageStartingWith(file + problem)
        .withMessageContaining("Maybe ");
  }

  @Test
  void aMissingFileIsToldByItsName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> law("absent.csv", folder))
        .withMessageStartingWith(folder.resolve("absent.csv") + ": there is no such file. Maybe");
  }

  @Test
  void textThatIsNotUtf8IsToldAsSuch() throws IOException {
    Files.write(folder.resolve("lengths.csv"), new byte[] {'t', (byte) 0xFF, (byte) 0xFE});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> law("lengths.csv", folder))
        .withMessageContaining("cannot be read")
        .withMessageContaining("Maybe it is not a text file in UTF-8");
  }

  private LengthDistribution law(String text) throws IOException {
    write(text);
    return law("lengths.csv", folder);
  }

  private static LengthDistribution law(String file, Path folder) {
    return LengthDistribution.of(Blocks.histogram(file), 1 << 20, folder);
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("lengths.csv"), text, StandardCharsets.UTF_8);
  }

  private static TreeMap<Integer, Integer> counts(LengthDistribution law, int draws) {
    TreeMap<Integer, Integer> counts = new TreeMap<>();
    for (int i = 0; i < draws; i++) {
      counts.merge(law.tokens((i + 0.5) / draws), 1, Integer::sum);
    }
    return counts;
  }
}
