package dev.crossover.experiments.report;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that appear whole or not at all: written beside, forced to disk, renamed over. */
public final class AtomicFile {
  private static final String PREFIX = ".crossover-";
  private static final String SUFFIX = ".tmp";

  private AtomicFile() {}

  /** A name this class uses on the way; one that is left over comes from a killed process. */
  static boolean isTemporary(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
  }

  /** Where a file is written until it is whole. */
  static Path temporary(Path target) {
    return target.resolveSibling(PREFIX + target.getFileName() + SUFFIX);
  }

  /**
   * Puts the content at the target.
   *
   * @throws IOException when it cannot; the target is then as it was
   */
  public static void write(Path target, FileContent content) throws IOException {
    Path temporary = temporary(target);
    try {
      writeForced(temporary, content);
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | RuntimeException e) {
      deleteAfter(e, temporary);
      throw e;
    }
    forceFolder(target);
  }

  private static void writeForced(Path file, FileContent content) throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
      content.writeTo(out);
      out.flush();
      channel.force(true);
    }
  }

  private static void deleteAfter(Exception cause, Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /** The rename itself reaches the disk only with its folder. */
  private static void forceFolder(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return; // elsewhere a folder cannot be opened
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
