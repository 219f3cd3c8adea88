package dev.crossover.engine.serving;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Cases worked by hand from the rules of vLLM V1; all engines must draw the same picture. */
class TranscriptTest {
  /** Four blocks of 16: at step 1 A takes the last one, so B, the tail, must yield. */
  @Test
  void theTailYieldsWhenBlocksRunOut() {
    assertThat(Transcript.of("blocks=4", 2, "A prompt=32 out=20", "B prompt=16 out=20"))
        .isEqualTo(
            """
            step 0  A+32 B+16  free 1
            step 1  A+1 B!     free 1
            """);
  }

  /** A budget of 64: the rest of A's prompt comes first, then what is left goes to B. */
  @Test
  void aLongPromptIsSpreadOverSteps() {
    assertThat(Transcript.of("budget=64", 9, "A prompt=100 out=3", "B prompt=20 out=3"))
        .isEqualTo(
            """
            step 0  A+64       free 96
            step 1  A+36 B+20  free 91
            step 2  A+1 B+1    free 91
            step 3  A+1. B+1.  free 91
            """);
  }

  @Test
  void aSlotFreesForTheNextStep() {
    assertThat(Transcript.of("seqs=1", 9, "A prompt=4 out=2", "B prompt=4 out=1"))
        .isEqualTo(
            """
            step 0  A+4   free 99
            step 1  A+1.  free 99
            step 2  B+4.  free 99
            """);
  }

  /** B's first chunk would fit beside A, but its three blocks are free only when A is gone. */
  @Test
  void theGateLooksAtTheWholePrompt() {
    assertThat(
            Transcript.of(
                "blocks=3 block_size=4 budget=8", 9, "A prompt=4 out=6", "B prompt=10 out=1"))
        .isEqualTo(
            """
            step 0  A+4   free 2
            step 1  A+1   free 1
            step 2  A+1   free 1
            step 3  A+1   free 1
            step 4  A+1   free 1
            step 5  A+1.  free 0
            step 6  B+8   free 1
            step 7  B+2.  free 0
            """);
  }

  /** Without the gate B is let in with one chunk, and falls at once, by its own next chunk. */
  @Test
  void withoutTheGateAPromptMayFallMidway() {
    assertThat(
            Transcript.of(
                "blocks=3 block_size=4 budget=8 gate=0",
                9,
                "A prompt=4 out=6",
                "B prompt=10 out=1"))
        .isEqualTo(
            """
            step 0  A+4 B+4  free 1
            step 1  A+1 B!   free 1
            step 2  A+1      free 1
            step 3  A+1      free 1
            step 4  A+1      free 1
            step 5  A+1.     free 0
            step 6  B+8      free 1
            step 7  B+2.     free 0
            """);
  }

  /** B sampled 5 tokens before it fell: on resume it computes its prompt of 4 and those 5. */
  @Test
  void aResumedRequestRecomputesItsOutputToo() {
    assertThat(Transcript.of("blocks=4 block_size=4", 20, "A prompt=4 out=8", "B prompt=4 out=8"))
        .isEqualTo(
            """
            step 0  A+4 B+4  free 2
            step 1  A+1 B+1  free 0
            step 2  A+1 B+1  free 0
            step 3  A+1 B+1  free 0
            step 4  A+1 B+1  free 0
            step 5  A+1 B!   free 1
            step 6  A+1      free 1
            step 7  A+1.     free 1
            step 8  B+9      free 1
            step 9  B+1      free 1
            step 10  B+1.     free 1
            """);
  }

  /** A's second chunk needs two blocks: C falls, then B, and B stands before C again. */
  @Test
  void severalVictimsKeepTheirOrder() {
    assertThat(
            Transcript.of(
                "blocks=4 block_size=4 budget=16 threshold=8 gate=0",
                9,
                "A prompt=16 out=1",
                "B prompt=4 out=2",
                "C prompt=4 out=2"))
        .isEqualTo(
            """
            step 0  A+8 B+4 C+4  free 0
            step 1  A+8. C! B!   free 0
            step 2  B+5. C+5.    free 0
            """);
  }

