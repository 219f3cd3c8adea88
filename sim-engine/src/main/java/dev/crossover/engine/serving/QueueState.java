package dev.crossover.engine.serving;

/** What the parts of one engine share: its requests, its two queues, its blocks, its batch. */
final class QueueState implements ScheduleView {
  final RequestRows rows = new RequestRows();
  final RunningOrder running = new RunningOrder();
  final WaitingRing waiting = new WaitingRing();
  final BlockPool pool;
  final BatchShape batch = new BatchShape();

  QueueState(EngineArgs args) {
    pool = new BlockPool(args.numBlocks(), args.blockSize());
  }

  @Override
  public int running() {
    return running.size;
  }

  @Override
  public int runningTag(int index) {
    return rows.tag[running.rows[index]];
  }

  @Override
  public int waiting() {
    return waiting.size();
  }

  @Override
  public int setAside() {
    return 0;
  }

  @Override
  public int waitingTag(int index) {
    return rows.tag[waiting.at(index)];
  }

  @Override
  public int freeBlocks() {
    return pool.free();
  }

  /** Whether the last token has been sampled; its own KV is never computed. */
  boolean isFinished(int row) {
    return rows.computed[row] + rows.pending[row] >= rows.targetTokens[row];
  }

  /** Gives back what a finished request held; the caller takes it out of {@code running}. */
  void release(int row) {
    pool.release(pool.blocksFor(rows.computed[row]));
    rows.close(row);
  }

  /** The law of conservation, recounted: every block is free or held by a running request. */
  boolean blocksAreConserved() {
    return pool.free() >= 0 && pool.free() + heldBlocks() == pool.usable();
  }

  /** Blocks held by running requests, counted one by one. */
  int heldBlocks() {
    int held = 0;
    for (int i = 0; i < running.size; i++) {
      held += pool.blocksFor(rows.computed[running.rows[i]]);
    }
    return held;
  }
}
