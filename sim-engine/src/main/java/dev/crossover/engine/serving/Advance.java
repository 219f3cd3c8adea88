package dev.crossover.engine.serving;

/** Counts scheduled tokens as computed, vLLM's _update_after_schedule. */
final class Advance {
  private final boolean async;
  private final int speculativeTokens;
  private final boolean windowed;
  private final RequestRows rows;

  Advance(EngineArgs args, QueueState state) {
    this.async = args.asyncScheduling();
    this.speculativeTokens = args.numSpeculativeTokens();
    this.windowed = args.slidingWindow() > 0;
    this.rows = state.rows;
  }

  /** Counts the entries of a batch that are not yet counted. */
  void rest(Batch batch) {
    for (int place = batch.advanced; place < batch.size; place++) {
      count(batch, place);
    }
    batch.advanced = batch.size;
  }

  private void count(Batch batch, int place) {
    int row = batch.rows[place];
    int tokens = batch.tokens[place];
    int drafts = batch.drafts[place];
    int prior = rows.computed[row];
    boolean samples = prior + tokens >= rows.tokens[row] + rows.placeholders[row];
    rows.computed[row] = prior + tokens;
    if (windowed) {
      rows.inFlight[row] += tokens;
    }
    batch.samples[place] = samples;
    if (samples && tokens == 1 + drafts) {
      batch.shape.addDecode(prior + tokens, drafts);
    } else {
      batch.shape.addPrefill(prior, tokens, samples);
    }
    if (samples && async) {
      rows.placeholders[row] += 1 + drafts;
    }
    if (speculativeTokens > 0) {
      rows.isPrefillChunk[row] = !samples;
      rows.drafts[row] = samples && async ? speculativeTokens : 0;
    }
  }
}