  /** B gave C's block to itself at step 1; at step 2 A takes B's, though B had joined earlier. */
  @Test
  void victimsOfLaterStepsStandFurtherInFront() {
    assertThat(
            Transcript.of(
                "blocks=8 block_size=2 budget=12 threshold=4 gate=0",
                9,
                "A prompt=12 out=2",
                "B prompt=4 out=3",
                "C prompt=4 out=2"))
        .isEqualTo(
            """
            step 0  A+4 B+4 C+4  free 2
            step 1  A+4 B+1 C!   free 1
            step 2  A+4 B!       free 2
            step 3  A+1.         free 1
            step 4  B+4 C+4      free 4
            step 5  B+2. C+1.    free 2
            """);
  }

  /** A fills the pool exactly; its first decode finds no block, and no pool will ever do. */
  @Test
  void aRequestThatOutgrowsThePoolFallsByItselfAndStalls() {
    assertThat(Transcript.of("blocks=2 block_size=4", 9, "A prompt=8 out=4"))
        .isEqualTo(
            """
            step 0  A+8  free 0
            step 1  A!   free 2
            step 2  -    free 2
            """);
  }

  /** The last token sampled is never computed: 16 positions for a prompt of 15 and 2 outputs. */
  @Test
  void anExactFitNeedsNoFurtherBlock() {
    assertThat(Transcript.of("blocks=1", 9, "A prompt=15 out=2"))
        .isEqualTo(
            """
            step 0  A+15  free 0
            step 1  A+1.  free 0
            """);
  }

  /** Whole prompts only: B does not fit beside A, and C, which would, stands behind B. */
  @Test
  void withoutChunkingTheHeadOfTheLineBlocksTheRest() {
    assertThat(
            Transcript.of(
                "chunked=0 budget=16 len=16",
                9,
                "A prompt=10 out=2",
                "B prompt=10 out=1",
                "C prompt=2 out=1"))
        .isEqualTo(
            """
            step 0  A+10             free 99
            step 1  A+1. B+10. C+2.  free 97
            """);
  }

  @Test
  void withChunkingTheHeadTakesWhatIsLeft() {
    assertThat(
            Transcript.of(
                "budget=16 len=16",
                9,
                "A prompt=10 out=2",
                "B prompt=10 out=1",
                "C prompt=2 out=1"))
        .isEqualTo(
            """
            step 0  A+10 B+6        free 98
            step 1  A+1. B+4. C+2.  free 97
            """);
  }

  @Test
  void theThresholdCapsAPromptsShareOfAStep() {
    assertThat(Transcript.of("threshold=4 budget=16", 9, "A prompt=10 out=1", "B prompt=3 out=1"))
        .isEqualTo(
            """
            step 0  A+4 B+3.  free 98
            step 1  A+4       free 99
            step 2  A+2.      free 99
            """);
  }

  /** 6 of 8 tokens are the prompt, so there is room for two more. */
  @Test
  void theModelLengthEndsARequest() {
    assertThat(Transcript.of("len=8", 9, "A prompt=6 out=50"))
        .isEqualTo(
            """
            step 0  A+6   free 99
            step 1  A+1.  free 99
            """);
  }

  /** B comes during step 0, C when the engine has been idle for a while. */
  @Test
  void newcomersJoinAtTheNextStep() {
    assertThat(
            Transcript.of(
                "", 9, "A prompt=4 out=3", "B prompt=5 out=1 at=1", "C prompt=6 out=1 at=20"))
        .isEqualTo(
            """
            step 0  A+4       free 99
            step 1  A+1 B+5.  free 98
            step 2  A+1.      free 99
            step 20  C+6.      free 99
            """);
  }

  /** The second token ends A, but when that is known a third is being computed. */
  @Test
  void anAsynchronousEngineLearnsOfAnEndAStepLate() {
    assertThat(Transcript.of("async=1 seqs=1", 9, "A prompt=4 out=9 stop=2", "B prompt=4 out=1"))
        .isEqualTo(
            """
            step 0  A+4   free 99
            step 1  A+1.  free 99
            step 2  A+1   free 99
            step 3  B+4.  free 99
            step 4  -     free 99
            """);
  }

