package dev.crossover.traffic.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.request.ArrivalStream;
import dev.crossover.engine.request.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlaybackTest {
  /** Two users; each asks again 10 after an answer. */
  @Test
  void anAnswerBringsTheNextTurn() {
    Loop loop = new Loop(10, Arrival.NEVER, 0, 3);
    assertThat(played(loop, 2, 40)).containsExactly(0L, 3L, 12L, 15L, 24L, 27L, 36L, 39L);
    assertThat(loop.fates).allMatch(fate -> fate == Fate.COMPLETED);
    assertThat(loop.closed).isTrue();
  }

  @Test
  void anAnswerMayComeAtOnce() {
    assertThat(played(new Loop(10, Arrival.NEVER, 0, 3), 0, 21))
        .containsExactly(0L, 3L, 10L, 13L, 20L);
  }

  @Test
  void whoGivesUpBeforeTheAnswerHasNone() {
    Loop loop = new Loop(10, 5, 0);
    assertThat(played(loop, 7, 40)).containsExactly(0L, 15L, 30L);
    assertThat(loop.fates).containsOnly(Fate.FAILED);
    assertThatThrownBy(() -> played(loop, -1, 40)).hasMessageContaining("service time");
  }

  private static List<Long> played(Loop loop, long service, long end) {
    List<Long> times = new ArrayList<>();
    long count = Playback.play(loop, service, end, arrival -> times.add(arrival.nanos));
    assertThat(count).isEqualTo(times.size());
    return times;
  }

  /** Users who think for a fixed time. */
  private static final class Loop implements ArrivalStream {
    private final TreeMap<Long, Long> due = new TreeMap<>();
    private final long think;
    private final long patience;
    private final List<Fate> fates = new ArrayList<>();
    private boolean closed;
    private long id;

    Loop(long think, long patience, long... starts) {
      this.think = think;
      this.patience = patience;
      for (long start : starts) {
        due.put(start, id++);
      }
    }

    @Override
    public long nextNanos() {
      return due.isEmpty() ? NONE : due.firstKey();
    }

    @Override
    public boolean next(Arrival into) {
      Map.Entry<Long, Long> first = due.pollFirstEntry();
      if (first == null) {
        return false;
      }
      into.nanos = first.getKey();
      into.id = first.getValue();
      into.outputTokens = 1;
      into.giveUpNanos = patience == Arrival.NEVER ? patience : into.nanos + patience;
      return true;
    }

    @Override
    public void completed(long request, long nanos, Fate fate, int outputTokens) {
      fates.add(fate);
      due.put(nanos + think, request);
    }

    @Override
    public boolean awaitsCompletions() {
      return true;
    }

    @Override
    public List<String> classNames() {
      return List.of("default");
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
