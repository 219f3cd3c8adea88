package dev.crossover.engine.serving;

import java.util.Arrays;

/**
 * The cache keys of each request's blocks, first block first, made when they are first asked for.
 * They outlive a preemption: the request finds its own blocks again by them. Blocks with a token
 * that nobody shares, and those behind them, get keys without looking at their content.
 */
final class KeyChains {
  private final BlockKeys blockKeys;
  private final KeyTable table;
  private final int blockSize;

  private int[][] keys = new int[0][];
  private int[] length = new int[0];
  private TokenContent[] content = new TokenContent[0];
  private int[] promptTokens = new int[0];
  private long[] outputStream = new long[0];
  private long[] salt = new long[0];
  private int[] lora = new int[0];

  /** Blocks of which every token may be shared; those of answers to come are among them. */
  private int[] sharedBlocks = new int[0];

  /** Where in the prompt's content the next key starts. */
  private int[] interval = new int[0];

  private int[] intervalOffset = new int[0];

  KeyChains(BlockKeys blockKeys, int blockSize) {
    this.blockKeys = blockKeys;
    this.table = blockKeys.table;
    this.blockSize = blockSize;
  }

  void open(int row, EngineRequest request) {
    if (row >= keys.length) {
      grow(row);
    }
    length[row] = 0;
    content[row] = request.content;
    promptTokens[row] = request.promptTokens;
    outputStream[row] = request.outputStream;
    salt[row] = request.cacheSalt;
    lora[row] = request.lora;
    sharedBlocks[row] = sharedTokens(request) / blockSize;
    interval[row] = 0;
    intervalOffset[row] = 0;
  }

  /** Forgets the keys of a request that has ended; blocks that others can find keep theirs. */
  void close(int row) {
    int shared = Math.min(length[row], sharedBlocks[row]);
    if (shared > 0) {
      table.release(keys[row][shared - 1]);
    }
    for (int i = shared; i < length[row]; i++) {
      blockKeys.lose(keys[row][i]);
      table.release(keys[row][i]);
    }
    length[row] = 0;
    content[row] = TokenContent.PRIVATE;
  }

  /** The key of a block, or {@link KeyTable#NONE} where no block can carry it yet. */
  int find(int row, int block) {
    if (block >= length[row] && block >= sharedBlocks[row]) {
      return KeyTable.NONE;
    }
    return keyOf(row, block);
  }

  /** Leading blocks that hold no private token. */
  int sharedBlocks(int row) {
    return sharedBlocks[row];
  }

  /** The key of a block all of whose tokens are known. */
  int keyOf(int row, int block) {
    while (length[row] <= block) {
      append(row, length[row] < sharedBlocks[row] ? internNext(row) : table.fresh());
    }
    return keys[row][block];
  }

  /** Whether a request that waits has tokens of the answer that another is writing. */
  boolean awaits(int waitingRow, int writingRow) {
    long stream = outputStream[writingRow];
    if (stream == TokenContent.PRIVATE_STREAM) {
      return false;
    }
    TokenContent prompt = content[waitingRow];
    for (int i = 0; i < prompt.size(); i++) {
      if (prompt.stream(i) == stream) {
        return true;
      }
    }
    return outputStream[waitingRow] == stream;
  }

  /** Whether a request has a block whose content another may have. */
  boolean isShared(int row) {
    return sharedBlocks[row] > 0;
  }

  private static int sharedTokens(EngineRequest request) {
    if (request.content.tokens() < request.promptTokens) {
      return request.content.tokens();
    }
    return request.outputStream == TokenContent.PRIVATE_STREAM
        ? request.promptTokens
        : Integer.MAX_VALUE;
  }

  /** A chain holds its last shared key, which holds those before it, and each private one. */
  private void append(int row, int key) {
    int at = length[row];
    if (at == keys[row].length) {
      keys[row] = Arrays.copyOf(keys[row], Math.max(16, Math.multiplyExact(at, 2)));
    }
    table.hold(key);
    if (at > 0 && at < sharedBlocks[row]) {
      table.release(keys[row][at - 1]);
    }
    keys[row][at] = key;
    length[row] = at + 1;
  }

  /** Folds the intervals of the next block into its parent's key, contiguous ones as one. */
  private int internNext(int row) {
    int block = length[row];
    int parent = block == 0 ? table.intern(KeyTable.NONE, salt[row], lora[row], 0) : last(row);
    int position = block * blockSize;
    int end = position + blockSize;
    long stream = 0;
    int offset = 0;
    int tokens = 0;
    while (position < end) {
      boolean prompt = position < promptTokens[row];
      long pieceStream = prompt ? content[row].stream(interval[row]) : outputStream[row];
      int pieceOffset =
          prompt
              ? content[row].offset(interval[row]) + intervalOffset[row]
              : position - promptTokens[row];
      int piece = prompt ? promptPiece(row, position, end) : end - position;
      if (tokens > 0 && (pieceStream != stream || pieceOffset != offset + tokens)) {
        parent = table.intern(parent, stream, offset, tokens);
        tokens = 0;
      }
      offset = tokens == 0 ? pieceOffset : offset;
      stream = pieceStream;
      tokens += piece;
      position += piece;
    }
    return table.intern(parent, stream, offset, tokens);
  }

  private int last(int row) {
    return keys[row][length[row] - 1];
  }

  /** Tokens of the prompt's interval at the cursor that lie in the block; moves the cursor on. */
  private int promptPiece(int row, int position, int end) {
    int left = content[row].length(interval[row]) - intervalOffset[row];
    int piece = Math.min(left, Math.min(end, promptTokens[row]) - position);
    if (piece == left) {
      interval[row]++;
      intervalOffset[row] = 0;
    } else {
      intervalOffset[row] += piece;
    }
    return piece;
  }

  private void grow(int row) {
    int old = keys.length;
    int size = Math.max(16, Math.multiplyExact(row, 2));
    keys = Arrays.copyOf(keys, size);
    length = Arrays.copyOf(length, size);
    content = Arrays.copyOf(content, size);
    promptTokens = Arrays.copyOf(promptTokens, size);
    outputStream = Arrays.copyOf(outputStream, size);
    salt = Arrays.copyOf(salt, size);
    lora = Arrays.copyOf(lora, size);
    sharedBlocks = Arrays.copyOf(sharedBlocks, size);
    interval = Arrays.copyOf(interval, size);
    intervalOffset = Arrays.copyOf(intervalOffset, size);
    Arrays.fill(keys, old, size, new int[0]);
    Arrays.fill(content, old, size, TokenContent.PRIVATE);
  }
}
