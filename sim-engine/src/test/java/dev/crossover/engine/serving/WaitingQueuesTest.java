package dev.crossover.engine.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Who waits, in which order, and that each of them may leave. */
class WaitingQueuesTest {
  @Property(tries = 100)
  void theRingIsADequeThatOneMayLeave(@ForAll @IntRange(min = 0, max = 7) int[] calls) {
    WaitingRing ring = new WaitingRing();
    List<Integer> line = new ArrayList<>();
    for (int i = 0; i < calls.length; i++) {
      if (calls[i] < 3) {
        ring.giveBack(i);
        line.add(0, i);
      } else if (calls[i] < 6 || line.isEmpty()) {
        ring.add(i);
        line.add(i);
      } else if (calls[i] == 6) {
        assertThat(ring.first()).isEqualTo(line.get(0));
        assertThat(ring.removeFirst()).isEqualTo(line.remove(0));
      } else {
        int row = line.remove(i % line.size());
        assertThat(ring.remove(row)).isTrue();
        assertThat(ring.remove(row)).isFalse();
      }
      assertThat(inOrder(ring)).isEqualTo(line);
      assertThat(ring.isEmpty()).isEqualTo(line.isEmpty());
    }
  }

  private static List<Integer> inOrder(WaitingQueue queue) {
    return IntStream.range(0, queue.size()).map(queue::at).boxed().toList();
  }

  @Property(tries = 100)
  void theHeapIsAPriorityQueueThatOneMayLeave(@ForAll @IntRange(min = 0, max = 999) int[] calls) {
    RequestRows rows = new RequestRows();
    WaitingHeap heap = new WaitingHeap(rows);
    List<Integer> sorted = new ArrayList<>();
    for (int i = 0; i < calls.length; i++) {
      int draw = calls[i] / 10;
      if (calls[i] % 10 < 6 || sorted.isEmpty()) {
        int row = openPrioritized(rows, i, draw);
        heap.add(row);
        sorted.add(row);
        sorted.sort((a, b) -> rows.precedes(a, b) ? -1 : 1);
      } else if (calls[i] % 10 < 8) {
        assertThat(heap.first()).isEqualTo(sorted.get(0));
        assertThat(heap.removeFirst()).isEqualTo(sorted.remove(0));
      } else {
        int row = sorted.remove(draw % sorted.size());
        assertThat(heap.remove(row)).isTrue();
        assertThat(heap.remove(row)).isFalse();
      }
      assertThat(heap.size()).isEqualTo(sorted.size());
      assertThat(heap.isEmpty()).isEqualTo(sorted.isEmpty());
    }
    assertThat(inOrder(heap)).isEqualTo(sorted);
    while (!sorted.isEmpty()) {
      assertThat(heap.removeFirst()).isEqualTo(sorted.remove(0));
    }
  }

  /** Many are equal in priority, some in arrival too, none in their sequence. */
  private static int openPrioritized(RequestRows rows, int tag, int draw) {
    EngineRequest request = PlainEngine.request(tag, 1, 1, true);
    request.priority = draw % 5;
    request.arrivalNanos = draw / 5 % 5;
    request.sequence = -tag;
    return rows.open(request, 100);
  }

  @Test
  void thereIsNoPlaceBehindTheLastOfAFullHeap() {
    RequestRows rows = new RequestRows();
    WaitingHeap heap = new WaitingHeap(rows);
    for (int tag = 0; tag < 16; tag++) {
      heap.add(openPrioritized(rows, tag, tag));
    }
    assertThatThrownBy(() -> heap.at(16)).hasMessage("place 16 of 16");
  }

  /** Twenty are passed over, the first of them by two calls. */
  @Test
  void whoIsSetAsideIsLookedAtFirstEverAfter() {
    WaitingQueues queues = new WaitingQueues(SchedulingPolicy.FCFS, new RequestRows());
    IntStream.range(0, 30).forEach(queues.waiting::add);
    for (int i = 0; i < 20; i++) {
      assertThat(queues.first()).isEqualTo(i);
      queues.setFirstAside();
    }
    assertThat(queues.size()).as("while they are nowhere").isEqualTo(10);
    queues.endCall();
    queues.setFirstAside();
    queues.endCall();
    queues.waiting.giveBack(99);
    queues.remove(3);
    queues.remove(29);
    assertThat(queues.size()).isEqualTo(29);
    int[] order = IntStream.generate(queues::removeFirst).limit(29).toArray();
    assertThat(order).startsWith(0, 1, 2, 4).containsSequence(19, 99, 20).endsWith(27, 28);
    assertThat(queues.isEmpty()).isTrue();
  }

  /** Whoever was set aside goes first only among equals, which no two requests are. */
  @Test
  void byPriorityTheMoreImportantOfBothHeadsIsNext() {
    RequestRows rows = new RequestRows();
    WaitingQueues queues = new WaitingQueues(SchedulingPolicy.PRIORITY, rows);
    int[] row = IntStream.of(1, 3, 2, 4).map(draw -> openPrioritized(rows, draw, draw)).toArray();
    queues.waiting.add(row[0]);
    queues.waiting.add(row[1]);
    queues.setFirstAside();
    queues.setFirstAside();
    queues.endCall();
    queues.waiting.add(row[2]);
    queues.waiting.add(row[3]);
    int[] order = IntStream.generate(queues::removeFirst).limit(4).toArray();
    assertThat(order).containsExactly(row[0], row[2], row[1], row[3]);
  }
}
