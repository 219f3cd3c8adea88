package dev.crossover.experiments.report;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The right to write into a folder, held by one run at a time and let go by the operating system
 * when a process dies. The lock's empty file stays: removing it would let two runs hold two locks.
 */
final class FolderLock implements AutoCloseable {
  static final String FILE = ".crossover.lock";

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock without waiting.
   *
   * @throws OutputRefusedException when another run, of this process or another, holds it
   */
  static FolderLock take(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return new FolderLock(channel);
      }
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw held(folder);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    throw held(folder);
  }

  private static OutputRefusedException held(Path folder) {
    return new OutputRefusedException(
        folder
            + ": another run is writing here. Maybe wait for it, or choose another folder with"
            + " --out");
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
