package dev.crossover.traffic.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.crossover.engine.kernel.RandomStream;
import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.serving.TokenContent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheCurveTest {
  /** Blocks of 4: A A' share two whole blocks of three; 10 tokens are two blocks and a rest. */
  @Test
  void onlyWholeBlocksAreFound() {
    BlockNumbers numbers = new BlockNumbers(4);
    CacheCurve curve = new CacheCurve(4, List.of(4L, 8L, 400L));
    add(curve, numbers, prompt(12, TokenContent.of(1, 10)));
    add(curve, numbers, prompt(12, TokenContent.of(1, 12)));
    PrefixReuse reuse = curve.result(numbers);
    assertThat(reuse.ideal()).isCloseTo(8 / 24.0, within(1e-12));
    assertThat(reuse.distinctBlocks()).isEqualTo(3);
    // The private rest of the first prompt is not a whole block, so the two blocks lie on top.
    assertThat(reuse.lru().get(0).share()).isCloseTo(4 / 24.0, within(1e-12));
    assertThat(reuse.lru().get(1).share()).isCloseTo(8 / 24.0, within(1e-12));
    assertThat(reuse.lru().get(2).cacheTokens()).isEqualTo(400);
  }

  @Test
  void privateTokensTakeRoomAndAreNeverFound() {
    BlockNumbers numbers = new BlockNumbers(4);
    CacheCurve curve = new CacheCurve(4, List.of(8L, 12L));
    add(curve, numbers, prompt(4, TokenContent.of(1, 4)));
    add(curve, numbers, prompt(8, TokenContent.PRIVATE));
    add(curve, numbers, prompt(4, TokenContent.of(1, 4)));
    PrefixReuse reuse = curve.result(numbers);
    assertThat(reuse.lru().get(0).share()).isZero();
    assertThat(reuse.lru().get(1).share()).isCloseTo(4 / 16.0, within(1e-12));
  }

  @Test
  void aBlockIsItsTokensAndAllBeforeIt() {
    BlockNumbers numbers = new BlockNumbers(4);
    assertThat(numbers.number(TokenContent.of(1, 8))).isEqualTo(2);
    TokenContent split =
        TokenContent.of(new long[] {1, 1, 1}, new int[] {0, 3, 5}, new int[] {3, 2, 4});
    assertThat(numbers.number(split)).isEqualTo(2);
    assertThat(numbers.known()).isEqualTo(2);
    numbers.number(TokenContent.of(new long[] {2, 1}, new int[] {0, 4}, new int[] {4, 4}));
    assertThat(numbers.known()).isZero();
    assertThat(numbers.size()).isEqualTo(4);
    numbers.number(TokenContent.of(new long[] {1, 1}, new int[] {0, 5}, new int[] {4, 4}));
    assertThat(numbers.known()).isEqualTo(1);
  }

  /** Ten thousand prompts over trees of prefixes against caches that are simulated one by one. */
  @Test
  void onePassFindsWhatEachCacheWouldFind() {
    List<Long> sizes = List.of(40L, 200L, 1_000L, 4_000L);
    BlockNumbers numbers = new BlockNumbers(4);
    CacheCurve curve = new CacheCurve(4, sizes);
    List<PlainCache> caches = sizes.stream().map(size -> new PlainCache(size / 4)).toList();
    RandomStream draws = new RandomStreams(5, 0).stream("prompts");
    long tokens = 0;
    for (int i = 0; i < 10_000; i++) {
      Arrival arrival = drawn(draws.sub(i));
      tokens += arrival.promptTokens;
      add(curve, numbers, arrival);
      int count = numbers.number(arrival.content);
      for (PlainCache cache : caches) {
        cache.serve(numbers, count, arrival.promptTokens / 4 - count);
      }
    }
    PrefixReuse reuse = curve.result(numbers);
    for (int cache = 0; cache < sizes.size(); cache++) {
      assertThat(reuse.lru().get(cache).share())
          .as("seed 5, %d tokens", sizes.get(cache))
          .isCloseTo(caches.get(cache).hits * 4.0 / tokens, within(1e-12));
    }
    assertThat(reuse.lru().get(0).share()).isLessThan(reuse.lru().get(3).share());
    assertThat(reuse.lru().get(3).share()).isLessThan(reuse.ideal());
  }

  private static Arrival drawn(RandomStream draws) {
    int document = (int) (200 * draws.uniform(0) * draws.uniform(1));
    int shared = 1 + (int) (60 * draws.uniform(2));
    int question = 1 + (int) (20 * draws.uniform(3));
    TokenContent content =
        TokenContent.of(
            new long[] {document, 1_000 + (int) (50 * draws.uniform(4))},
            new int[] {0, 0},
            new int[] {shared, question});
    return prompt(content.tokens() + (int) (9 * draws.uniform(5)), content);
  }

  private static void add(CacheCurve curve, BlockNumbers numbers, Arrival arrival) {
    int count = numbers.number(arrival.content);
    curve.add(arrival, numbers, count);
  }

  private static Arrival prompt(int tokens, TokenContent content) {
    Arrival arrival = new Arrival();
    arrival.promptTokens = tokens;
    arrival.outputTokens = 1;
    arrival.content = content;
    return arrival;
  }

  /** A cache as one would write it down. */
  private static final class PlainCache {
    private final LinkedHashMap<Integer, Boolean> blocks = new LinkedHashMap<>(16, 0.75f, true);
    private final long room;
    private long hits;
    private int nobodys = -1;

    PlainCache(long room) {
      this.room = room;
    }

    void serve(BlockNumbers numbers, int count, int privateBlocks) {
      int at = 0;
      while (at < count && blocks.containsKey(numbers.block(at))) {
        at++;
      }
      hits += at;
      for (int i = 0; i < privateBlocks; i++) {
        blocks.put(nobodys--, true);
      }
      for (int i = count - 1; i >= 0; i--) {
        blocks.put(numbers.block(i), true);
      }
      var oldest = blocks.entrySet().iterator();
      while (blocks.size() > room) {
        Map.Entry<Integer, Boolean> entry = oldest.next();
        assertThat(entry.getValue()).isTrue();
        oldest.remove();
      }
    }
  }
}
