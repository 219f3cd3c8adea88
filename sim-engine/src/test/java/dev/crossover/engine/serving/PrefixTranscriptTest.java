package dev.crossover.engine.serving;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Prefix hits beside drafts and sliding windows, worked by hand from the rules of vLLM V1. Blocks
 * hold 4 positions.
 */
class PrefixTranscriptTest {
  private static final String PADDING = "caching=1 block_size=4 drafts=3 ";
  private static final String A = "A prompt=5 out=3 text=1";

  /** B lacks one token: it gets three drafts like A, whose own are all rejected. */
  @Test
  void aLoneTokenAmongDecodesIsPadded() {
    assertThat(Transcript.of(PADDING, 3, A, "B prompt=5 out=9 text=1 at=2"))
        .isEqualTo(
            """
            step 0  A+5        free 98
            step 1  A+4        free 97
            step 2  A+4. B4+4  free 96
            """);
  }

  @Test
  void anOlderSchedulerPadsNothing() {
    assertThat(Transcript.of(PADDING + "pads=0", 3, A, "B prompt=5 out=9 text=1 at=2"))
        .isEqualTo(
            """
            step 0  A+5        free 98
            step 1  A+4        free 97
            step 2  A+4. B4+1  free 96
            """);
  }

  /** A takes 4 of a budget of 8: what is left is just enough for one token and three drafts. */
  @Test
  void paddingMayUseUpTheBudget() {
    assertThat(Transcript.of(PADDING + "budget=8", 9, A, "B prompt=5 out=1 text=1 at=2"))
        .isEqualTo(
            """
            step 0  A+5         free 98
            step 1  A+4         free 97
            step 2  A+4. B4+4.  free 96
            """);
  }

  /** A budget of 7: one token would fit beside A, four do not; alone B is not padded. */
  @Test
  void whomThereIsNoBudgetToPadWaits() {
    assertThat(Transcript.of(PADDING + "seqs=2 budget=7", 9, A, "B prompt=5 out=1 text=1 at=2"))
        .isEqualTo(
            """
            step 0  A+5    free 98
            step 1  A+4    free 97
            step 2  A+4.   free 97
            step 3  B4+1.  free 98
            """);
  }

  /** 4 cached positions and 4 more are all a model of 8 has; A has room for one draft. */
  @Test
  void paddingMayReachTheModelLength() {
    assertThat(Transcript.of(PADDING + "len=8", 2, A, "B prompt=5 out=1 text=1 at=1"))
        .isEqualTo(
            """
            step 0  A+5        free 98
            step 1  A+2 B4+4.  free 97
            """);
  }

  @Test
  void whomTheModelLengthLeavesNoRoomToPadWaits() {
    assertThat(Transcript.of(PADDING + "len=7", 9, A, "B prompt=5 out=1 text=1 at=1"))
        .isEqualTo(
            """
            step 0  A+5    free 98
            step 1  A+1.   free 98
            step 2  B4+1.  free 98
            """);
  }

  /** C computes its prompt in steps 1 to 3, of 6, 6 and 2 tokens: D and E come beside chunks. */
  @Test
  void besideAPromptNobodyIsPadded() {
    assertThat(
            Transcript.of(
                PADDING + "threshold=6",
                5,
                "A prompt=5 out=9 text=1",
                "C prompt=14 out=9 at=1",
                "D prompt=5 out=1 text=1 at=2",
                "E prompt=5 out=1 text=1 at=3",
                "F prompt=5 out=1 text=1 at=4"))
        .isEqualTo(
            """
            step 0  A+5            free 98
            step 1  A+4 C+6        free 95
            step 2  A+4 C+6 D4+1.  free 93
            step 3  A+4 C+2 E4+1.  free 92
            step 4  A+4 C+4 F4+4.  free 91
            """);
  }

  /** EAGLE drafts from hidden states, which are not kept: the third block is computed again. */
  @Test
  void aDrafterComputesTheLastBlockOfAHitAgain() {
    assertThat(
            Transcript.of(
                "caching=1 block_size=4 drops=1",
                9,
                "A prompt=12 out=1 text=1",
                "B prompt=13 out=1 text=1 at=1",
                "C prompt=5 out=1 text=1 at=2"))
        .isEqualTo(
            """
            step 0  A+12.  free 97
            step 1  B8+5.  free 96
            step 2  C+5.   free 98
            """);
  }

  /** A has returned two blocks, and C has taken them, when B comes: the third alone is left. */
  @Test
  void aWindowIsHitThoughAllBeforeItIsLost() {
    assertThat(
            Transcript.of(
                "caching=1 window=5 block_size=4 blocks=4",
                9,
                "A prompt=12 out=3 text=1",
                "C prompt=12 out=1 at=3",
                "B prompt=13 out=1 text=1 at=4"))
        .isEqualTo(
            """
            step 0  A+12    free 1
            step 1  A+1     free 2
            step 2  A+1.    free 2
            step 3  C+12.   free 1
            step 4  B12+1.  free 2
            """);
  }

  /** The same with a drafter, which would need a second block before the one that it drops. */
  @Test
  void aDrafterNeedsABlockMoreThanItsWindow() {
    assertThat(
            Transcript.of(
                "caching=1 window=5 block_size=4 blocks=4 drops=1",
                9,
                "A prompt=12 out=3 text=1",
                "C prompt=12 out=1 at=3",
                "B prompt=13 out=1 text=1 at=4"))
        .isEqualTo(
            """
            step 0  A+12   free 1
            step 1  A+1    free 2
            step 2  A+1.   free 2
            step 3  C+12.  free 1
            step 4  B+13.  free 0
            """);
  }

  /** Two blocks at the start of B's prompt are less than its window of 9 to 12, and found. */
  @Test
  void aHitShorterThanTheWindowCountsFromTheStart() {
    assertThat(
            Transcript.of(
                "caching=1 window=11 block_size=4",
                9,
                "A prompt=8 out=1 text=1",
                "B prompt=20 out=1 text=1 at=1"))
        .isEqualTo(
            """
            step 0  A+8.    free 98
            step 1  B8+12.  free 95
            """);
  }

  /**
   * A token that attends itself alone needs nothing of what was found: with one block for D and two
   * set aside B's new one is the last.
   */
  @Test
  void aWindowOfOneTakesNoneOfTheBlocksFound() {
    assertThat(
            Transcript.of(
                "caching=1 window=1 block_size=4 blocks=4 watermark=40",
                9,
                "A prompt=12 out=1 text=1",
                "D prompt=2 out=2 at=1",
                "B prompt=13 out=1 text=1 at=2"))
        .isEqualTo(
            """
            step 0  A+12.        free 1
            step 1  D+2          free 3
            step 2  D+1. B12+1.  free 2
            """);
  }

  /**
   * The gate asks for what one request can hold: four positions before the next, a batch of 8 in
   * flight, or two, and a block begun. That makes 4 blocks, or 6.
   */
  @Test
  void theGateCountsTheBatchesInFlightBesideTheWindow() {
    String windowed = "window=5 block_size=4 budget=8 ";
    String a = "A prompt=40 out=1";
    assertThat(Transcript.of(windowed + "blocks=3", 1, a)).isEqualTo("step 0  -  free 3\n");
    assertThat(Transcript.of(windowed + "blocks=4", 1, a)).isEqualTo("step 0  A+8  free 2\n");
    String async = windowed + "async=1 ";
    assertThat(Transcript.of(async + "blocks=5", 1, a)).isEqualTo("step 0  -  free 5\n");
    assertThat(Transcript.of(async + "blocks=6", 1, a)).isEqualTo("step 0  A+8  free 4\n");
  }
}