  /** That A reaches its limit is certain at step 2, so nothing is wasted but its slot. */
  @Test
  void anAsynchronousEngineWastesNoStepOnALimit() {
    assertThat(Transcript.of("async=1 seqs=1", 9, "A prompt=4 out=2", "B prompt=4 out=1"))
        .isEqualTo(
            """
            step 0  A+4   free 99
            step 1  A+1.  free 99
            step 2  -     free 99
            step 3  B+4.  free 99
            step 4  -     free 99
            """);
  }

  /** Four blocks: A goes first though B came first, and B yields. */
  @Test
  void theLeastImportantYields() {
    assertThat(
            Transcript.of(
                "by_priority=1 blocks=4",
                3,
                "B prompt=32 out=20 priority=2",
                "A prompt=32 out=20 priority=1"))
        .isEqualTo(
            """
            step 0  A+32 B+32  free 0
            step 1  A+1 B!     free 1
            step 2  A+1        free 1
            """);
  }

  /** B finds two of A's blocks in the very step that computes them, never the last token. */
  @Test
  void aTwinFindsWhatIsBeingComputed() {
    assertThat(
            Transcript.of("caching=1", 9, "A prompt=32 out=1 text=1", "B prompt=33 out=1 text=1"))
        .isEqualTo(
            """
            step 0  A+32. B32+1.  free 97
            """);
  }

  /** A's blocks are found after its end; C takes both copies of the third, B's and A's. */
  @Test
  void blocksOfTheAnsweredAreFoundUntilTaken() {
    assertThat(
            Transcript.of(
                "caching=1 blocks=4",
                9,
                "A prompt=48 out=1 text=1",
                "B prompt=48 out=1 text=1 at=1",
                "C prompt=32 out=1 at=2",
                "D prompt=48 out=1 text=1 at=3"))
        .isEqualTo(
            """
            step 0  A+48.    free 1
            step 1  B32+16.  free 1
            step 2  C+32.    free 2
            step 3  D32+16.  free 1
            """);
  }

  /** One adapter a step: C shares A's and passes B, which is looked at first ever after. */
  @Test
  void aRequestOverTheAdapterLimitIsPassed() {
    assertThat(
            Transcript.of(
                "loras=1",
                9,
                "A prompt=4 out=2 lora=1",
                "B prompt=4 out=1 lora=2",
                "C prompt=4 out=1 lora=1"))
        .isEqualTo(
            """
            step 0  A+4 C+4.  free 98
            step 1  A+1.      free 99
            step 2  B+4.      free 99
            """);
  }

  /** One draft of three is accepted at each step: two tokens more, the third time one is cut. */
  @Test
  void acceptedDraftsAreTokens() {
    assertThat(Transcript.of("drafts=3", 9, "A prompt=4 out=6 accept=1"))
        .isEqualTo(
            """
            step 0  A+4   free 99
            step 1  A+4   free 99
            step 2  A+4   free 99
            step 3  A+4.  free 99
            """);
  }

  /** Window 5, blocks of 4: the 13th token attends 9 to 13, so the first two blocks return. */
  @Test
  void blocksLeftOfTheWindowReturn() {
    assertThat(Transcript.of("window=5 block_size=4", 9, "A prompt=12 out=3"))
        .isEqualTo(
            """
            step 0  A+12  free 97
            step 1  A+1   free 98
            step 2  A+1.  free 98
            """);
  }

  /** A window of five positions needs the last block alone: what lies left of it is not kept. */
  @Test
  void aWindowIsHitByItsLastBlock() {
    assertThat(
            Transcript.of(
                "caching=1 window=5 block_size=4",
                3,
                "A prompt=12 out=1 text=1",
                "B prompt=13 out=2 at=1 text=1"))
        .isEqualTo(
            """
            step 0  A+12.  free 97
            step 1  B12+1  free 98
            step 2  B+1.   free 98
            """);
  }
}
