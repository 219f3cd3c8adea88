package dev.crossover.engine.serving;

/** What the parts of one engine share: its requests, its queues, its blocks. */
final class QueueState implements ScheduleView {
  final RequestRows rows = new RequestRows();
  final RunningOrder running = new RunningOrder();
  final WaitingQueues queues;
  final BlockPool pool;
  final RowBlocks blocks;

  /** End of the last batch whose output was processed. */
  final PicoClock lastOutput = new PicoClock();

  /** Batches whose output was processed; the number of the last. */
  long outputs;

  QueueState(EngineArgs args) {
    queues = new WaitingQueues(args.policy(), rows);
    pool = new BlockPool(args.numBlocks(), args.blockSize(), args.rules().unkeyedBlocksFirst());
    blocks = new RowBlocks(args, pool);
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
    return queues.size();
  }

  @Override
  public int setAside() {
    return queues.skipped.size();
  }

  @Override
  public int waitingTag(int index) {
    return rows.tag[queues.waiting.at(index)];
  }

  @Override
  public int freeBlocks() {
    return pool.free();
  }

  boolean hasUnfinished() {
    return running.size > 0 || !queues.isEmpty();
  }

  /** The row of a live request, or -1. */
  int rowOf(int tag) {
    for (int i = 0; i < running.size; i++) {
      if (rows.tag[running.rows[i]] == tag) {
        return running.rows[i];
      }
    }
    int row = rowIn(queues.waiting, tag);
    return row >= 0 ? row : rowIn(queues.skipped, tag);
  }

  private int rowIn(WaitingQueue queue, int tag) {
    for (int i = 0; i < queue.size(); i++) {
      if (rows.tag[queue.rowAt(i)] == tag) {
        return queue.rowAt(i);
      }
    }
    return -1;
  }

  /** Whether the row's last output came with the last batch processed. */
  boolean isFresh(int row) {
    return rows.lastOutput[row] == outputs;
  }

  /** Keeps the time of a request's last output, before the next batch is processed without it. */
  void keepOutputTime(int row) {
    if (isFresh(row)) {
      rows.lastOutput[row] = -1;
      rows.lastOutputNanos[row] = lastOutput.nanos();
      rows.lastOutputRemainderPicos[row] = lastOutput.remainderPicos();
    }
  }

  /** Frees all that a request has that has left its queue. */
  void close(int row) {
    blocks.close(row);
    rows.close(row);
  }

  /** The law of conservation: every use of a block is that of a running request. */
  boolean blocksAreConserved() {
    long held = 0;
    for (int i = 0; i < running.size; i++) {
      held += blocks.held(running.rows[i]);
    }
    return pool.free() >= 0 && held == pool.uses() && pool.used() <= held;
  }

  /** Blocks held by running requests, counted one by one. */
  int heldBlocks() {
    boolean[] isHeld = new boolean[pool.usable() + 1];
    for (int i = 0; i < running.size; i++) {
      blocks.mark(running.rows[i], isHeld);
    }
    int held = 0;
    for (boolean block : isHeld) {
      held += block ? 1 : 0;
    }
    return held;
  }
}
